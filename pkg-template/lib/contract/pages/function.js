// Pages as a function of the caller's says: cursors, links, whatever the API has.

/**
 * @import { NextPage } from "../../../types/index.d.ts"
 * @import { Strategy } from "../paging.ts"
 */

/**
 * The strategy. The function gets the answer, the parameters that it was asked with, and which page it is, from 0.
 * @param {NextPage} next
 * @returns {Strategy}
 */
export function byFunction(next) {
  return {
    first: (parameters) => parameters,
    next,
    // What is in a page is the caller's affair.
    isEmpty: () => false,
    contentOf: (answer) => answer.data,
    isFree: true,
  };
}
