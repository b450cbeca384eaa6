// What was measured, as all reports have it: tables of samples. A figure is the median of its samples.

/** In both languages, unless it is the same in both. @typedef {string | { en: string, fr: string }} Text */
/** @typedef {"en" | "fr"} Language */

/**
 * What a row is: the platform's own `fetch`, a way of the package's, a peer that looks after tokens, one that does not,
 * or something else that is only there to compare with.
 * @typedef {"floor" | "own" | "tokens" | "plain" | "other"} Kind
 */

/**
 * A column; `better` is where the better figures are, unless there are none.
 * @typedef {{ name: Text, unit: Text, better?: "low" | "high" }} Column
 */

/**
 * A row; a cell has its samples, one a round, or nothing where it was not measured.
 * @typedef {{ name: Text, kind: Kind, cells: (number[] | undefined)[] }} Row
 */

/** Who is missing, and why. @typedef {{ name: string, reason: string }} Missing */

/**
 * A table; `note` says how it was measured.
 * @typedef {object} Table
 * @property {string} id
 * @property {Text} title
 * @property {Text} [note]
 * @property {Column[]} columns
 * @property {Row[]} rows
 * @property {Missing[]} missing
 * @property {boolean} [isPlotted] so it is, unless it says otherwise
 */

/**
 * @param {Language} language
 * @param {Text} text
 */
export const textIn = (language, text) => (typeof text === "string" ? text : text[language]);

/**
 * The number below which that part of them lies.
 * @param {readonly number[]} numbers
 * @param {number} part
 */
export function quantile(numbers, part) {
  const sorted = numbers.toSorted((one, other) => one - other);
  return sorted[Math.floor(part * (sorted.length - 1))];
}

/** @param {readonly number[]} samples */
export const median = (samples) => quantile(samples, 0.5);

/**
 * A number as people read it: as many digits as tell something.
 * @param {Language} language
 * @param {number} number
 */
export function numberIn(language, number) {
  const size = Math.abs(number);
  const maximumFractionDigits = Number.isInteger(number) || size >= 100 ? 0 : size >= 10 ? 1 : 2;
  return number.toLocaleString(language === "fr" ? "fr-FR" : "en-GB", { maximumFractionDigits });
}
