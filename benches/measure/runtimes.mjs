// What calls are measured on: Node 20 to 26, Bun and Deno, as far as they are there. Who is not is told with the
// reason.

import { setupBench } from "../../scripts/setup/bench.mjs";
import { setupPrograms } from "../../scripts/setup/runtimes.mjs";
import { capture } from "../../scripts/support/run.mjs";
import { textOf } from "../../scripts/support/problem.mjs";

/** @import { Missing } from "../report/figures.mjs" */

/** @typedef {{ name: string, version: string, program: string, args: string[] }} Runtime `args` come before the file */

/** @type {Record<string, string[]>} */
const ARGUMENTS = { Bun: ["run"], Deno: ["run", "--allow-all", "--quiet", "--node-modules-dir=manual"] };

/** The Node that runs this. @returns {Runtime} */
export const ownNode = () => ({ ...named(`Node ${major()}`, process.versions.node), program: process.execPath });

const major = () => process.versions.node.split(".")[0];

/** @param {string} name @param {string} version */
const named = (name, version) => ({ name, version, args: ARGUMENTS[name] ?? [] });

/** @returns {Promise<{ runtimes: Runtime[], missing: Missing[] }>} */
export async function findRuntimes() {
  const { node20 } = await setupBench();
  const { names, at } = await setupPrograms();
  /** @type {Runtime[]} */
  const runtimes = [];
  /** @type {Missing[]} */
  const missing = [];
  for (const name of ["Node 20", ...names]) {
    try {
      const program = name === `Node ${major()}` ? process.execPath : name === "Node 20" ? node20() : at(name);
      const { output } = await capture(program, ["--version"]);
      runtimes.push({ ...named(name, /\d+\.\d+\.\d+/.exec(output)?.[0] ?? ""), program });
    } catch (error) {
      missing.push({ name, reason: textOf(error).split("\n")[0] });
    }
  }
  return { runtimes, missing };
}
