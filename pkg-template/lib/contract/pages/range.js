// Pages by range: `0-99`, `100-199` …, as a parameter or a header.
//
// Where the answer says what it holds (`Content-Range`, RFC 9110), that counts. A server that gives less than it was
// asked for is asked for what comes next, so that nothing is left out; the end is where it says so, or has nothing more
// to give.

import { isEmptyPage, itemsFinder } from "./items.js";

/**
 * @import { Answer } from "../../../types/index.d.ts"
 * @import { Parameters } from "../calls.ts"
 * @import { Place, Strategy, StrategyOptions } from "../paging.ts"
 */

/** Items of a page when neither the caller nor the contract says how many. */
const usualSize = 100;

/**
 * The strategy.
 * @param {Place} place
 * @param {StrategyOptions} options
 * @returns {Strategy}
 */
export function byRange(place, { size: wished, unit, items: where }) {
  const itemsOf = itemsFinder(where);
  const assumed = readRange(place.assumed);
  /** @type {number} */
  let next;
  /** @type {number} */
  let size;

  /** @param {Parameters} parameters */
  const ask = (parameters) =>
    place.write(parameters, `${unit === undefined ? "" : `${unit}=`}${next}-${next + size - 1}`);

  return {
    first(parameters) {
      // Whoever gives a range begins there.
      const given = readRange(place.read(parameters)) ?? assumed;
      next = given?.start ?? 0;
      size = wished ?? given?.size ?? usualSize;
      return ask(parameters);
    },

    next(answer, parameters) {
      const range = contentRange(answer.headers.get("Content-Range"));
      const items = itemsOf(answer);
      const begun = next;
      next = (range?.end ?? begun + (items?.length ?? size) - 1) + 1;
      const isLast = range?.total !== undefined && next >= range.total;
      return isLast || (range === undefined && isWhole(answer, items)) ? undefined : ask(parameters);
    },

    isEmpty: (answer) => isEmptyPage(answer, itemsOf(answer)),
    isEnd: (thrown) => /** @type {{ status?: unknown } | undefined} */ (thrown)?.status === 416,
    // Ranges that a server says it gives are told apart by that, even if what is in them is the same.
    contentOf: (answer) => [
      contentRange(answer.headers.get("Content-Range"))?.end ?? null,
      itemsOf(answer) ?? answer.data,
    ],
    // It does not know ranges, and has given everything at once.
    mayRepeat: (answer) => answer.status === 200 && answer.headers.get("Content-Range") === null,
  };

  /**
   * Whether an answer without a word on its range is all there is: 200, to a header. As a parameter, a range is the
   * API's own affair, and a page that is full may have others behind it.
   * @param {Answer} answer
   * @param {unknown[] | undefined} items
   */
  function isWhole({ status }, items) {
    if (status === 206) return false;
    return place.isHeader || items?.length !== size;
  }
}

/**
 * `0-99`, or `items=0-99`.
 * @param {unknown} given
 */
function readRange(given) {
  const [, start, end] = /^(?:[\w-]+=)?(\d{1,15})-(\d{1,15})$/.exec(/** @type {string} */ (given)) ?? [];
  return start === undefined || +end < +start ? undefined : { start: +start, size: +end - +start + 1 };
}

/**
 * `items 0-99/250`, and as some write it: without the unit, without the total, without the range.
 * @param {string | null} given
 */
function contentRange(given) {
  const [, end, total] =
    /^\s*(?:[\w-]+[\s=]+)?(?:\d{1,15}-(\d{1,15})|\*)\/(?:(\d{1,15})|\*)\s*$/.exec(given ?? "") ?? [];
  /** @param {string | undefined} digits */
  const number = (digits) => (digits === undefined ? undefined : +digits);
  return end === undefined && total === undefined ? undefined : { end: number(end), total: number(total) };
}
