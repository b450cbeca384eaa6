// What some tests need and bring many packages with: installed apart, in .tools/; exactly the packages of the
// package-lock.json in the folder of that name beside this file, and without running any of their scripts.

import { cpSync, existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readIfThere } from "../support/files.mjs";
import { toolsRoot } from "../support/paths.mjs";
import { npm, quietly } from "../support/run.mjs";

/**
 * Installs the packages of a list where they are missing.
 * @param {string} name
 * @param {string} title what is said meanwhile
 * @returns {Promise<string>} the folder that they are in
 */
export async function installApart(name, title) {
  const wanted = fileURLToPath(new URL(`${name}/`, import.meta.url));
  const folder = join(toolsRoot, name);
  if (isInstalled(folder, wanted)) return folder;
  cpSync(wanted, folder, { recursive: true });
  const [command, ...args] = npm();
  await quietly(title, command, [...args, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], { cwd: folder });
  return folder;
}

/**
 * npm writes its record last, so that an installation that was broken off is none.
 * @param {string} folder
 * @param {string} wanted
 */
function isInstalled(folder, wanted) {
  const lock = readIfThere(join(folder, "package-lock.json"));
  const record = join(folder, "node_modules", ".package-lock.json");
  return existsSync(record) && lock === readIfThere(join(wanted, "package-lock.json"));
}
