// The lines that a run over a file of rows writes: a result, or a dead letter. Of a failure, only what cannot hold
// anything of a person: the API's own words may quote one.

/**
 * @import { BulkItem, SneMistake } from "../../types/index.d.ts"
 * @import { Source } from "./rows.ts"
 */

/**
 * What an error of an item may have.
 * @typedef {{ kind?: string, status?: number, rule?: string }} Told
 */

/**
 * What is written of an item: where failures have a file of their own, the row is with them.
 * @param {BulkItem} item
 * @param {Source} source
 * @param {boolean} hasErrors whether there is such a file
 * @returns {{ result?: string, failure?: string }}
 */
export function linesFor(item, source, hasErrors) {
  if (item.ok) return { result: resultLine(item) };
  return hasErrors ? { failure: failureLine(item, source.shown(item.row)) } : { result: failureLine(item) };
}

/** @param {BulkItem} item */
function resultLine({ n, status, data, doubt }) {
  return `${exactJson({ n, status, doubt, data })}\n`;
}

/**
 * A failure; with the row as it was, where it is for the file of dead letters.
 * @param {BulkItem} item
 * @param {unknown} [input]
 */
function failureLine({ n, status, code, error, doubt, attempts }, input) {
  return `${exactJson({ n, ok: false, ...factsOf(error), code, status, doubt, attempts, input })}\n`;
}

/**
 * The kind of a failure, and what does not fit the contract, without values.
 * @param {unknown} error
 */
export function factsOf(error) {
  const { kind = "unexpected", rule } = /** @type {Told} */ (error ?? {});
  const { errors } = /** @type {{ errors?: readonly SneMistake[] }} */ (error ?? {});
  const mistakes = errors?.map((mistake) => mistake.rule).filter((one) => one !== undefined);
  return { kind, rule, mistakes: mistakes?.length ? mistakes : undefined };
}

/**
 * JSON in which a BigInt is a number with all its digits.
 * @param {object} value
 */
function exactJson(value) {
  let hasBig = false;
  const text = JSON.stringify(value, (_name, one) => {
    if (typeof one !== "bigint") return one;
    hasBig = true;
    return `${MARK}${one}`;
  });
  return hasBig ? text.replace(BIG, "$1") : text;
}

/** A mark that no text of an answer has by chance, as JSON writes it. */
const MARK = "\u0000\u0001n";
const BIG = /"\\u0000\\u0001n(-?\d+)"/g;
