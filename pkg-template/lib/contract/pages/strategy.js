// Which way of paging is meant: said by the caller, or found among the parameters of the operation.

import { byFunction } from "./function.js";
import { byNumber } from "./number.js";
import { checkOptions, known, shown } from "./options.js";
import { findPlace, placeOf } from "./place.js";
import { byRange } from "./range.js";

/**
 * @import { NextPage } from "../../../types/index.d.ts"
 * @import { Fail, PagedContract, Place, Strategy, StrategyOptions } from "../paging.ts"
 */

/** @typedef {"range" | "page"} Kind */

/** Names under which APIs on PISTE take a range, or the number of a page. @type {Record<Kind, string[]>} */
const names = { range: ["range"], page: ["numeropage", "pagenumber", "page"] };

/** @type {Record<Kind, (place: Place, options: StrategyOptions, fail: Fail) => Strategy>} */
const strategies = { range: byRange, page: byNumber };

/**
 * A strategy: `first` and `next` give parameters, `isEmpty` says whether nothing is in a page, `contentOf` what tells
 * it from others. Some have `isEnd`, whether a failure says that there are no more; `mayRepeat`, whether a page that is
 * there again is the end; `isFree`, whether they may ask for anything.
 * @param {unknown} given
 * @param {{ id: string, contract: PagedContract, fail: Fail }} about
 * @returns {Strategy}
 */
export function strategyOf(given, { id, contract, fail }) {
  if (typeof given === "function") return byFunction(/** @type {NextPage} */ (given));
  const kinds = kindsOf(given, fail);
  /** @type {StrategyOptions} */
  const options = typeof given === "object" && given !== null ? given : {};
  const operation = contract.operation(id);
  // The call itself says that there is no such operation.
  if (operation === undefined) return byFunction(() => undefined);
  const context = { operation, definitions: () => contract.definitions() };
  for (const kind of kinds) {
    const name = options[kind];
    const place = name === undefined ? findPlace(names[kind], context) : placeOf(name, context);
    if (place !== undefined) return strategies[kind](place, options, fail);
  }
  const name = options[kinds[0]];
  const facts = { known: operation.parameters.map(({ key }) => key).join(", ") || "–" };
  throw name === undefined
    ? fail("pages-not-found", facts)
    : fail("pages-parameter", { ...facts, parameter: shown(name) });
}

/**
 * The ways that come into question.
 * @param {unknown} given
 * @param {Fail} fail
 * @returns {Kind[]}
 */
function kindsOf(given, fail) {
  const all = /** @type {Kind[]} */ (Object.keys(strategies));
  if (given === undefined || given === null) return all;
  if (given === "range" || given === "page") return [given];
  if (typeof given !== "object" || Array.isArray(given)) throw fail("pages-strategy", { known });
  const options = /** @type {Record<string, unknown>} */ (given);
  checkOptions(options, fail);
  return all.filter((kind) => options[kind] !== undefined);
}
