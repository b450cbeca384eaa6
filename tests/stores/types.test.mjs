// The stores take the clients of others by their types as well: without a cast, and without depending on them.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { it } from "node:test";
import { fileURLToPath } from "node:url";
import { packages } from "./support/packages.mjs";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const TSC = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin", "tsc");

it("takes the clients of others as they are", async (t) => {
  const folder = mkdtempSync(join(HERE, "types-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(join(HERE, "types", "use.mts"), join(folder, "use.mts"));
  symlinkSync(join(packages, "node_modules"), join(folder, "node_modules"), "junction");
  const compilerOptions = {
    strict: true,
    module: "nodenext",
    target: "es2024",
    noEmit: true,
    types: ["node"],
    skipLibCheck: true,
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["use.mts"] }));
  /** @type {[number, string]} */
  const [code, said] = await new Promise((resolve) => {
    execFile(process.execPath, [TSC, "--project", folder], (error, stdout) =>
      resolve([Number(error?.code ?? 0), stdout]),
    );
  });
  assert.deepEqual([code, said], [0, ""]);
});
