// sqliteStore with the SQLite that each runtime has of its own.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { it } from "node:test";
import { fileURLToPath } from "node:url";
import { programs, run } from "./support/tools.mjs";

const PROGRAM = fileURLToPath(new URL("programs/sqlite.mjs", import.meta.url));

for (const [name, program] of Object.entries(programs)) {
  it(`${name}: its SQLite does what every store must do`, async (t) => {
    const folder = mkdtempSync(join(tmpdir(), "sne-"));
    t.after(() => rmSync(folder, { recursive: true, force: true }));
    const options = name === "Deno" ? ["run", "--allow-all"] : [];
    const { stdout } = await run(program, [...options, PROGRAM, join(folder, "cells.db")]);
    assert.deepEqual(JSON.parse(stdout), { checks: 12, failures: [] });
  });
}
