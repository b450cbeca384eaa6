// Words that a shell has rewritten before they came here: Git Bash takes what begins with a slash for a path of its
// own, and puts the folder that it is installed in before it.

import { misuse } from "./problems.js";

/** @import { Command, Translate } from "./command.ts" */

/** Where Git and MSYS2 are installed, in the name of a folder of Windows. */
const FOLDER = /^[A-Za-z]:[\\/](?:.*[\\/])?(?:git|msys(?:32|64|2)?|cygwin(?:64)?)[\\/]/i;

/**
 * Refuses a value that was rewritten.
 * @param {string} text
 * @param {string} key of the message
 * @param {object} facts
 * @param {{ t: Translate, command?: Command }} context
 */
export function refuseRewritten(text, key, facts, context) {
  if (FOLDER.test(text)) throw misuse(context, key, facts);
}
