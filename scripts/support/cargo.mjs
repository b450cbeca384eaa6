// What cargo knows of the workspace.

import { Problem } from "./problem.mjs";
import { capture } from "./run.mjs";

/**
 * What `cargo metadata` tells, with these options. Before its JSON, rustup may say that it updates something.
 * @param {string[]} options
 */
export async function cargoMetadata(...options) {
  const { code, output } = await capture("cargo", ["metadata", "--format-version", "1", ...options]);
  if (code !== 0) throw new Problem(output);
  return JSON.parse(output.slice(output.indexOf("{")));
}
