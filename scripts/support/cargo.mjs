// What cargo knows of the workspace.

import { Problem } from "./problem.mjs";
import { capture } from "./run.mjs";

/**
 * What is used of it. `resolve` is null with --no-deps.
 * @typedef {{ packages: CargoPackage[], resolve: { nodes: Node[] }, target_directory: string }} CargoMetadata
 */

/**
 * @typedef {object} CargoPackage
 * @property {string} id
 * @property {string} name
 * @property {string} version
 * @property {string} [license]
 * @property {string[]} authors
 * @property {string} manifest_path
 * @property {string | null} source null for what is in the workspace
 * @property {{ kind: string[] }[]} targets
 */

/** @typedef {{ id: string, deps: Dependency[] }} Node what a package depends on */
/** @typedef {{ pkg: string, dep_kinds: { kind: string | null }[] }} Dependency for what: null is to run */

/**
 * What `cargo metadata` tells, with these options. Before its JSON, rustup may say that it updates something.
 * @param {string[]} options
 * @returns {Promise<CargoMetadata>}
 */
export async function cargoMetadata(...options) {
  const { code, output } = await capture("cargo", ["metadata", "--format-version", "1", ...options]);
  if (code !== 0) throw new Problem(output);
  return JSON.parse(output.slice(output.indexOf("{")));
}
