// The blocks of docs/en/workers.md and its French counterpart: those of the recipes stand in examples/queues, word for
// word, where they are run; the Worker is run by `npm run runtimes`, the others here.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { blocksOf, LANGUAGES, readDocument } from "../support/documents.mjs";
import { packages } from "./support/packages.mjs";
import { EXAMPLE } from "./support/queues.mjs";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const RECIPES = ["bullmq.js", "pg-boss.js", "graphile-worker.js"];
const ELSEWHERE = ["worker.js"];

for (const language of LANGUAGES) {
  const blocks = blocksOf(readDocument(`docs/${language}/workers.md`));

  test(`docs/${language}/workers.md has the recipes as they are run`, () => {
    const recipes = blocks.filter(({ name }) => RECIPES.includes(name));
    assert.equal(recipes.length, RECIPES.length);
    for (const { name, code } of recipes) assert.ok(readFileSync(join(EXAMPLE, name), "utf8").includes(code), name);
  });

  test(`docs/${language}/workers.md: its programs run`, async (t) => {
    const folder = mkdtempSync(join(HERE, "docs-"));
    t.after(() => rmSync(folder, { recursive: true, force: true }));
    symlinkSync(join(packages, "node_modules"), join(folder, "node_modules"), "junction");
    const programs = blocks.filter(({ name }) => ![...RECIPES, ...ELSEWHERE].includes(name));
    assert.deepEqual(
      programs.map(({ name }) => name),
      ["stores.mjs", "own.test.mjs"],
    );
    for (const { name, code } of programs) writeFileSync(join(folder, name), code);
    const stores = join(folder, "try.mjs");
    const look = `import { onRedis, onPostgres } from "./stores.mjs";
console.log(typeof onRedis.read, typeof onPostgres.write);
process.exit();`;
    writeFileSync(stores, look);
    const env = { ...process.env, NODE_TEST_CONTEXT: undefined, REDIS_URL: "/nowhere/redis.sock", DATABASE_URL: "" };
    const run = promisify(execFile);
    assert.equal((await run(process.execPath, [stores], { env })).stdout, "function function\n");
    const { stdout } = await run(process.execPath, ["--test", join(folder, "own.test.mjs")], { env });
    assert.match(stdout, /pass 12\b/);
  });
}
