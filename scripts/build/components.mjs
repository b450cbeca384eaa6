// What of others is in the package: the crates that cargo links into each wasm, the library of Rust, and what is in the
// console. The notices and the bill of materials are made of this one list.

import { dirname, join } from "node:path";
import { CRATES } from "./wasm.mjs";
import { WASM_TARGET } from "../setup/versions.mjs";
import { cargoMetadata } from "../support/cargo.mjs";
import { readJson } from "../support/files.mjs";
import { inRoot } from "../support/paths.mjs";
import { capture } from "../support/run.mjs";

/** @import { CargoPackage, Dependency } from "../support/cargo.mjs" */

/**
 * One of them: `expression` is its licence as it says it, `folder` where its files are, and its texts.
 * @typedef {object} Component
 * @property {"cargo" | "npm" | "rust"} origin
 * @property {string} name
 * @property {string} version
 * @property {string} [expression]
 * @property {string[]} authors
 * @property {string} [folder]
 */

/** In the console alone. */
const NPM = ["preact"];

/** All of them, always in the same order. @returns {Promise<Component[]>} */
export async function components() {
  return [await standardLibrary(), ...(await linkedCrates()), ...NPM.map(ofNpm)];
}

/** Part of every wasm, and of no list of crates. @returns {Promise<Component>} */
async function standardLibrary() {
  const { output } = await capture("rustc", ["--version"]);
  const version = /\d+\.\d+\.\d+/.exec(output)?.[0] ?? "";
  const authors = ["The Rust Project Contributors"];
  return { origin: "rust", name: "the Rust standard library", version, expression: "MIT OR Apache-2.0", authors };
}

/**
 * What cargo links into the wasms: what is needed to run them, and not what writes code at build time.
 * @returns {Promise<Component[]>}
 */
async function linkedCrates() {
  const { packages, resolve } = await cargoMetadata("--locked", "--filter-platform", WASM_TARGET);
  const byId = new Map(packages.map((one) => [one.id, one]));
  const nodes = new Map(resolve.nodes.map((node) => [node.id, node]));
  /** @param {Dependency} dependency */
  const isRun = ({ pkg, dep_kinds: kinds }) => kinds.some(({ kind }) => kind === null) && !isMacro(byId.get(pkg));
  const shipped = packages.filter(({ source, manifest_path: path }) => source === null && isShipped(path));
  const found = new Set(shipped.map(({ id }) => id));
  for (const id of found) {
    for (const { pkg } of (nodes.get(id)?.deps ?? []).filter(isRun)) found.add(pkg);
  }
  return packages
    .filter(({ id, source }) => found.has(id) && source !== null)
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(ofCrate);
}

/** @param {CargoPackage | undefined} crate */
const isMacro = (crate) => crate?.targets.some(({ kind }) => kind.includes("proc-macro")) ?? false;

/** @param {string} manifest */
const isShipped = (manifest) => CRATES.some(({ crate }) => dirname(manifest) === inRoot(crate));

/**
 * @param {CargoPackage} crate
 * @returns {Component}
 */
function ofCrate({ name, version, license: expression, authors, manifest_path: manifest }) {
  return { origin: "cargo", name, version, expression, authors, folder: dirname(manifest) };
}

/**
 * @param {string} name
 * @returns {Component}
 */
function ofNpm(name) {
  const folder = inRoot("node_modules", name);
  const { version, license: expression } = readJson(join(folder, "package.json"));
  return { origin: "npm", name, version, expression, authors: [], folder };
}
