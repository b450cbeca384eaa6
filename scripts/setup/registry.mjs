// Verdaccio, a registry for npm: apart, because it brings 300 packages and only `npm run rehearse` needs it.

import { join } from "node:path";
import { say } from "../support/language.mjs";
import { installApart } from "./apart.mjs";

/** Installs Verdaccio where it is missing; resolves to the path of its program. */
export async function setupRegistry() {
  const title = say(
    "Installing Verdaccio into .tools/ (once)",
    "Installation de Verdaccio dans .tools/ (une seule fois)",
  );
  return join(await installApart("registry", title), "node_modules", "verdaccio", "bin", "verdaccio");
}
