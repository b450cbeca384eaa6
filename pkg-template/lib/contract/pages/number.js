// Pages by number: 1, 2, 3 …, until as many as the answer says there are, or until there is nothing in one.

import { numberOf } from "../../platform/values.js";
import { isEmptyPage, itemsFinder } from "./items.js";
import { partsOf, valueAt } from "./pointer.js";

/** @import { Fail, Place, Strategy, StrategyOptions } from "../paging.ts" */

/** Names under which APIs on PISTE say how many pages there are. */
const usualTotals = ["nombrePages", "nombreDePages", "totalPages", "pageCount"];

/**
 * The strategy.
 * @param {Place} place
 * @param {StrategyOptions} options
 * @param {Fail} fail
 * @returns {Strategy}
 */
export function byNumber(place, { of, size, items: where }, fail) {
  const itemsOf = itemsFinder(where);
  /** @type {number} */
  let first;
  /** @type {number} */
  let next;

  return {
    first(parameters) {
      const given = place.read(parameters) ?? place.assumed;
      // Where the first page is 0, the caller or the contract says so.
      first = wholeNumber(given) ?? 1;
      next = first;
      return place.write(parameters, next);
    },

    next(answer, parameters) {
      const total = totalOf(answer.data, of);
      const items = itemsOf(answer);
      if (total === undefined && items === undefined) throw fail("pages-end-unknown", {});
      next += 1;
      const isLast =
        total === undefined
          ? /** @type {unknown[]} */ (items).length < (size ?? 1)
          : next >= total + (first === 0 ? 0 : 1);
      return isLast ? undefined : place.write(parameters, next);
    },

    // As long as there are to be more, one with nothing in it is a page like others.
    isEmpty: (answer) => totalOf(answer.data, of) === undefined && isEmptyPage(answer, itemsOf(answer)),

    contentOf(answer) {
      const items = itemsOf(answer);
      return items?.length === 0 ? next : (items ?? answer.data);
    },
  };
}

/**
 * How many pages there are, where the answer says it.
 * @param {unknown} data
 * @param {string} [of]
 */
function totalOf(data, of) {
  const values = (of === undefined ? usualTotals : [of]).map((name) => valueAt(data, partsOf(name)));
  return values.map(wholeNumber).find((value) => value !== undefined);
}

/** @param {unknown} value */
function wholeNumber(value) {
  const number = numberOf(value);
  return Number.isSafeInteger(number) ? number : undefined;
}
