// sqliteStore with the SQLite that each runtime has of its own.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { it } from "node:test";
import { fileURLToPath } from "node:url";
import { programs, run } from "./support/tools.mjs";

const [CHECKS, COUNT] = ["sqlite.mjs", "sqlite-count.mjs"].map((name) =>
  fileURLToPath(new URL(`programs/${name}`, import.meta.url)),
);
const PROCESSES = 8;
const TIMES = 25;

for (const [name, program] of Object.entries(programs)) {
  const options = name === "Deno" ? ["run", "--allow-all"] : [];

  it(`${name}: its SQLite does what every store must do`, async (t) => {
    const folder = mkdtempSync(join(tmpdir(), "sne-"));
    t.after(() => rmSync(folder, { recursive: true, force: true }));
    const { stdout } = await run(program, [...options, CHECKS, join(folder, "cells.db")]);
    assert.deepEqual(JSON.parse(stdout), { checks: 12, failures: [] });
  });

  it(`${name}: processes that begin with a new file at once lose no write of each other's`, async (t) => {
    const folder = mkdtempSync(join(tmpdir(), "sne-"));
    t.after(() => rmSync(folder, { recursive: true, force: true }));
    const args = [...options, COUNT, join(folder, "cells.db"), String(TIMES)];
    const ended = await Promise.all(Array.from({ length: PROCESSES }, () => run(program, args)));
    const counts = ended.map(({ stdout }) => Number(stdout));
    assert.equal(Math.max(...counts), PROCESSES * TIMES);
  });
}
