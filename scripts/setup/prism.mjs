// Prism, by which the tests have requests and answers judged that nobody here wrote: apart, because it brings some 185
// packages.

import { join } from "node:path";
import { say } from "../support/language.mjs";
import { installApart } from "./apart.mjs";

/** Installs Prism where it is missing; resolves to its program, for Node to run. */
export async function setupPrism() {
  const title = say("Installing Prism into .tools/ (once)", "Installation de Prism dans .tools/ (une seule fois)");
  const folder = await installApart("prism", title);
  return join(folder, "node_modules", "@stoplight", "prism-cli", "dist", "index.js");
}
