// Prism, by which the tests have requests and answers judged that nobody here wrote: installed apart, in .tools/,
// because it brings some 185 packages; exactly those of prism/package-lock.json, and without running any of their
// scripts.

import { cpSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { say } from "../support/language.mjs";
import { toolsRoot } from "../support/paths.mjs";
import { npm, quietly } from "../support/run.mjs";

const wanted = fileURLToPath(new URL("prism/", import.meta.url));
const folder = join(toolsRoot, "prism");

/** Installs Prism where it is missing; resolves to its program, for Node to run. */
export async function setupPrism() {
  if (!isInstalled()) await install();
  return join(folder, "node_modules", "@stoplight", "prism-cli", "dist", "index.js");
}

/** npm writes its record last, so that an installation that was broken off is none. */
function isInstalled() {
  const lock = join(folder, "package-lock.json");
  const record = join(folder, "node_modules", ".package-lock.json");
  return (
    existsSync(record) &&
    existsSync(lock) &&
    readFileSync(lock, "utf8") === readFileSync(join(wanted, "package-lock.json"), "utf8")
  );
}

async function install() {
  cpSync(wanted, folder, { recursive: true });
  const [command, ...args] = npm();
  const title = say("Installing Prism into .tools/ (once)", "Installation de Prism dans .tools/ (une seule fois)");
  await quietly(title, command, [...args, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], { cwd: folder });
}
