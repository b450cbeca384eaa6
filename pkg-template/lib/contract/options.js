// Options of a call or of a list of pages, as they are now. Looking at them may throw (a getter, a proxy that was
// revoked).

/** @import { Fail } from "./paging.ts" */

/**
 * Whether a value is an object, and no list.
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
export const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * `{ copy }` of an object; of anything else, what is `given` instead, as messages say it. What a getter throws is not
 * told.
 * @param {object} options
 * @returns {{ copy: Record<string, unknown>, given?: undefined } | { copy?: undefined, given: string }}
 */
export function lookAt(options) {
  try {
    const given = Array.isArray(options) ? "array" : typeof options;
    return given === "object" ? { copy: { ...options } } : { given };
  } catch {
    return { given: "?" };
  }
}

/**
 * The headers of a request: those that the contract makes, and those of the call, which come last and win. What is no
 * object of headers, or cannot be looked at, is left for the client to refuse.
 * @param {Record<string, unknown>} bound
 * @param {unknown} given
 * @returns {unknown}
 */
export function headersOf(bound, given) {
  if (given === undefined || given === null) return bound;
  if (!isObject(given)) return given;
  try {
    const isGiven = (/** @type {[name: string, value: unknown]} */ [, value]) => value !== undefined && value !== null;
    const own = Object.entries(given).filter(isGiven);
    const names = new Set(own.map(([name]) => name.toLowerCase()));
    const others = Object.entries(bound).filter(([name]) => !names.has(name.toLowerCase()));
    return Object.fromEntries([...others, ...own]);
  } catch {
    return given;
  }
}

/**
 * A copy of the options, which may not be there. Throws what `fail` makes of what is no object.
 * @param {object | null | undefined} options
 * @param {Fail} fail
 */
export function optionsOf(options, fail) {
  const { copy, given } = lookAt(options ?? {});
  if (copy === undefined) throw fail("call-options-type", { given });
  return copy;
}
