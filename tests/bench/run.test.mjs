// `npm run bench` from end to end, against the real server: one round of the calls, and the sizes. Figures are not
// looked at, but that they are there, for everybody.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, it } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { CONTESTANTS } from "../../benches/peers/index.mjs";

const BENCH = fileURLToPath(new URL("../../benches/bench.mjs", import.meta.url));
const run = promisify(execFile);

/** @type {string} */
let folder;
before(() => {
  folder = mkdtempSync(join(tmpdir(), "sne-bench-"));
});
after(() => rmSync(folder, { recursive: true, force: true }));

it("measures everybody, and writes what it says in both languages", async () => {
  const args = [BENCH, "--built", "--rounds", "1", "--only", "per-call,size", "--out", folder];
  const { stdout } = await run(process.execPath, args, { env: { ...process.env, LC_ALL: "en_GB.UTF-8" } });
  const { tables, command } = JSON.parse(readFileSync(join(folder, "latest.json"), "utf8"));
  assert.equal(command, "npm run bench -- --built --rounds 1 --only per-call,size");
  const ids = tables.map((/** @type {{ id: string }} */ { id }) => id);
  assert.deepEqual(ids, ["per-call-30b", "per-call-2kb", "per-call-1mb", "size"]);
  for (const { id, title, columns, rows, missing } of tables) {
    assert.deepEqual(missing, [], id);
    const searchers = CONTESTANTS.filter(({ name }) => name !== "sne healthcheck" || !/2kb|1mb/.test(id));
    assert.deepEqual(
      rows.map((/** @type {{ name: string }} */ { name }) => name),
      searchers.map(({ name }) => name),
      id,
    );
    for (const { name, cells } of rows) {
      assert.equal(cells.length, columns.length);
      for (const { median, rounds } of cells) assert.ok(median > 0 && rounds === 1, `${id}, ${name}`);
    }
    assert.ok(stdout.includes(title.en), title.en);
    for (const [language, file] of Object.entries({ en: "results.md", fr: "resultats.md" })) {
      assert.ok(readFileSync(join(folder, file), "utf8").includes(`](plots/${id}.${language}.svg)`));
      assert.ok(existsSync(join(folder, "plots", `${id}.${language}.svg`)));
    }
  }
});

it("a subject that there is not is refused, and those that there are can be listed", async () => {
  const refused = await run(process.execPath, [BENCH, "--only", "speed"]).catch((error) => error);
  assert.equal(refused.code, 1);
  assert.match(refused.stderr, /speed/);
  const { stdout } = await run(process.execPath, [BENCH, "--list"]);
  assert.match(stdout, /^per-call {2,}/m);
});
