// What is wrong with a contract or with a call of it, as the package's errors are made of it: what Rust tells, and what
// is found on this side.

import { contractReasons, table } from "../messages/contract-reasons.js";
import { named } from "../platform/values.js";
import { addReasons, reasonNumber } from "../reasons.js";
import { mostLevels } from "./json.js";

/**
 * @import { MakeError } from "../error.js"
 * @import { View } from "../failure.ts"
 */

// Whoever names one of its reasons imports this file.
addReasons(contractReasons, table);

/**
 * What Rust answers; a failure is an array, and is thrown.
 * @param {string} answer
 * @param {MakeError} makeError
 */
export function outcome(answer, makeError) {
  const value = JSON.parse(answer);
  if (Array.isArray(value)) throw makeError(viewOf(value));
  return value;
}

/**
 * The view of a failure that is found on this side, before anything is sent.
 * @param {string} reason
 * @param {object} facts
 * @returns {View}
 */
export const viewed = (reason, facts) => [reasonNumber(reason), 0, Object.entries(facts)];

/**
 * That of parameters or a document that cannot be looked at, or not as a whole.
 * @param {string} reason
 */
export const unreadable = (reason) => viewed(reason, { most: mostLevels, pointer: "" });

/**
 * A view of the contract's, its reasons as the package numbers them: behind those of the client.
 * @param {unknown} view
 * @returns {View}
 */
export function viewOf(view) {
  const [reason, attempts, ...facts] = /** @type {[number, number, ...unknown[]]} */ (view);
  const moved = facts.map((fact) => (Array.isArray(fact) ? fact.map(viewOf) : fact));
  return [reason + contractReasons, attempts, Object.entries(named(moved))];
}

/**
 * @param {unknown} thrown
 * @returns {View[2]}
 */
export function causeOf(thrown) {
  const { name, message } = thrown instanceof Error ? thrown : { name: "", message: String(thrown) };
  return [
    ["causeName", name],
    ["causeMessage", message],
  ];
}
