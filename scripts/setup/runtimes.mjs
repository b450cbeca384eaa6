// Other runtimes, bundlers, test runners, imitations of pages and frameworks, in which `npm run runtimes` tries the
// package: installed apart, in .tools/, because they bring some hundred megabytes. Exactly the versions that the
// package.json of each folder beside this file lists, without running any of their scripts: the programs are taken from
// the packages that have them for this platform.

import { cpSync, existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readIfThere } from "../support/files.mjs";
import { say } from "../support/language.mjs";
import { toolsRoot } from "../support/paths.mjs";
import { problem } from "../support/problem.mjs";
import { npm, quietly } from "../support/run.mjs";

const { platform, arch } = process;
const EXE = platform === "win32" ? ".exe" : "";
const BUN_PLATFORM = platform === "win32" ? "windows" : platform;
const BUN_ARCH = arch === "arm64" ? "aarch64" : arch;
const GLIBC = platform === "linux" ? "-glibc" : "";

/** Where each runtime's program is, below node_modules. */
const PROGRAMS = {
  "Node 22": `node-22-${platform}-${arch}/bin/node${EXE}`,
  "Node 24": `node-24-${platform}-${arch}/bin/node${EXE}`,
  "Node 26": `node-26-${platform}-${arch}/bin/node${EXE}`,
  Bun: `@oven/bun-${BUN_PLATFORM}-${BUN_ARCH}/bin/bun${EXE}`,
  Deno: `@deno/${platform}-${arch}${GLIBC}/deno${EXE}`,
};

/**
 * Installs what is missing; resolves to `{ programs: { name: path }, runtimes, bundlers, frameworks, imitations }`, the
 * last four folders.
 */
export async function setupRuntimes() {
  const { folder: runtimes, names, at } = await setupPrograms();
  const bundlers = await installed("bundlers", say("bundlers", "des bundlers"));
  const frameworks = await installed("frameworks", say("frameworks", "des frameworks"));
  const imitations = await installed("imitations", say("imitations of pages", "des imitations de pages"));
  const programs = Object.fromEntries(names.map((name) => [name, at(name)]));
  return { programs, runtimes, bundlers, frameworks, imitations };
}

/**
 * The runtimes alone: the folder that they are in, their names, and where the program of each is, which is a problem
 * where there is none.
 */
export async function setupPrograms() {
  const folder = await installed("runtimes", say("other runtimes", "d'autres runtimes"));
  const paths = new Map(Object.entries(PROGRAMS));
  /** @param {string} name */
  const at = (name) => programAt(name, join(folder, "node_modules", paths.get(name) ?? ""));
  return { folder, names: [...paths.keys()], at };
}

/**
 * A program that npm does not have for this platform may be named by the environment: SNE_NODE_22, SNE_BUN …
 * @param {string} name
 * @param {string} path
 */
function programAt(name, path) {
  const variable = `SNE_${name.toUpperCase().replace(" ", "_")}`;
  const found = process.env[variable] ?? path;
  if (existsSync(found)) return found;
  throw problem(
    `${name} is not there (${found}): its npm package has no program for ${platform} ${arch}. ${variable} may name ` +
      `one.`,
    `${name} manque (${found}) : son paquet npm n'a pas de programme pour ${platform} ${arch}. ${variable} peut en ` +
      `nommer un.`,
  );
}

/**
 * The folder into which the packages of a list are installed. npm writes its record last, and the list is kept after
 * that.
 * @param {string} name
 * @param {string} what
 */
async function installed(name, what) {
  const wanted = fileURLToPath(new URL(`${name}/package.json`, import.meta.url));
  const folder = join(toolsRoot, name);
  const kept = join(folder, "installed.json");
  if (readIfThere(kept) === readIfThere(wanted)) return folder;
  rmSync(folder, { recursive: true, force: true });
  cpSync(wanted, join(folder, "package.json"));
  const [command, ...args] = npm();
  const title = say(`Installing ${what} into .tools/ (once)`, `Installation dans .tools/ (une seule fois) : ${what}`);
  const options = ["--ignore-scripts", "--no-package-lock", "--no-audit", "--no-fund"];
  await quietly(title, command, [...args, "install", ...options], { cwd: folder });
  cpSync(wanted, kept);
  return folder;
}
