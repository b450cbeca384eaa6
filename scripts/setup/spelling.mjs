// The speller of the documents, cspell, with its dictionaries of French and of British English: apart, because it
// brings some 110 packages, and a run without the suite `documents` needs none of them.

import { join } from "node:path";
import { say } from "../support/language.mjs";
import { installApart } from "./apart.mjs";

/** Installs the speller where it is missing; resolves to the folder of its packages. */
export async function setupSpelling() {
  const title = say("Installing cspell into .tools/ (once)", "Installation de cspell dans .tools/ (une seule fois)");
  return join(await installApart("spelling", title), "node_modules");
}
