// TypeDoc, which makes the reference of the package out of its types: apart, because it needs a TypeScript of its own.

import { join } from "node:path";
import { say } from "../support/language.mjs";
import { installApart } from "./apart.mjs";

/** Installs TypeDoc where it is missing; resolves to its program, for Node to run. */
export async function setupReference() {
  const title = say("Installing TypeDoc into .tools/ (once)", "Installation de TypeDoc dans .tools/ (une seule fois)");
  return join(await installApart("reference", title), "node_modules", "typedoc", "bin", "typedoc");
}
