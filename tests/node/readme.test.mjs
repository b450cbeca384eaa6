// The documents for users: their examples, run as they are against PISTE in miniature, and the sameness of the two
// languages. The root's documents lie beside the tests' folder, here as in the repository; the package brings its own.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { describe, it, test } from "node:test";
import { fileURLToPath } from "node:url";
import { simulated } from "./support/simulated.mjs";

const FOLDER = dirname(fileURLToPath(import.meta.url));
const PACKAGE = dirname(createRequire(import.meta.url).resolve("sne-cotation/package.json"));
const LONGEST = 10_000;

const read = (...path) => readFileSync(join(...path), "utf8").replaceAll("\r\n", "\n");

const DOCUMENTS = {
  "README.md": read(FOLDER, "..", "..", "README.md"),
  "LISEZMOI.md": read(FOLDER, "..", "..", "LISEZMOI.md"),
  "pkg/README.md": read(PACKAGE, "README.md"),
};
const ENGLISH = DOCUMENTS["README.md"];
const FRENCH = DOCUMENTS["LISEZMOI.md"];
const OK = "{ version: '1.0', etat: 'OK' }\n";

/** The blocks of JavaScript that say under which name they are run. */
function examplesOf(document) {
  return new Map([...document.matchAll(/<!-- run: (\w+) -->\n```js\n(.*?)```\n/gs)].map(([, name, code]) => [name, code]));
}

for (const [name, document] of Object.entries(DOCUMENTS)) {
  const examples = examplesOf(document);

  describe(`the examples of ${name}`, { concurrency: 2 }, () => {
    it("are all run", () => {
      assert.equal(examples.size, document.split("```js\n").length - 1);
      assert.deepEqual([...examples.keys()], ["node", "relay", "page", "simulator", "slim"]);
    });

    it("node: a healthcheck, and an error with its advice", async (t) => {
      const { server, simulator } = await simulated(t);
      assert.deepEqual(await output(examples.get("node"), settings(server, simulator.find("works"))), [OK, ""]);
      const [shown, said] = await output(examples.get("node"), settings(server, simulator.find("no-profile")));
      assert.equal(shown, "");
      assert.match(said, /^profile: .*ERRAUTUSR0001.*\n.*api-platau-administration@/);
    });

    it("relay and page: one token for all pages, and another for a page whose token is refused", async (t) => {
      const { server, simulator, tokenRequests } = await simulated(t);
      const site = await relay(t, examples.get("relay"), settings(server, simulator.find("works")));
      const world = { SIMULATOR: server.url, SITE: site };
      const openedBefore = start(examples.get("page") + CALL_AGAIN, world, ["ignore", "pipe", "inherit", "ipc"]);
      const whole = written(openedBefore);
      await once(openedBefore, "message");
      assert.deepEqual(await output(examples.get("page"), world), [OK, ""]);
      assert.equal(tokenRequests().length, 1);
      simulator.revokeTokens();
      openedBefore.send("again");
      assert.deepEqual(await whole, [OK + OK, ""]);
      assert.equal(tokenRequests().length, 2);
      assert.deepEqual(simulator.exchanges.map(({ status }) => status), [200, 200, 200, 401, 200, 200]);
    });

    it("relay: a 502 when there is no token", async (t) => {
      const { server, simulator } = await simulated(t);
      const wrong = { ...simulator.find("works"), clientSecret: "not-this-one" };
      const site = await relay(t, examples.get("relay"), settings(server, wrong));
      const answer = await fetch(site, { method: "POST" });
      assert.deepEqual([answer.status, await answer.text()], [502, ""]);
    });

    it("simulator: before and after the business profile", async () => {
      assert.deepEqual(await output(examples.get("simulator"), {}), [`profile ERRAUTUSR0001\n${OK}`, ""]);
    });

    it("slim: a healthcheck", async (t) => {
      const { server, simulator } = await simulated(t);
      assert.deepEqual(await output(examples.get("slim"), settings(server, simulator.find("works"))), [OK, ""]);
    });
  });
}

test("the documents have the same examples, but for comments and the language of messages", () => {
  const bare = (document) => [...examplesOf(document)].map(([name, code]) => [name, withoutWords(code)]);
  assert.deepEqual(bare(FRENCH), bare(ENGLISH));
  assert.deepEqual(bare(DOCUMENTS["pkg/README.md"]), bare(ENGLISH));
});

test("the two languages have the same headings, blocks, lists, tables and kinds", () => {
  assert.deepEqual(outlineOf(FRENCH), outlineOf(ENGLISH));
  assert.ok(outlineOf(ENGLISH).length > 50);
});

test("the table of errors has each kind that the types have, and no other", () => {
  const [, union] = /type SneErrorKind =([^;]+);/.exec(read(PACKAGE, "types", "index.d.ts"));
  const kinds = union.match(/[\w-]+/g).sort();
  const { reasons } = catalogues();
  for (const [name, document] of Object.entries(DOCUMENTS)) {
    const rows = [...document.matchAll(/^\| `([\w-]+)` \|.*\| (yes|no|oui|non) \|$/gm)];
    assert.deepEqual([...new Set(rows.map(([, kind]) => kind))].sort(), kinds, name);
    for (const kind of kinds) {
      const told = rows.filter(([, one]) => one === kind).map(([, , word]) => ["yes", "oui"].includes(word));
      const known = reasons.filter(([id, one]) => one === kind && id !== "aborted").map(([, , later]) => later);
      assert.deepEqual(new Set(told), new Set(known), `${name}: ${kind}`);
    }
  }
});

test("links within a document lead to one of its headings", () => {
  for (const name of ["README.md", "LISEZMOI.md"]) {
    const anchors = headingsOf(DOCUMENTS[name]).map(anchorOf);
    const targets = [...DOCUMENTS[name].matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor]) => decodeURIComponent(anchor));
    assert.deepEqual(targets.filter((target) => !anchors.includes(target)), [], name);
  }
});

/** What must be the same in both languages: the document's skeleton, with the words left out. */
function outlineOf(document) {
  const [prose, ...fences] = [document.replace(/```.*?```/gs, "```"), ...document.matchAll(/^```(\w*)$/gm)];
  const kinds = [
    [/^(#+) /, ([, marks]) => marks],
    [/^\| (`[\w-]+`) \|/, ([row, kind]) => `row ${kind}`],
    [/^\|/, ({ input }) => `row of ${input.split("|").length}`],
    [/^- /, () => "item"],
    [/^```/, () => "block"],
    [/^<!-- (.*) -->/, ([, words]) => words],
  ];
  const lines = prose.split("\n").flatMap((line) => {
    const [pattern, tell] = kinds.find(([one]) => one.test(line)) ?? [];
    return pattern ? [tell(pattern.exec(line))] : [];
  });
  return [...lines, ...fences.map(([, language]) => language)];
}

function withoutWords(code) {
  return code.replace(/(^|\s)\/\/ .*$/gm, "").replace(/language: "\w+"/, "language");
}

const headingsOf = (document) => [...document.replace(/```.*?```/gs, "").matchAll(/^#+ (.*)$/gm)].map(([, text]) => text);

/** As GitHub and npm make them. */
function anchorOf(heading) {
  return heading.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, "").trim().replaceAll(/\s/g, "-");
}

/** The generated module of the package that has the reasons, which no entry exports. */
function catalogues() {
  const text = read(PACKAGE, "lib", "messages", "catalogues.js");
  return { reasons: JSON.parse(/export const reasons = (.*?);\n/s.exec(text)[1]) };
}

function settings({ url }, { clientId, clientSecret }) {
  return { SIMULATOR: url, SNE_CLIENT_ID: clientId, SNE_CLIENT_SECRET: clientSecret };
}

/**
 * What comes before an example in its process. PISTE's hosts lead to the simulator, a page's own addresses to the relay,
 * and any other to an error; calls of a page carry its `Origin`, as a browser adds it. A server gets a free port.
 */
const BEFORE = `
import { Server } from "node:net";
const { SIMULATOR, SITE } = process.env;
const { fetch } = globalThis;
globalThis.fetch = async (address, init) => {
  const url = String(address).replace(/^https:\\/\\/([a-z-]+)\\.piste\\.gouv\\.fr\\//, SIMULATOR + "/$1/").replace(/^\\//, SITE + "/");
  if (![SIMULATOR, SITE].some((origin) => url.startsWith(origin + "/"))) throw new Error("not in the example's world: " + url);
  const isPage = SITE !== undefined && url.startsWith(SIMULATOR);
  return fetch(url, isPage ? { ...init, headers: { ...init.headers, origin: SITE } } : init);
};
const { listen } = Server.prototype;
Server.prototype.listen = function (port, host) {
  return listen.call(this, 0, host, () => process.send(this.address().port));
};`;

/** Starts an example as an ES module beside the tests, where it finds the package. */
function start(code, env, stdio) {
  const before = `data:text/javascript,${encodeURIComponent(BEFORE)}`;
  const args = ["--input-type=module", "--import", before, "-e", code];
  return spawn(process.execPath, args, { cwd: FOLDER, env: { ...process.env, FORCE_COLOR: "0", ...env }, stdio });
}

/** What follows the example of the page: it stays open until it is told to call again. */
const CALL_AGAIN = `
process.send("called");
await new Promise((resolve) => process.once("message", resolve));
console.log(await sne.healthcheck());
process.disconnect();`;

/** Runs an example until it ends by itself; resolves to what it wrote on stdout and on stderr. */
function output(code, env) {
  return written(start(code, env, ["ignore", "pipe", "pipe"]));
}

async function written(child) {
  const timer = setTimeout(() => child.kill("SIGKILL"), LONGEST);
  const texts = ["", ""];
  [child.stdout, child.stderr].forEach((stream, index) => stream?.on("data", (piece) => (texts[index] += piece)));
  const [exitCode] = await once(child, "close");
  clearTimeout(timer);
  assert.equal(exitCode, 0, texts.join("\n"));
  return texts;
}

/** Starts the relay for the length of a test; resolves to its address. */
async function relay(t, code, env) {
  const child = start(code, env, ["ignore", "inherit", "inherit", "ipc"]);
  t.after(() => child.kill("SIGKILL"));
  const [port] = await Promise.race([once(child, "message"), once(child, "exit").then(() => assert.fail("no relay"))]);
  return `http://127.0.0.1:${port}`;
}
