// What the console writes for a terminal and for a program is really run, by bash, curl, Node, and the languages that
// are installed: it must send what the package sends, and show the same answer, whatever is in the values; and hold
// nothing secret. The tests of this are in several files, because each form is run many times.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { it } from "node:test";
import { fileURLToPath } from "node:url";
import { format } from "node:util";
import { SneCotation } from "sne-cotation";
import { load } from "../../support/sources.mjs";
import { startSimulator } from "../../support/simulator.mjs";
import { EVERYTHING } from "../contracts/everything.mjs";
import { COMMAND } from "./command.mjs";
import { CREDENTIALS, json, platform, TOKEN } from "./platform.mjs";

/** @import { TestContext } from "node:test" */
/** @import { Variables } from "./command.mjs" */
/** @import { Client, Seen } from "./platform.mjs" */

const { preparedRequest } = await load("copy-as/prepared-request.ts");

/**
 * How a form is written and run: the name of the file, the program, and options of that.
 * @typedef {{ write: (call: object) => Promise<Copied>, file: string, program: string, options?: string[] }} Form
 */

/** Below the folder where the package is installed, so that a script and `npx` find it. */
const HERE = dirname(dirname(fileURLToPath(import.meta.url)));
const TSC = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin", "tsc");
/** As a careful project has it. */
const STRICT = { strict: true, module: "nodenext", target: "es2022", lib: ["es2024"], types: ["node"] };
const HOSTILE = `'"\`$(touch owned)$SNE_CLIENT_SECRET\${HOME}\\ %41 %s\n!! é😀 --x {a,b}[1-3] <>&;#~*?`;

const TEXT = {
  post: {
    operationId: "direTexte",
    consumes: ["text/plain"],
    parameters: [{ name: "texte", in: "body", schema: { type: "string" } }],
    responses: { 200: { description: "Fait" } },
  },
};
const COUNT = {
  get: {
    operationId: "compter",
    parameters: [{ name: "depuis", in: "query", type: "integer", format: "int64" }],
    responses: { 200: { description: "Fait" } },
  },
};
export const CONTRACT = { ...EVERYTHING, paths: { ...EVERYTHING.paths, "/texte": TEXT, "/compte": COUNT } };

const PICTURE = new File([Uint8Array.of(0, 255, 10)], 'a "b" é.png', { type: "image/png" });

/** What is taken along: a text, and the files that it names. @typedef {{ text: string, files: Named[] }} Copied */
/** @typedef {{ name: string, content: Blob }} Named */

/** What each of the operations is called with. @type {[id: string, parameters: Record<string, unknown>][]} */
export const CALLS = [
  ["lireLivre", { "path.n°": "1", "query.n°": 3, langue: "en", complet: true, "X-Liste": ["a", "b"] }],
  ["lireLivre", { "path.n°": "a 'b' $x/%2F?é", Range: "0-99 'x' $HOME `y` \"z\" \\" }],
  ["chercherLivres", { csv: [HOSTILE.replaceAll(",", "")], multi: [1, 2], ssv: ["-a"] }],
  ["remplacerLivre", { "n°": "-1", livre: { titre: HOSTILE, ["__proto__"]: "x", suite: { titre: "@x" } } }],
  ["noterLivre", { note: 4, mots: [HOSTILE, "a=b&c"] }],
  ["noterLivre", { note: 9007199254740993n }],
  ["compter", { depuis: 9007199254740993n }],
  ["direTexte", { texte: `${HOSTILE}\n` }],
  ["direTexte", { texte: "x".repeat(300_000) }],
  ["envoyerCouverture", { "n°": "1", image: PICTURE, legende: HOSTILE }],
  ["remplacerCouverture", { "n°": "1", image: Uint8Array.of(0, 255, 10, 39) }],
];

/** What TypeScript refuses, by what the text has: a member that is in no schema, an integer beyond those of `note`. */
const REFUSED = /** @type {const} */ ([
  ["__proto__", /TS2353.*__proto__/],
  ["note: 9007199254740993n", /TS2322.*bigint/],
]);

/**
 * Tests of each of these forms.
 * @param {Record<string, Form>} forms
 */
export function testForms(forms) {
  /**
   * Runs one of the texts in a folder of its own with the files that it names; resolves to what it printed.
   * @param {TestContext} t
   * @param {Form} form
   * @param {Copied} copied
   * @param {Variables} env
   */
  async function run(t, { file, program, options = [] }, { text, files }, env) {
    const folder = await mkdtemp(join(HERE, "copied-"));
    t.after(() => rm(folder, { recursive: true, force: true }));
    await writeFile(join(folder, "contrat.json"), JSON.stringify(CONTRACT));
    for (const { name, content } of files)
      await writeFile(join(folder, name), new Uint8Array(await content.arrayBuffer()));
    await writeFile(join(folder, file), text);
    if (!file.endsWith(".mts")) return runProgram(program, [...options, file], folder, env);
    // As the first line of the program says.
    const [, words] = /^\/\/ npx sne-cotation (.+)/.exec(text) ?? [];
    if (words !== undefined) await runProgram(process.execPath, [COMMAND, ...words.split(" ")], folder, env);
    await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions: STRICT, files: [file] }));
    await runProgram(process.execPath, [TSC, "--project", folder], folder, env);
    return runProgram(program, [file.replace(".mts", ".mjs")], folder, env);
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
        if (code === 0) resolve(printed);
        else reject(new Error(`${program} ${args}: ${code} ${Buffer.concat(err)} ${printed}`));
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
    for (const [form, how] of Object.entries(forms)) {
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
        const copied = await how.write(call);
        // What the contract does not know, the compiler refuses: that is what it is asked for.
        const refusal = form === "typescript" && REFUSED.find(([part]) => copied.text.includes(part));
        if (refusal) return assert.rejects(run(t, how, copied, variables(CREDENTIALS)), refusal[1]);
        const printed = await run(t, how, copied, variables(CREDENTIALS));
        const [first, second] = place.calls();
        // The command gives a file the name that it has there, and no media type.
        const [arrived, expected] = [second, first].map((request) => essence(request, form === "command"));
        assert.deepEqual(arrived, expected, copied.text);
        if (form.endsWith("script")) assert.equal(printed, `${format(answer.status, answer.data)}\n`);
        else assert.deepEqual(JSON.parse(printed.replace(/^200 /, "")), answer.data);
        assert.ok(!copied.text.includes(CREDENTIALS.clientSecret) && !copied.text.includes(TOKEN));
      });
    }
  }

  for (const [form, how] of Object.entries(forms)) {
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
        const copied = await how.write({ target, sent, called });
        const printed = await run(t, how, copied, variables(credentials));
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
      const { text } = await how.write({ target, sent, called: { type: "request" } });
      assert.match(text, /sandbox-api\.piste\.gouv\.fr\/autre\/v1/);
      assert.match(text, /openid/);
    });
  }
}
