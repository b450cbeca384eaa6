// Where things are in the repository, and the PATH on which the build's own tools are found.

import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/**
 * A path inside the repository.
 * @param {string[]} parts
 */
export const inRoot = (...parts) => join(root, ...parts);

/** Where setup installs cargo's tools: in the repository, not in the person's own ~/.cargo/bin. */
export const toolsRoot = inRoot(".tools");

/** Where cargo keeps what it downloads. */
export const cargoHome = process.env.CARGO_HOME ?? join(homedir(), ".cargo");

/**
 * What the scripts make beside cargo's own output.
 * @param {string[]} parts
 */
export const output = (...parts) => inRoot("target", ...parts);

/**
 * The environment of every child: the repository's tools first, then the person's own.
 * @param {NodeJS.ProcessEnv} [extra]
 */
export function childEnvironment(extra = {}) {
  /** @type {NodeJS.ProcessEnv} */
  const environment = { ...process.env, ...extra };
  const key = Object.keys(environment).find((name) => name.toUpperCase() === "PATH") ?? "PATH";
  environment[key] = searchPath(environment[key] ?? "").join(delimiter);
  return environment;
}

/** The directories in which a program is looked for, first match first. */
export function searchPath(path = process.env.PATH ?? process.env.Path ?? "") {
  const own = [join(toolsRoot, "bin"), inRoot("node_modules", ".bin")];
  const inherited = path.split(delimiter).filter((directory) => directory !== "" && !own.includes(directory));
  const cargo = join(cargoHome, "bin");
  return [...own, ...inherited, ...(inherited.includes(cargo) ? [] : [cargo])];
}

/**
 * The full path of a program, or undefined when none of the directories holds it.
 * @param {string} program
 * @param {string[]} [directories]
 */
export function which(program, directories = searchPath()) {
  const endings = process.platform === "win32" ? [".exe", ".cmd", ".bat"] : [""];
  for (const directory of directories) {
    for (const ending of endings) {
      const candidate = join(directory, program + ending);
      if (existsSync(candidate)) return candidate;
    }
  }
  return undefined;
}
