// What can go wrong, as the cores number it: the id, the kind and whether it passes of each reason. The client's come
// first; those of the contract come with it.

import { table } from "./messages/reasons.js";

/** @import { Reason } from "./failure.ts" */

/** `[id, kind, retryable]` of each reason, by its number. */
export const reasons = reasonsIn(table);

/**
 * @param {string} lines
 * @returns {Reason[]}
 */
function reasonsIn(lines) {
  return lines.split("\n").flatMap((line) => {
    const [, kind, mark, ids] = /** @type {RegExpExecArray} */ (/^([a-z-]+)(\+?) (.*)$/.exec(line));
    return ids.split(" ").map((id) => /** @type {Reason} */ ([id, kind, mark !== ""]));
  });
}

/**
 * Makes reasons known, the first of which has that number.
 * @param {number} first
 * @param {string} lines
 */
export function addReasons(first, lines) {
  for (const [place, reason] of reasonsIn(lines).entries()) reasons[first + place] = reason;
}

/**
 * The number of a reason, by its id.
 * @param {string} id
 */
export function reasonNumber(id) {
  // Where a part was not loaded, there are none.
  return reasons.findIndex((reason) => reason?.[0] === id);
}
