// p-limit and bottleneck, by which programs keep a pace today and beside which that of the package is measured: apart,
// because nothing else needs them.

import { join } from "node:path";
import { say } from "../support/language.mjs";
import { installApart } from "./apart.mjs";

/** Installs both where they are missing; resolves to a file of the project that has them, for `createRequire`. */
export async function setupPace() {
  const english = "Installing p-limit and bottleneck into .tools/ (once)";
  const title = say(english, "Installation de p-limit et de bottleneck dans .tools/ (une seule fois)");
  return join(await installApart("pace", title), "package.json");
}
