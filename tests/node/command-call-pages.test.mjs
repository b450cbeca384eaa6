// `sne-cotation call --all-pages`: what is asked for, what is printed of each page, and what is told when one fails.

import assert from "node:assert/strict";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { PAGED } from "./contracts/paged.mjs";
import { folder, run, start, variablesFor } from "./support/command.mjs";
import { json, platform } from "./support/platform.mjs";

/** @import { TestContext } from "node:test" */
/** @import { RunOptions } from "./support/command.mjs" */
/** @import { Handler, Reply } from "./support/platform.mjs" */

const ITEMS = Array.from({ length: 250 }, (_, id) => ({ id }));

/** Answers as a server does that knows ranges; `last` is the last that it gives before it fails. @returns {Reply} */
const ranges =
  (last = Infinity) =>
  (request, response) => {
    const range = String(new URL(request.url, "http://x").searchParams.get("range"));
    const [start, end] = range.split("-").map(Number);
    if (start > last) return json(response, 400, { code: "ERR1", message: "Non" });
    const items = ITEMS.slice(start, end + 1);
    return json(response, 200, items, {
      "Content-Range": `items ${start}-${start + items.length - 1}/${ITEMS.length}`,
    });
  };

/** Answers with numbered pages, three of them. @param {string} of where it says so @returns {Handler} */
const numbers =
  (of) =>
  (request, response, { body }) => {
    const { searchParams } = new URL(request.url, "http://x");
    const page = body === "" ? Number([...searchParams.values()][0]) : JSON.parse(body).pageNumber;
    return json(response, 200, { resultats: [{ page }], [of]: 3 });
  };

/**
 * A platform, a folder with the contract, and `call`, which runs the command with `--all-pages`.
 * @param {TestContext} t
 * @param {Handler} api
 */
async function world(t, api) {
  const place = await platform(t, { api });
  const cwd = folder(t, { "contract.json": PAGED, "page.json": { mots: "loyer", pageNumber: 2 } });
  const env = { ...variablesFor(place), SNE_CONTRACT: "contract.json" };
  /** @param {RunOptions} [more] */
  const options = (more) => ({ cwd, ...more, env: { ...env, ...more?.env } });
  /** @param {string[]} words @param {RunOptions} [more] */
  const call = (words, more) => run(t, ["call", ...words, "--all-pages"], options(more));
  /** @param {string[]} words */
  const begin = (words) => start(t, ["call", ...words, "--all-pages"], options());
  return { ...place, cwd, call, begin, asked: () => place.calls().map(({ url }) => url.replace("/api", "")) };
}

/** @param {string} text */
const linesOf = (text) =>
  text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

test("pages are printed one after the other, each on a line with --json; nothing sent is repeated", async (t) => {
  const { call, asked } = await world(t, ranges());
  const { code, stdout, stderr } = await call(["parRange", "filtre=a", "--json"]);
  assert.deepEqual([code, stderr], [0, ""]);
  const pages = linesOf(stdout);
  assert.deepEqual(
    asked(),
    ["0-99", "100-199", "200-299"].map((range) => `/range?range=${range}&filtre=a`),
  );
  assert.deepEqual(pages.map(Object.keys), Array(3).fill(["status", "headers", "data"]));
  assert.deepEqual(
    pages.flatMap(({ data }) => data),
    ITEMS,
  );
  const plain = await call(["parRange", "range=150-199"]);
  assert.equal(
    plain.stdout,
    [ITEMS.slice(150, 200), ITEMS.slice(200)].map((page) => `${JSON.stringify(page, undefined, 2)}\n`).join(""),
  );
});

test("a file gets all pages, and nothing of what was in it before", async (t) => {
  const { call, cwd } = await world(t, ranges());
  const { stdout } = await call(["parRange"]);
  for (let time = 0; time < 2; time += 1) {
    const { code, stdout: printed, stderr } = await call(["parRange", "--output", "all.json"]);
    assert.deepEqual([code, printed], [0, ""]);
    assert.match(stderr, /^\d+ bytes written to all\.json\n(\d+ bytes added to all\.json\n){2}$/);
    assert.equal(readFileSync(join(cwd, "all.json"), "utf8"), stdout);
  }
  const { stdout: lines } = await call(["parRange", "--output", "all.json", "--json"]);
  assert.equal(
    linesOf(lines).reduce((sum, { bytes }) => sum + bytes, 0),
    stdout.length,
  );
});

/** How it is said what asks for a page, and what then arrives. @type {[words: string[], urls: string[]][]} */
const STRATEGIES = [
  [["parNumero"], ["/numbers?numeroPage=1", "/numbers?numeroPage=2", "/numbers?numeroPage=3"]],
  [["parNumero", "numeroPage=3"], ["/numbers?numeroPage=3"]],
  [
    ["parNumero", "--strategy", "page"],
    ["/numbers?numeroPage=1", "/numbers?numeroPage=2", "/numbers?numeroPage=3"],
  ],
  [
    ["parNom", "--strategy", "page=feuillet"],
    ["/both?feuillet=0", "/both?feuillet=1", "/both?feuillet=2"],
  ],
  [
    ["parNom", "--strategy", '{"page": "feuillet", "from": 1, "of": "nombrePages"}'],
    ["/both?feuillet=1", "/both?feuillet=2", "/both?feuillet=3"],
  ],
  [
    ["parCorps", "--body", "page.json"],
    ["/search", "/search"],
  ],
];

test("what asks for the next page is found in the contract, or said by --strategy", async (t) => {
  for (const [words, urls] of STRATEGIES) {
    const { call, asked } = await world(t, numbers("nombrePages"));
    const { code, stderr } = await call(words);
    assert.deepEqual([code, stderr, asked()], [0, "", urls], words.join(" "));
  }
});

test("a page that fails ends with 1, after those before it, and with a word that they are not all", async (t) => {
  const { call } = await world(t, ranges(199));
  const { code, stdout, stderr } = await call(["parRange"]);
  assert.equal(code, 1);
  assert.equal(
    stdout,
    [ITEMS.slice(0, 100), ITEMS.slice(100, 200)].map((page) => `${JSON.stringify(page, undefined, 2)}\n`).join(""),
  );
  assert.match(stderr, /^stopped after page 2: what was printed is not all\nsne-cotation: /);
  const asJson = await call(["parRange", "--json"], { env: { LC_ALL: "fr_FR" } });
  assert.deepEqual([linesOf(asJson.stdout).length, linesOf(asJson.stderr)[0].status], [2, 400]);
});

test("too many pages, and pages that the contract does not ask for: failures with advice for who types", async (t) => {
  const { call, asked } = await world(t, ranges());
  const many = await call(["parRange", "--max-pages", "2"]);
  assert.deepEqual([many.code, asked().length], [1, 2]);
  assert.match(
    many.stderr,
    /more than 2 pages[\s\S]*--max-pages how many there may be; sne-cotation operations parRange/,
  );
  const none = await call(["parCurseur"]);
  assert.deepEqual([none.code, none.stdout, asked().length], [1, "", 2]);
  assert.match(none.stderr, /--strategy says what asks for the pages of parCurseur/);
  const mistaken = await call(["parRange", "filtrr=a"]);
  assert.match(mistaken.stderr, /\/filtrr .*did you mean "filtre"\?\nCorrect all of these: nothing was sent/);
});

test("whoever has read enough ends it: no further page is asked for", async (t) => {
  const { begin, asked } = await world(t, (request, response) => {
    const page = Number(new URL(request.url, "http://x").searchParams.get("numeroPage"));
    json(response, 200, { resultats: [{ page, text: "x".repeat(300_000) }] });
  });
  const child = begin(["parNumero"]);
  await once(child.stdout, "data");
  child.stdout.destroy();
  const stderr = child.stderr.setEncoding("utf8").toArray();
  const [code] = await once(child, "close");
  assert.deepEqual([code, (await stderr).join("")], [0, ""]);
  assert.ok(asked().length < 5, `${asked().length} pages were asked for`);
});

test("wrong usage ends with 2 before anything is sent", async (t) => {
  const { cwd, requests, ...place } = await world(t, ranges());
  /** @type {[words: string[], reason: RegExp][]} */
  const rows = [
    [["--max-pages", "2"], /--max-pages is of no use without --all-pages/],
    [["--strategy", "range"], /--strategy is of no use without --all-pages/],
    [["--all-pages", "--max-pages", "0"], /--max-pages must be a whole number, from 1 to 999999999/],
    [["--all-pages", "--strategy", "cursor"], /--strategy must be range, page, range=PLACE/],
    [["--all-pages", "--strategy", "{page}"], /--strategy must be/],
    [["--all-pages", "--strategy", '{"pgae": "x"}'], /strategy/],
  ];
  for (const [words, reason] of rows) {
    const env = { ...variablesFor(place), SNE_CONTRACT: "contract.json" };
    const { code, stdout, stderr } = await run(t, ["call", "parRange", ...words], { cwd, env });
    assert.deepEqual([code, stdout], [2, ""], words.join(" "));
    assert.match(stderr, reason);
  }
  assert.equal(requests.length, 0);
});
