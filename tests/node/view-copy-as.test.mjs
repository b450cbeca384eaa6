// What the console writes for a terminal and for a program is really run, by bash, curl and Node: it must send what the
// package sends, and show the same answer, whatever is in the values; and hold nothing secret.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { format } from "node:util";
import { SneCotation } from "sne-cotation";
import { load } from "../support/sources.mjs";
import { startSimulator } from "../support/simulator.mjs";
import { EVERYTHING } from "./contracts/everything.mjs";
import { CREDENTIALS, json, platform, TOKEN } from "./support/platform.mjs";

/** @import { TestContext } from "node:test" */
/** @import { Variables } from "./support/command.mjs" */
/** @import { Client, Seen } from "./support/platform.mjs" */

const { asCurl } = await load("copy-as/curl.ts");
const { asCommand } = await load("copy-as/command.ts");
const { asJavaScript } = await load("copy-as/javascript.ts");
const { preparedRequest } = await load("copy-as/prepared-request.ts");

const FORMS = { curl: asCurl, command: asCommand, javascript: asJavaScript };
/** Below the folder where the package is installed, so that a script and `npx` find it. */
const HERE = dirname(fileURLToPath(import.meta.url));
const HOSTILE = `'"\`$(touch owned)$SNE_CLIENT_SECRET\${HOME}\\ %41 %s\n!! é😀 --x {a,b}[1-3] <>&;#~*?`;

const TEXT = {
  post: {
    operationId: "direTexte",
    consumes: ["text/plain"],
    parameters: [{ name: "texte", in: "body", schema: { type: "string" } }],
    responses: { 200: { description: "Fait" } },
  },
};
const CONTRACT = { ...EVERYTHING, paths: { ...EVERYTHING.paths, "/texte": TEXT } };

const PICTURE = new File([Uint8Array.of(0, 255, 10)], 'a "b" é.png', { type: "image/png" });

/** A form in which a call is taken along. @typedef {keyof typeof FORMS} Form */
/** What is taken along: a text, and the files that it names. @typedef {{ text: string, files: Named[] }} Copied */
/** @typedef {{ name: string, content: Blob }} Named */

/** What each of the operations is called with. @type {[id: string, parameters: Record<string, unknown>][]} */
const CALLS = [
  ["lireLivre", { "path.n°": "1", "query.n°": 3, langue: "en", complet: true, "X-Liste": ["a", "b"] }],
  ["lireLivre", { "path.n°": "a 'b' $x/%2F?é", Range: "0-99 'x' $HOME `y` \"z\" \\" }],
  ["chercherLivres", { csv: [HOSTILE.replaceAll(",", "")], multi: [1, 2], ssv: ["-a"] }],
  ["remplacerLivre", { "n°": "-1", livre: { titre: HOSTILE, ["__proto__"]: "x", suite: { titre: "@x" } } }],
  ["noterLivre", { note: 4, mots: [HOSTILE, "a=b&c"] }],
  ["noterLivre", { note: 9007199254740993n }],
  ["direTexte", { texte: `${HOSTILE}\n` }],
  ["direTexte", { texte: "x".repeat(300_000) }],
  ["envoyerCouverture", { "n°": "1", image: PICTURE, legende: HOSTILE }],
  ["remplacerCouverture", { "n°": "1", image: Uint8Array.of(0, 255, 10, 39) }],
];

describe("a call to take along", () => {
  /**
   * Runs one of the texts in a folder of its own with the files that it names; resolves to what it printed.
   * @param {TestContext} t
   * @param {string} form
   * @param {Copied} copied
   * @param {Variables} env
   */
  async function run(t, form, { text, files }, env) {
    const folder = await mkdtemp(join(HERE, "copied-"));
    t.after(() => rm(folder, { recursive: true, force: true }));
    await writeFile(join(folder, "contrat.json"), JSON.stringify(CONTRACT));
    for (const { name, content } of files)
      await writeFile(join(folder, name), new Uint8Array(await content.arrayBuffer()));
    const script = join(folder, form === "javascript" ? "copied.mjs" : "copied.sh");
    await writeFile(script, text);
    return runProgram(form === "javascript" ? process.execPath : "bash", [script], folder, env);
  }

  /**
   * Resolves to what a program printed; one that fails fails the test.
   * @param {string} program
   * @param {string[]} args
   * @param {string} cwd
   * @param {Variables} env
   * @returns {Promise<string>}
   */
  function runProgram(program, args, cwd, env) {
    const child = spawn(program, args, { cwd, env: { ...process.env, ...env, LANG: "C.UTF-8" } });
    /** @type {[out: Buffer[], err: Buffer[]]} */
    const [out, err] = [[], []];
    child.stdout.on("data", (piece) => out.push(piece));
    child.stderr.on("data", (piece) => err.push(piece));
    return new Promise((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (code) => {
        const printed = Buffer.concat(out).toString();
        assert.equal(code, 0, `${args} ${Buffer.concat(err)} ${printed}`);
        resolve(printed);
      });
    });
  }

  /** @param {{ clientId: string, clientSecret: string }} application */
  const variables = ({ clientId, clientSecret }) => ({ SNE_CLIENT_ID: clientId, SNE_CLIENT_SECRET: clientSecret });

  /**
   * What a request says, the boundary of its parts and what programs say of themselves aside.
   * @param {Omit<Seen, "isToken" | "rawHeaders">} request
   * @param {boolean} [isCommand]
   */
  function essence({ method, url, headers, body }, isCommand) {
    const boundary = /boundary="?([^";]+)/.exec(headers["content-type"] ?? "")?.[1];
    const own = ["content-type", "accept", "range", "x-liste"].map((name) => headers[name]);
    if (boundary === undefined) return { method, url, own, body };
    // Each writes the heads of the parts in its own way: names, values and types count.
    const parts = body
      .split(`--${boundary}`)
      .slice(1, -1)
      .map((part) => {
        const [head, ...content] = part.split("\r\n\r\n");
        const names = Array.from(head.matchAll(/name="([^"]*)"/g), ([, name]) => name);
        if (isCommand) names.length = 1;
        return { names, type: isCommand || /image\/png/.test(head), content: content.join("\r\n\r\n") };
      });
    return { method, url, parts };
  }

  for (const [id, parameters] of CALLS) {
    for (const [form, write] of Object.entries(FORMS)) {
      it(`sends the same as the package: ${form} of ${id} ${format(parameters).slice(0, 40)}`, async (t) => {
        const place = await platform(t, {
          api: (_request, response, { method }) => json(response, 200, { method, ok: ["é", 1] }),
        });
        const client = await place.client({ contract: CONTRACT });
        const operation = client.operations().find((one) => one.id === id);
        const answer = await client.call(id, parameters);
        await client.close();
        const sent = await preparedRequest(
          { SneCotation },
          {
            apiUrl: place.environment.apiUrl,
            contract: CONTRACT,
            language: "fr",
            make: (/** @type {Client} */ one) => one.call(id, parameters),
          },
        );
        const call = { target: place.environment, sent, called: { type: "operation", id, parameters, operation } };
        const copied = await write(call);
        const printed = await run(t, form, copied, variables(CREDENTIALS));
        const [first, second] = place.calls();
        // The command gives a file the name that it has there, and no media type.
        const [arrived, expected] = [second, first].map((request) => essence(request, form === "command"));
        assert.deepEqual(arrived, expected, copied.text);
        const shown = form === "javascript" ? `${format(answer.status, answer.data)}\n` : answer.data;
        assert.deepEqual(form === "javascript" ? printed : JSON.parse(printed), shown);
        assert.ok(!copied.text.includes(CREDENTIALS.clientSecret) && !copied.text.includes(TOKEN));
      });
    }
  }

  for (const [form, write] of Object.entries(FORMS)) {
    it(`calls the simulator's healthcheck, and anything else below the base path: ${form}`, async (t) => {
      const simulator = await startSimulator();
      t.after(simulator.close);
      const target = simulator.environments.sandbox;
      const credentials = simulator.application("works", "sandbox");
      const path = "/healthcheck?a=%27%22%24x&a=%5B1%5D&b=%0A";
      for (const [
        called,
        make,
      ] of /** @type {[called: { type: string }, make: (client: Client) => Promise<unknown>][]} */ ([
        [{ type: "healthcheck" }, (client) => client.healthcheck()],
        [
          { type: "request" },
          (client) => client.request({ path: "/healthcheck", query: { a: [`'"$x`, "[1]"], b: "\n" } }),
        ],
      ])) {
        const sent = await preparedRequest({ SneCotation }, { apiUrl: target.apiUrl, language: "fr", make });
        const copied = await write({ target, sent, called });
        const printed = await run(t, form, copied, variables(credentials));
        assert.match(printed, /1\.0/);
        assert.match(printed, /OK/);
        assert.ok(!copied.text.includes(credentials.clientSecret));
        const { path: asked } = simulator.simulator.exchanges.at(-1) ?? assert.fail("nothing was asked");
        if (called.type === "request") assert.ok(asked.endsWith(path) || asked.endsWith("/healthcheck"), asked);
      }
    });

    it(`has the names of PISTE's environments, and its addresses where it must: ${form}`, async () => {
      const sent = { method: "GET", url: "https://sandbox-api.piste.gouv.fr/autre/v1/x", headers: [], body: undefined };
      const target = {
        environment: "sandbox",
        tokenUrl: "https://sandbox-oauth.piste.gouv.fr/api/oauth/token",
        apiUrl: "https://sandbox-api.piste.gouv.fr/autre/v1",
        scope: "openid",
      };
      const { text } = await write({ target, sent, called: { type: "request" } });
      assert.match(text, /sandbox-api\.piste\.gouv\.fr\/autre\/v1/);
      assert.match(text, /openid/);
    });
  }

  it("does not ask for a call to be made that the contract refuses", async () => {
    /** @param {Client} client */
    const make = (client) => client.call("lireLivre", {});
    const preparing = preparedRequest(
      { SneCotation },
      { apiUrl: "https://api.example/", contract: CONTRACT, language: "fr", make },
    );
    await assert.rejects(preparing, { kind: "contract" });
  });
});
