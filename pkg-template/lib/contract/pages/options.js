// The options of a strategy: which there are, and whether they are what they must be.

/** @import { Check, Fail, OptionTables } from "../paging.ts" */

/** What messages show. */
export const known =
  "strategy: range | page | { range, size, unit, items } | { page, of, size, items } | function; maxPages: 1 or more";

/** @param {unknown} value */
const isName = (value) => typeof value === "string" && value !== "";

/**
 * Whether it is a whole number, and at least that one.
 * @param {unknown} value
 * @param {number} least
 * @returns {value is number}
 */
export const isWholeNumber = (value, least) => Number.isSafeInteger(value) && /** @type {number} */ (value) >= least;

/** @param {unknown} value */
const isSize = (value) => isWholeNumber(value, 1);

/**
 * What each strategy takes; the first of each is its name, and must be there.
 * @type {OptionTables}
 */
const tables = [
  { range: isName, size: isSize, unit: isName, items: isName },
  { page: isName, of: isName, size: isSize, items: isName },
];

/**
 * Checks the strategy that is given as an object; throws what `fail` makes of what is wrong.
 * @param {Record<string, unknown>} given
 * @param {Fail} fail
 */
export function checkOptions(given, fail) {
  /** @type {Record<string, Check>[]} */
  const all = tables;
  const table = all.find((names) => given[Object.keys(names)[0]] !== undefined);
  if (table === undefined) throw fail("pages-strategy", { known });
  for (const [name, value] of Object.entries(given)) {
    const isFine = value === undefined || (Object.hasOwn(table, name) && table[name](value));
    if (!isFine) throw fail("pages-option", { option: shown(name), known });
  }
}

/**
 * A name that messages may show, as names.rs has it for those of parameters: what looks like one, and has no digits.
 * @param {string} name
 */
export function shown(name) {
  return /^[\p{L}_./-]{1,64}$/u.test(name) ? name : "…";
}
