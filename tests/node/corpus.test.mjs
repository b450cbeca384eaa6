// `npm run corpus`: on the documents written for it, of which all must be read, called and typed; and on some that
// fail.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { declared } from "../corpus/declared.mjs";

/** @import { TestContext } from "node:test" */
/** @import { Looked, Summary } from "../corpus/summary.mjs" */

/** @typedef {Summary & { documents: Looked[] }} Result */

const RUN = fileURLToPath(new URL("../corpus/run.mjs", import.meta.url));
const DOCUMENTS = fileURLToPath(new URL("../corpus/documents", import.meta.url));

/**
 * Runs it on a folder; resolves to its exit code, what it prints, and what it found.
 * @param {TestContext} t
 * @param {string} folder
 * @param {string[]} args
 */
async function corpus(t, folder, args = []) {
  const json = join(await folderOf(t), "result.json");
  const all = [RUN, folder, "--untimed", "--json", json, ...args];
  /** @type {{ code: number, stdout: string }} */
  const { code, stdout } = await new Promise((resolve) =>
    execFile(process.execPath, all, { maxBuffer: 2 ** 24 }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), stdout: stdout + stderr }),
    ),
  );
  /** @type {Result} */
  const result = JSON.parse(await readFile(json, "utf8"));
  return { code, stdout, result };
}

/**
 * A folder for the length of a test, with these documents in it.
 * @param {TestContext} t
 * @param {Record<string, object>} [documents]
 */
async function folderOf(t, documents = {}) {
  const folder = await mkdtemp(join(tmpdir(), "corpus-"));
  t.after(() => rm(folder, { recursive: true, force: true }));
  for (const [name, document] of Object.entries(documents))
    await writeFile(join(folder, `${name}.json`), JSON.stringify(document));
  return folder;
}

test("all that the documents of the project declare is read, called both ways and typed", async (t) => {
  const { code, stdout, result } = await corpus(t, DOCUMENTS, ["--whole"]);
  assert.equal(code, 0, stdout);
  assert.ok(result.documents.length > 8);
  assert.ok(result.bars.every(({ of, have }) => of === have));
  assert.deepEqual(result.classes, []);
});

test("what is missing is told by class, and ends the run with 1", async (t) => {
  const impossible = {
    name: "n",
    in: "query",
    required: true,
    type: "integer",
    minimum: 1,
    maximum: 5,
    multipleOf: 10,
  };
  const responses = { 200: { description: "ok" } };
  const folder = await folderOf(t, {
    good: { swagger: "2.0", info: {}, paths: { "/a": { get: { responses } } } },
    impossible: { swagger: "2.0", info: {}, paths: { "/a": { get: { parameters: [impossible], responses } } } },
    other: { openapi: "3.0.0", info: {}, paths: { "/a": { get: { responses } } } },
  });
  const { code, stdout, result } = await corpus(t, folder);
  assert.equal(code, 1, stdout);
  const missing = result.bars.filter(({ of, have }) => have < of).map(({ title, have, of }) => [title, have, of]);
  assert.deepEqual(missing, [
    ["operations sent", 1, 2],
    ["operations both ways", 1, 2],
  ]);
  assert.deepEqual(
    result.classes.map(({ step, count, documents }) => [step, count, documents]),
    [["sent", 1, 1]],
  );
  assert.match(stdout, /impossible\.json, GET \/a: no parameters/);
  assert.match(stdout, /other\.json +no Swagger 2\.0/);
});

test("a document that takes too long is given up, and the others are looked at", async (t) => {
  const paths = Object.fromEntries(
    Array.from({ length: 20_000 }, (_, number) => [
      `/a${number}`,
      { get: { responses: { 200: { description: "" } } } },
    ]),
  );
  const folder = await folderOf(t, {
    long: { swagger: "2.0", info: {}, paths },
    short: { swagger: "2.0", info: {}, paths: { "/a": { get: { responses: {} } } } },
  });
  const { code, result } = await corpus(t, folder, ["--seconds", "5", "--jobs", "1"]);
  assert.equal(code, 1);
  const [long, short] = result.documents;
  assert.match(String(long.stopped), /not done after 5 s/);
  assert.deepEqual([short.stopped, short.listed, short.calls.length], [undefined, 1, 1]);
});

test("operations are counted by the document, whatever stands in it", () => {
  const get = { responses: {} };
  const item = { get, put: null, post: get, trace: get, parameters: [] };
  const counted = (/** @type {unknown} */ paths, swagger = "2.0") => declared({ swagger, paths, shared: { a: item } });
  assert.deepEqual(counted({ "/a": item, "b/{c}": item, "x-d": item, "/e": null }), {
    isContract: true,
    operations: 4,
  });
  assert.deepEqual(counted({ "/a": { $ref: "#/shared/a" }, "/b": { $ref: "a.json" } }).operations, 2);
  assert.deepEqual(
    [counted(null), counted([]), counted({}, "3.0"), declared(null)].map((it) => it.isContract),
    [...[false, false, false, false]],
  );
});
