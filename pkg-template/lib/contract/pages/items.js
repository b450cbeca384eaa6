// The items of a page.

import { partsOf, valueAt } from "./pointer.js";

/** @import { Answer } from "../../../types/index.d.ts" */

/**
 * A function that finds the list of items in an answer: where the caller says; else the answer itself, or the one list
 * in it. Nothing when there is none, or no telling which.
 * @param {string} [where]
 * @returns {(answer: Answer) => unknown[] | undefined}
 */
export function itemsFinder(where) {
  if (where !== undefined) return ({ data }) => listOf(valueAt(data, partsOf(where)));
  return ({ data }) => {
    if (Array.isArray(data)) return data;
    const lists = typeof data === "object" && data !== null ? Object.values(data).filter(Array.isArray) : [];
    return lists.length === 1 ? lists[0] : undefined;
  };
}

/** @param {unknown} value */
const listOf = (value) => (Array.isArray(value) ? value : undefined);

/**
 * Whether nothing is in an answer.
 * @param {Answer} answer
 * @param {unknown[] | undefined} items
 */
export function isEmptyPage(answer, items) {
  return answer.data === undefined || answer.data === null || answer.data === "" || items?.length === 0;
}
