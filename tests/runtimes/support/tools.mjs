// Where the runtimes and bundlers are, which `npm run runtimes` has installed, and how a program of theirs is run.

import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

if (!process.env.SNE_RUNTIMES) throw new Error("SNE_RUNTIMES says where the runtimes are; `npm run runtimes` sets it");
/**
 * The programs by their names, and the folders of the other tools.
 * @type {{ programs: Record<string, string> } & Record<"runtimes" | "bundlers" | "frameworks" | "imitations", string>}
 */
const found = JSON.parse(process.env.SNE_RUNTIMES);
export const { programs, runtimes, bundlers, frameworks, imitations } = found;

/** The folder of the package under test. */
export const PACKAGE = dirname(createRequire(import.meta.url).resolve("sne-cotation/package.json"));

/**
 * The version of an installed package that a list in scripts/setup asks for, the name before its alias included.
 * @param {string} folder
 * @param {string} name
 */
export function versionOf(folder, name) {
  const { dependencies, optionalDependencies } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return { ...dependencies, ...optionalDependencies }[name].replace(/^npm:.*@/, "");
}

/**
 * Imports a package of a folder of tools.
 * @param {string} folder
 * @param {string} name
 */
export function importFrom(folder, name) {
  return import(pathToFileURL(createRequire(join(folder, "package.json")).resolve(name)).href);
}

/**
 * Runs a program until it ends; resolves to what it wrote. Rejects, with what it wrote, when it fails.
 * @param {string} program
 * @param {string[]} args
 * @param {{ cwd?: string, env?: Record<string, string>, timeout?: number }} [options]
 */
export async function run(program, args, { cwd, env, timeout = 60_000 } = {}) {
  const options = {
    cwd,
    env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0", ...env },
    timeout,
    maxBuffer: 16_000_000,
  };
  const { stdout, stderr } = await promisify(execFile)(program, args, options).catch((error) => {
    throw new Error(
      `${program} ${args.join(" ").slice(0, 200)}: ${error.code ?? error.signal}\n${error.stdout}\n${error.stderr}`,
    );
  });
  return { stdout, stderr };
}
