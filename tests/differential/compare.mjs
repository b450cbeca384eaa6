// Where two requests for the same call differ.

import { REASONS } from "./reasons.mjs";

/** @import { Sent } from "./request.mjs" */
/** @import { Call } from "./reasons.mjs" */

/**
 * The reasons why theirs is another one, and what differs in spite of them: nothing, where each has its reason.
 * @param {Sent} ours
 * @param {Sent} theirs
 * @param {Call} call
 */
export function compared(ours, theirs, call) {
  /** @type {string[]} */
  const reasons = [];
  let right = theirs;
  for (const [name, reason] of Object.entries(REASONS)) {
    const changed = { ...right, ...reason(right, ours, call) };
    if (differences(changed, right).length > 0) reasons.push(name);
    right = changed;
  }
  return { reasons, differences: differences(ours, right) };
}

/**
 * @param {Sent} one
 * @param {Sent} other
 */
function differences(one, other) {
  const names = new Set([...Object.keys(one.headers), ...Object.keys(other.headers)]);
  /** @type {[what: string, one: unknown, other: unknown][]} */
  const parts = [
    ["method", one.method, other.method],
    ["path", one.path, other.path],
    ["query", one.query, other.query],
    ["body", one.body, other.body],
    ...[...names].map(
      (name) => /** @type {[string, unknown, unknown]} */ ([name, one.headers[name], other.headers[name]]),
    ),
  ];
  /** @type {(part: typeof parts[number]) => boolean} */
  const isOther = ([, one, other]) => JSON.stringify(one) !== JSON.stringify(other);
  return parts.filter(isOther).map(([what, one, other]) => `${what}: ${short(one)} | ${short(other)}`);
}

const short = (/** @type {unknown} */ value) => (JSON.stringify(value) ?? "none").slice(0, 300);
