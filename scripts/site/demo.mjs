// The demo: the console with the simulator in the page itself, built by Vite (www/demo) against the package in pkg/.

import { say } from "../support/language.mjs";
import { inRoot, output } from "../support/paths.mjs";
import { nodeTool, quietly } from "../support/run.mjs";

/** Where the demo is built for its own tests. */
export const DEMO = output("demo");

/**
 * Builds the demo into a folder, which is emptied first.
 * @param {string} folder
 */
export async function buildDemo(folder) {
  const [command, ...args] = nodeTool("vite");
  const config = inRoot("www", "demo", "vite.config.ts");
  const title = say("Building the console's demo", "Construction de la démonstration de la console");
  const options = ["--config", config, "--outDir", folder, "--emptyOutDir", "--logLevel", "warn"];
  await quietly(title, command, [...args, "build", ...options]);
}
