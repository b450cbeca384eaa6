// PHP, one of the languages in which the console writes the code of a call: what is on the machine, else Debian's, so
// that a test can run that code. Nothing else needs it, and nothing fails for want of it.

import { say } from "../support/language.mjs";
import { which } from "../support/paths.mjs";
import { Problem } from "../support/problem.mjs";
import { canUseApt, installWithApt } from "./debian.mjs";
import { isExecutable } from "./executable.mjs";

const PACKAGE = "php-cli";

/** The path of a PHP, which is put on the machine where that can be done; undefined where there is none then. */
export async function setupPhp() {
  const found = findPhp();
  if (found !== undefined) return found;
  try {
    if (canUseApt()) await installWithApt(PACKAGE, "PHP");
  } catch (error) {
    // No network, or another system than ours: the other languages are run all the same.
    if (!(error instanceof Problem)) throw error;
  }
  return findPhp() ?? without();
}

/** `SNE_PHP` names another PHP than that of the machine. */
function findPhp() {
  const chosen = process.env.SNE_PHP;
  return chosen && isExecutable(chosen) ? chosen : which("php");
}

/** @returns {undefined} */
function without() {
  const how = `apt-get install ${PACKAGE}`;
  console.log(`· ${say(`No PHP (${how}): its code is not run`, `Pas de PHP (${how}) : son code n'est pas exécuté`)}`);
}
