// `sne-cotation types`: the file of types, written, printed, compared. What is in it is the affair of tests/consumers.

import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { EVERYTHING } from "./contracts/everything.mjs";
import { changed } from "./support/contract.mjs";
import { run } from "./support/command.mjs";

/** @import { TestContext } from "node:test" */
/** @import { RunOptions } from "./support/command.mjs" */

const CONTRACT = JSON.stringify(EVERYTHING);
/** A property more. */
const CHANGED = JSON.stringify(
  changed(EVERYTHING, (contract) => {
    Object.assign(contract.definitions.Livre.properties, { prix: { type: "number" } });
  }),
);

/**
 * A folder with a contract in it; `read` and `write` are for its files, `types` runs the command there.
 * @param {TestContext} t
 */
async function place(t, text = CONTRACT) {
  const cwd = await mkdtemp(join(tmpdir(), "sne-types-"));
  t.after(() => rm(cwd, { recursive: true, force: true }));
  /** @param {string} name @param {string} content */
  const write = (name, content) => writeFile(join(cwd, name), content);
  await write("contract.json", text);
  /** @param {string} name */
  const read = (name) => readFile(join(cwd, name), "utf8");
  /** @param {string[]} args @param {RunOptions} [options] */
  const types = (args, options) => run(t, ["types", ...args], { cwd, ...options });
  return { cwd, read, write, types };
}

test("the types go to standard output, or into a file, and are the same each time", async (t) => {
  const { read, types } = await place(t);
  const printed = await types(["contract.json"]);
  assert.deepEqual([printed.code, printed.stderr], [0, ""]);
  assert.match(printed.stdout, /^export interface Operations \{\n(.*\n)*? {2}lireLivre: \{$/m);
  assert.match(printed.stdout, /^export interface Livre \{$/m);
  for (const args of [["contract.json", "-o", "-"], ["-"]]) {
    assert.deepEqual(await types(args, { input: `\uFEFF${CONTRACT}` }), printed);
  }
  const written = await types(["contract.json", "-o", "api.d.ts"]);
  const bytes = Buffer.byteLength(printed.stdout);
  assert.deepEqual([written.code, written.stdout, written.stderr], [0, "", `${bytes} bytes written to api.d.ts\n`]);
  assert.equal(await read("api.d.ts"), printed.stdout);
});

test("a file that is up to date is not written again, whatever ends Git gave its lines", async (t) => {
  const { cwd, read, write, types } = await place(t);
  await types(["contract.json", "--output", "api.d.ts"]);
  const text = (await read("api.d.ts")).replaceAll("\n", "\r\n");
  await write("api.d.ts", text);
  const { mtimeNs } = await stat(join(cwd, "api.d.ts"), { bigint: true });
  for (const args of [["--check"], []]) {
    const { code, stderr } = await types(["contract.json", "-o", "api.d.ts", ...args]);
    assert.deepEqual([code, stderr], [0, "api.d.ts: up to date\n"]);
  }
  assert.equal((await stat(join(cwd, "api.d.ts"), { bigint: true })).mtimeNs, mtimeNs);
});

test("--check fails when the file is out of date or absent, says what to run, and writes nothing", async (t) => {
  const { cwd, read, write, types } = await place(t);
  const check = ["contract.json", "-o", "api's types.d.ts", "--check"];
  const command = "npx sne-cotation types contract.json -o 'api'\\''s types.d.ts'";
  const absent = await types(check);
  assert.deepEqual([absent.code, absent.stdout], [1, ""]);
  assert.equal(absent.stderr, `sne-cotation: api's types.d.ts does not exist. To write it: ${command}\n`);
  await assert.rejects(read("api's types.d.ts"), { code: "ENOENT" });

  await types(["contract.json", "-o", "api's types.d.ts"]);
  assert.equal((await types(check)).code, 0);
  const before = await read("api's types.d.ts");
  await write("contract.json", CHANGED);
  const outdated = await types(check, { env: { LC_ALL: "fr_FR.UTF-8" } });
  assert.equal(outdated.code, 1);
  assert.equal(
    outdated.stderr,
    `sne-cotation: api's types.d.ts n'est pas à jour. Pour l'écrire de nouveau : ${command}\n`,
  );
  assert.equal(await read("api's types.d.ts"), before);
  // What it says to run brings it up to date.
  assert.equal((await types(["contract.json", "-o", "api's types.d.ts"], { cwd })).code, 0);
  assert.equal((await types(check)).code, 0);
});

test("--integers is the client's option of that name", async (t) => {
  const { types } = await place(t);
  const data = async (/** @type {string[]} */ ...args) => {
    const { stdout } = await types(["contract.json", ...args]);
    return [.../@format int64.*\n {2}\w+\??: (.*);/g[Symbol.matchAll](stdout)].map(([, type]) => type);
  };
  assert.deepEqual(new Set(await data()), new Set(["number"]));
  assert.deepEqual(new Set(await data("--integers", "bigint")), new Set(["bigint"]));
  assert.ok((await data("--integers", "text")).includes("string"));
  const { code, stderr } = await types(["contract.json", "--integers", "long"]);
  assert.equal(code, 2);
  assert.match(stderr, /--integers is number, bigint or text/);
  const check = ["contract.json", "-o", "api.d.ts", "--integers", "text", "--check"];
  assert.match((await types(check)).stderr, /types contract\.json -o api\.d\.ts --integers text\n$/);
});

test("--json tells the text, or what happened to the file", async (t) => {
  const { types, read, write } = await place(t);
  /** @param {string[]} args */
  const told = async (args) => JSON.parse((await types(["contract.json", "--json", ...args])).stdout);
  assert.deepEqual(await told(["-o", "api.d.ts"]), { file: "api.d.ts", state: "written" });
  assert.deepEqual(await told(["-o", "api.d.ts"]), { file: "api.d.ts", state: "unchanged" });
  assert.deepEqual(await told(["-o", "api.d.ts", "--check"]), { file: "api.d.ts", state: "unchanged" });
  assert.deepEqual(await told([]), { types: await read("api.d.ts") });
  await write("contract.json", CHANGED);
  const { code, stdout, stderr } = await types(["contract.json", "--json", "-o", "api.d.ts", "--check"]);
  assert.deepEqual([code, stdout, JSON.parse(stderr).kind], [1, "", "failure"]);
});

test("what is wrong with a contract is told with its place, and no file is touched", async (t) => {
  const { read, types, write } = await place(t, JSON.stringify({ swagger: "2.0", paths: [] }));
  await write("api.d.ts", "as it was");
  for (const [language, words] of /** @type {[language: string, words: RegExp][]} */ ([
    ["en", /has no paths/],
    ["fr", /n'a pas de chemins/],
  ])) {
    const { code, stdout, stderr } = await types(["contract.json", "-o", "api.d.ts", "--language", language]);
    assert.deepEqual([code, stdout], [1, ""]);
    assert.match(stderr, /\/paths/);
    assert.match(stderr, words);
  }
  assert.equal(await read("api.d.ts"), "as it was");
});

test("wrong usage, and files that cannot be had", async (t) => {
  const { types } = await place(t);
  for (const [args, code, words] of /** @type {[args: string[], code: number, words: RegExp][]} */ ([
    [[], 2, /missing argument|<contract>/],
    [["contract.json", "--check"], 2, /--check compares a file: say which with -o/],
    [["contract.json", "-o", "-", "--check"], 2, /say which with -o/],
    [["absent.json"], 2, /cannot read absent\.json: there is no such file/],
    [["contract.json", "-o", "."], 1, /cannot read \.: it is a folder/],
    [["contract.json", "-o", "absent/api.d.ts"], 1, /cannot write absent\/api\.d\.ts: there is no such file/],
  ])) {
    const told = await types(args);
    assert.deepEqual([told.code, told.stdout], [code, ""], told.stderr);
    assert.match(told.stderr, words);
  }
});
