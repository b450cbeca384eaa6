// swagger-client, the most used client of Swagger 2.0 in JavaScript, with whose requests ours are compared: apart,
// because it brings some 109 packages.

import { join } from "node:path";
import { say } from "../support/language.mjs";
import { installApart } from "./apart.mjs";

/** Installs swagger-client where it is missing; resolves to a file of the project that has it, for `createRequire`. */
export async function setupPeer() {
  const english = "Installing swagger-client into .tools/ (once)";
  const title = say(english, "Installation de swagger-client dans .tools/ (une seule fois)");
  return join(await installApart("peer", title), "package.json");
}
