// wasm-bindgen and wasm-pack, at the pinned versions. They are compiled by cargo into .tools/ and nowhere else; a tool
// of the right version that is already on the PATH is used as it is.

import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { say } from "../support/language.mjs";
import { inRoot, toolsRoot, which } from "../support/paths.mjs";
import { Problem, problem } from "../support/problem.mjs";
import { capture, quietly, together } from "../support/run.mjs";
import { WASM_BINDGEN, WASM_PACK } from "./versions.mjs";

/**
 * A tool of cargo's: its crate, the program that it has, and how cargo is to install it.
 * @typedef {{ crate: string, program: string, version: string, options: string[] }} Tool
 */

// Without --locked: the lock file that wasm-bindgen-cli was published with does not resolve any more. Its default
// feature is the downloading of browser drivers over TLS, which the build does not use.
const TOOLS = [
  {
    crate: "wasm-bindgen-cli",
    program: "wasm-bindgen",
    version: WASM_BINDGEN,
    options: ["--no-default-features", "--bin", "wasm-bindgen"],
  },
  {
    crate: "wasm-pack",
    program: "wasm-pack",
    version: WASM_PACK,
    options: ["--locked"],
  },
];

// Both tools run for a second, on a file of a few hundred KB: it matters how fast they are compiled, not how fast they
// are.
const FAST_COMPILE = {
  CARGO_PROFILE_RELEASE_OPT_LEVEL: "0",
  CARGO_PROFILE_RELEASE_CODEGEN_UNITS: "4",
  CARGO_PROFILE_RELEASE_LTO: "off",
  CARGO_PROFILE_RELEASE_DEBUG: "0",
};

/** Installs what a build needs. */
export async function setupTools() {
  checkLockFile();
  await installMissing(TOOLS);
}

/**
 * Installs what is missing. All at once: each ends in a long stretch that keeps one core busy only.
 * @param {Tool[]} tools
 */
export async function installMissing(tools) {
  const present = await Promise.all(tools.map(isPresent));
  const missing = tools.filter((_, index) => !present[index]);
  const target = join(toolsRoot, "target");
  await together(missing.map((tool) => install(tool, target)));
  // Its own alone: another setup may be compiling another tool beside this one.
  for (const { crate } of missing) rmSync(join(target, crate), { recursive: true, force: true });
}

/** @param {Tool} tool */
async function isPresent({ program, version }) {
  if (which(program) === undefined) return false;
  const { output } = await capture(program, ["--version"]);
  return output.trim().split(/\s+/)[1] === version;
}

/**
 * @param {Tool} tool
 * @param {string} target
 */
async function install({ crate, version, options }, target) {
  const title = say(
    `Compiling ${crate} ${version} into .tools/ (a minute or two, once)`,
    `Compilation de ${crate} ${version} dans .tools/ (une à deux minutes, une seule fois)`,
  );
  const command = ["install", crate, "--version", version, ...options, "--root", toolsRoot, "--force"];
  const env = { ...FAST_COMPILE, CARGO_TARGET_DIR: join(target, crate) };
  await quietly(title, "cargo", command, { env }).catch((error) => {
    throw new Problem(`${error.message}\n\n${networkHint()}`);
  });
}

function networkHint() {
  return say(
    "If the network is the trouble (a proxy, no access to the crate registry), set up cargo for it,\n" +
      "  then run the same command again: what is already installed is not installed twice.",
    "Si le réseau est en cause (proxy, registre de crates inaccessible), configurez cargo,\n" +
      "  puis relancez la commande : ce qui est déjà installé ne l'est pas deux fois.",
  );
}

/**
 * The crate and the tool speak a private format to each other: a different version on either side fails late and
 * unclearly.
 */
function checkLockFile() {
  const lock = inRoot("Cargo.lock");
  if (!existsSync(lock)) return;
  const locked = /name = "wasm-bindgen"\r?\nversion = "([^"]+)"/.exec(readFileSync(lock, "utf8"))?.[1];
  if (locked === undefined || locked === WASM_BINDGEN) return;
  throw problem(
    `Cargo.lock has wasm-bindgen ${locked}, but setup installs the tool ${WASM_BINDGEN}: both must be the same.\n` +
      `  Change scripts/setup/versions.mjs, or \`cargo update -p wasm-bindgen --precise ${WASM_BINDGEN}\`.`,
    `Cargo.lock contient wasm-bindgen ${locked}, et l'outil est ${WASM_BINDGEN} : il faut la même version.\n` +
      `  Modifiez scripts/setup/versions.mjs, ou \`cargo update -p wasm-bindgen --precise ${WASM_BINDGEN}\`.`,
  );
}
