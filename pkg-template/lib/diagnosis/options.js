// The options of `diagnose`: an unknown one, or one of another type, is a mistake.

import { reasonNumber } from "../reasons.js";
import { field, kindOf, kinds } from "../platform/values.js";

/**
 * @import { DiagnosisOptions } from "../../types/index.d.ts"
 * @import { MakeError } from "../error.js"
 */

/** Milliseconds, as in the client. */
const longestTimeout = 86_400_000;

const known = {
  signal: [kinds.signal, "AbortSignal"],
  timeout: [kinds.number, "number"],
  tryOtherEnvironment: [kinds.boolean, "boolean"],
  otherEnvironment: [kinds.object, "object"],
};

/** @typedef {keyof typeof known} DiagnosisOption */

/**
 * The options, checked. Throws what `makeError` makes of a mistake.
 * @param {DiagnosisOptions | undefined} options
 * @param {MakeError} makeError
 * @returns {DiagnosisOptions}
 */
export function readOptions(options, makeError) {
  /**
   * @param {string} reason
   * @param {object} facts
   */
  const refuse = (reason, facts) => {
    throw makeError([reasonNumber(reason), 0, Object.entries(facts)]);
  };
  if (options === undefined) return {};
  if (kindOf(options) !== kinds.object) refuse("option-type", { option: "diagnose", expected: "object" });
  const list = Object.entries(known)
    .map(([name, [, type]]) => `${name}: ${type}`)
    .join(", ");
  const unknown = Object.keys(options).find((name) => !Object.hasOwn(known, name));
  // As in the client: a name that is no option may be anything, and is not repeated.
  const shown = /^[A-Za-z_]+$/.test(String(unknown)) ? unknown : "…";
  if (unknown !== undefined) refuse("option-unknown", { option: shown, of: "diagnose", known: list });
  /** @type {Record<string, unknown>} */
  const read = {};
  for (const [name, [kind, expected]] of Object.entries(known)) {
    const value = field(options, name);
    if (value !== undefined && kindOf(value) !== kind) refuse("option-type", { option: name, expected });
    read[name] = value;
  }
  const { timeout = 1 } = /** @type {DiagnosisOptions} */ (read);
  if (!(Number.isInteger(timeout) && timeout >= 1 && timeout <= longestTimeout)) {
    refuse("option-range", { option: "timeout", most: longestTimeout });
  }
  return read;
}
