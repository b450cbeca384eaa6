// The built package as the scripts use it: imported from pkg/ once it is there, with the types of pkg-template.

import { pathToFileURL } from "node:url";
import { pkg } from "../build/package.mjs";
import { readJson } from "./files.mjs";

/** @import { StartConsole } from "../../tests/support/console.mjs" */
/** @import { SimulatorOptions } from "../../pkg-template/types/simulator.d.ts" */

/**
 * What `import … from "sne-cotation"` gives in Node.
 * @returns {Promise<typeof import("../../pkg-template/types/index.d.ts")>}
 */
export const importClient = () => importEntry(".");

/**
 * What `import … from "sne-cotation/simulator"` gives in Node.
 * @returns {Promise<typeof import("../../pkg-template/types/simulator.d.ts")>}
 */
export const importSimulator = () => importEntry("./simulator");

/**
 * The console's server. It is no entry of the package: only the command uses it.
 * @returns {Promise<{ startConsole: StartConsole }>}
 */
export const importConsole = () => importFile("dist", "console.js");

/**
 * The console and its simulator on free ports, as the command starts them.
 * @param {SimulatorOptions} [options] the simulator's
 */
export async function startSite(options) {
  const [{ createSimulator }, { startConsole }] = await Promise.all([importSimulator(), importConsole()]);
  const platform = await createSimulator(options);
  const server = await platform.listen({ port: 0 });
  const simulator = { environments: server.environments, applications: platform.applications };
  const site = await startConsole({ port: 0, simulator });
  return { address: site.address, platform, close: () => Promise.all([site.close(), server.close()]) };
}

/**
 * Imports what a user's Node would import: the path that the package's own `exports` names.
 * @param {string} name
 */
function importEntry(name) {
  const entry = readJson(pkg("package.json")).exports[name];
  const { import: imported } = entry.node ?? entry;
  return importFile(imported.default);
}

/** @param {string[]} path inside the package */
function importFile(...path) {
  return import(pathToFileURL(pkg(...path)).href);
}
