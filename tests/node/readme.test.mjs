// The documents for users: their examples, run as they are against PISTE in miniature, and the sameness of the two
// languages. The root's documents lie beside the tests' folder, here as in the repository; the package brings its own.

import assert from "node:assert/strict";
import { once } from "node:events";
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { describe, it, test } from "node:test";
import { fileURLToPath } from "node:url";
import { reasons } from "./support/catalogues.mjs";
import { CALL_AGAIN, output, PAGE, serving, settings, start, written } from "./support/example.mjs";
import { found } from "./support/found.mjs";
import { simulated } from "./support/simulated.mjs";

const FOLDER = dirname(fileURLToPath(import.meta.url));
const PACKAGE = dirname(createRequire(import.meta.url).resolve("sne-cotation/package.json"));

/** @param {string[]} path */
const read = (...path) => readFileSync(join(...path), "utf8").replaceAll("\r\n", "\n");

const DOCUMENTS = {
  "README.md": read(FOLDER, "..", "..", "README.md"),
  "LISEZMOI.md": read(FOLDER, "..", "..", "LISEZMOI.md"),
  "pkg/README.md": read(PACKAGE, "README.md"),
};
const ENGLISH = DOCUMENTS["README.md"];
const FRENCH = DOCUMENTS["LISEZMOI.md"];
const OK = "{ version: '1.0', etat: 'OK' }\n";

/**
 * The blocks of JavaScript that say under which name they are run.
 * @param {string} document
 * @returns {Map<string, string>}
 */
function examplesOf(document) {
  return new Map(
    [...document.matchAll(/<!-- run: (\w+) -->\n```js\n(.*?)```\n/gs)].map(([, name, code]) => [name, code]),
  );
}

for (const [name, document] of Object.entries(DOCUMENTS)) {
  const examples = examplesOf(document);
  /** @param {string} name */
  const example = (name) => {
    const code = examples.get(name);
    assert.ok(code, `no example ${name}`);
    return code;
  };

  describe(`the examples of ${name}`, { concurrency: 2 }, () => {
    it("are all run", () => {
      assert.equal(examples.size, document.split("```js\n").length - 1);
      assert.deepEqual([...examples.keys()], ["node", "contract", "relay", "page", "simulator", "slim"]);
    });

    it("node: a healthcheck, and an error with its advice", async (t) => {
      const { server, simulator } = await simulated(t);
      assert.deepEqual(await output(example("node"), settings(server, simulator.find("works"))), [OK, ""]);
      const [shown, said] = await output(example("node"), settings(server, simulator.find("no-profile")));
      assert.equal(shown, "");
      assert.match(said, /^profile: .*ERRAUTUSR0001.*\n.*api-platau-administration@/);
    });

    it("contract: the operations, and one of them called", async (t) => {
      const { server, simulator } = await simulated(t);
      const folder = mkdtempSync(join(FOLDER, "example-"));
      t.after(() => rmSync(folder, { recursive: true }));
      copyFileSync(join(FOLDER, "contracts", "healthcheck.json"), join(folder, "contract.json"));
      const world = settings(server, simulator.find("works"));
      assert.deepEqual(await output(example("contract"), world, folder), [`healthcheck: GET /healthcheck\n${OK}`, ""]);
    });

    it("relay and page: one token for all pages, and another for a page whose token is refused", async (t) => {
      const { server, simulator, tokenRequests } = await simulated(t);
      const site = await serving(t, example("relay"), settings(server, simulator.find("works")));
      const world = { SIMULATOR: server.url, SITE: site };
      const openedBefore = start(example("page") + CALL_AGAIN, world, ["ignore", "pipe", "inherit", "ipc"]);
      const whole = written(openedBefore);
      await once(openedBefore, "message");
      assert.deepEqual(await output(example("page"), world), [OK, ""]);
      assert.equal(tokenRequests().length, 1);
      simulator.revokeTokens();
      openedBefore.send("again");
      assert.deepEqual(await whole, [OK + OK, ""]);
      assert.equal(tokenRequests().length, 2);
      assert.deepEqual(
        simulator.exchanges.map(({ status }) => status),
        [200, 200, 200, 401, 200, 200],
      );
    });

    it("relay: a 502 when there is no token", async (t) => {
      const { server, simulator } = await simulated(t);
      const wrong = { ...simulator.find("works"), clientSecret: "not-this-one" };
      const site = await serving(t, example("relay"), settings(server, wrong));
      const headers = { Origin: PAGE, Cookie: "session=ada", "Content-Type": "application/json" };
      const answer = await fetch(site, { method: "POST", headers });
      const { error } = await answer.json();
      assert.deepEqual([answer.status, error.kind, error.code], [502, "credentials", "token-unavailable"]);
    });

    it("relay: nothing without a session", async (t) => {
      const { server, simulator } = await simulated(t);
      const site = await serving(t, example("relay"), settings(server, simulator.find("works")));
      const headers = { Origin: PAGE, "Content-Type": "application/json" };
      assert.equal((await fetch(site, { method: "POST", headers })).status, 403);
    });

    it("simulator: before and after the business profile", async () => {
      assert.deepEqual(await output(example("simulator"), {}), [`profile ERRAUTUSR0001\n${OK}`, ""]);
    });

    it("slim: a healthcheck", async (t) => {
      const { server, simulator } = await simulated(t);
      assert.deepEqual(await output(example("slim"), settings(server, simulator.find("works"))), [OK, ""]);
    });
  });
}

test("the documents have the same examples, but for comments and the language of messages", () => {
  /** @param {string} document */
  const bare = (document) => [...examplesOf(document)].map(([name, code]) => [name, withoutWords(code)]);
  assert.deepEqual(bare(FRENCH), bare(ENGLISH));
  assert.deepEqual(bare(DOCUMENTS["pkg/README.md"]), bare(ENGLISH));
});

test("the two languages have the same headings, blocks, lists, tables and kinds", () => {
  assert.deepEqual(outlineOf(FRENCH), outlineOf(ENGLISH));
  assert.ok(outlineOf(ENGLISH).length > 50);
});

test("the table of errors has each kind that the types have, and no other", () => {
  const [, union] = found(/type SneErrorKind =([^;]+);/, read(PACKAGE, "types", "index.d.ts"));
  const kinds = [...union.matchAll(/[\w-]+/g)].map(([kind]) => kind).sort();
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
  for (const name of /** @type {const} */ (["README.md", "LISEZMOI.md"])) {
    const anchors = headingsOf(DOCUMENTS[name]).map(anchorOf);
    const targets = [...DOCUMENTS[name].matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor]) => decodeURIComponent(anchor));
    assert.deepEqual(
      targets.filter((target) => !anchors.includes(target)),
      [],
      name,
    );
  }
});

/**
 * What must be the same in both languages: the document's skeleton, with the words left out.
 * @param {string} document
 */
function outlineOf(document) {
  const prose = document.replace(/```.*?```/gs, "```");
  const fences = [...document.matchAll(/^```(\w*)$/gm)];
  /** @type {[line: RegExp, tell: (match: RegExpExecArray) => string][]} */
  const kinds = [
    [/^(#+) /, ([, marks]) => marks],
    [/^\| (`[\w-]+`) \|/, ([_row, kind]) => `row ${kind}`],
    [/^\|/, ({ input }) => `row of ${input.split("|").length}`],
    [/^- /, () => "item"],
    [/^```/, () => "block"],
    [/^<!-- (.*) -->/, ([, words]) => words],
  ];
  const lines = prose.split("\n").flatMap((line) => {
    for (const [pattern, tell] of kinds) {
      const match = pattern.exec(line);
      if (match) return [tell(match)];
    }
    return [];
  });
  return [...lines, ...fences.map(([, language]) => language)];
}

/** @param {string} code */
function withoutWords(code) {
  return code.replace(/(^|\s)\/\/ .*$/gm, "").replace(/language: "\w+"/g, "language");
}

/** @param {string} document */
const headingsOf = (document) =>
  [...document.replace(/```.*?```/gs, "").matchAll(/^#+ (.*)$/gm)].map(([, text]) => text);

/** As GitHub and npm make them. @param {string} heading */
function anchorOf(heading) {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .trim()
    .replaceAll(/\s/g, "-");
}
