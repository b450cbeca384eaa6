// Lighthouse: apart, because it brings 150 packages and only `npm run site -- --lighthouse` needs it.

import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { say } from "../support/language.mjs";
import { installApart } from "./apart.mjs";

/** Installs Lighthouse where it is missing; resolves to what it exports. */
export async function setupLighthouse() {
  const title = say(
    "Installing Lighthouse into .tools/ (once)",
    "Installation de Lighthouse dans .tools/ (une seule fois)",
  );
  const require = createRequire(join(await installApart("lighthouse", title), "package.json"));
  return import(pathToFileURL(require.resolve("lighthouse")).href);
}
