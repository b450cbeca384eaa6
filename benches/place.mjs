// The folder that everything is measured in: the programs of benches/, the package, the peers; so that an `import` of
// any of them means the same in every runtime and to the bundler.

import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { pkg } from "../scripts/build/package.mjs";
import { setupBench } from "../scripts/setup/bench.mjs";
import { readJson, write } from "../scripts/support/files.mjs";
import { inRoot, output } from "../scripts/support/paths.mjs";

/** What is measured with: benches/ itself, and the gateways, loops and fleets of the tests. */
const PROGRAMS = ["benches", "tests"];

/** Makes one; resolves to its path. */
export async function makePlace() {
  const { packages } = await setupBench();
  mkdirSync(output(), { recursive: true });
  const folder = mkdtempSync(output("bench-"));
  mkdirSync(join(folder, "node_modules"));
  for (const name of PROGRAMS) cpSync(inRoot(name), join(folder, name), { recursive: true });
  const { dependencies } = readJson(inRoot("scripts", "setup", "bench", "package.json"));
  const wanted = { ...dependencies, "sne-cotation": "*" };
  write(join(folder, "package.json"), JSON.stringify({ private: true, type: "module", dependencies: wanted }));
  // Of the peers, those that others of them need, too.
  link(packages, join(folder, "benches", "node_modules"));
  link(pkg(), join(folder, "node_modules", "sne-cotation"));
  return folder;
}

/**
 * A junction, on Windows, since links to folders want a right there that few have.
 * @param {string} folder
 * @param {string} path
 */
const link = (folder, path) => symlinkSync(folder, path, "junction");

/** Takes it away; not what the links lead to. @param {string} folder */
export const removePlace = (folder) => rmSync(folder, { recursive: true, force: true });
