// VitePress, which makes the site: apart, because it brings a Vite of its own and some 125 packages, and only
// `npm run site` needs it.

import { join } from "node:path";
import { say } from "../support/language.mjs";
import { installApart } from "./apart.mjs";

/** Installs VitePress where it is missing; resolves to the folder of its packages. */
export async function setupSite() {
  const title = say(
    "Installing VitePress into .tools/ (once)",
    "Installation de VitePress dans .tools/ (une seule fois)",
  );
  return join(await installApart("site", title), "node_modules");
}
