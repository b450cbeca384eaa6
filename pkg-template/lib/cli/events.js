// A step of the client on one line, or a few, for --verbose. Its words are those of docs/en/observing.md, in either
// language.

/** @import { SneEvent, SneMistake } from "../../types/index.d.ts" */

/**
 * @param {SneEvent} event
 * @param {number} begun when the command began, in milliseconds since 1970
 */
export function eventLine({ type, time, call, duration, errors = [], remarks = [], ...facts }, begun) {
  const parts = Object.entries(facts).map(([name, value]) => `${name}=${value}`);
  if (duration !== undefined) parts.push(`${Math.round(duration)} ms`);
  const seconds = ((time - begun) / 1000).toFixed(3);
  return [[`+${seconds} s`, type, ...parts].join("  "), ...mistakeLines([...errors, ...remarks])].join("\n");
}

/**
 * What does not fit a contract, each on a line of its own.
 * @param {readonly Pick<SneMistake, "pointer" | "message">[]} errors
 */
export function mistakeLines(errors) {
  return errors.map(({ pointer, message }) => `  ${pointer} ${message}`);
}
