// `sne.pages()`: the pages of an operation, one after the other. How to ask for the next one is a strategy's affair
// (pages/); that the pages end, whatever the server answers, is this file's.

import { numberOf } from "../messages.js";
import { field } from "../platform/values.js";
import { mostLevels } from "./flat.js";
import { lookAt } from "./options.js";
import { unlessAborted } from "./pages/abort.js";
import { fingerprint } from "./pages/fingerprint.js";
import { isWholeNumber, known } from "./pages/options.js";
import { strategyOf } from "./pages/strategy.js";

/**
 * @import { AbortSignalLike, Answer, PagesOptions } from "../../types/index.d.ts"
 * @import { MakeError } from "../error.js"
 * @import { Parameters } from "./calls.ts"
 * @import { Fail, PagedContract, Strategy } from "./paging.ts"
 */

/** Pages of the longest list, unless the caller says otherwise. */
const mostPages = 1_000;

/**
 * The pages of an operation, as `call` gives them, each with the parameters that it was asked with.
 * @param {(id: string, parameters: Parameters, options: object) => Promise<Answer>} call makes a call
 * @param {PagedContract} contract what the contract says of operations
 * @param {MakeError} makeError
 * @param {string} id
 * @param {object | null} [parameters]
 * @param {PagesOptions} [options]
 */
export async function* pagesOf(call, contract, makeError, id, parameters, options) {
  /** @type {Fail} */
  const fail = (reason, facts) => makeError([numberOf(reason), 0, Object.entries({ operation: String(id), ...facts })]);
  const { strategy: given, maxPages, ...callOptions } = readOptions(options, fail);
  const strategy = strategyOf(given, { id, contract, fail });
  const signal = /** @type {AbortSignalLike | undefined} */ (field(callOptions, "signal"));
  const seen = new Set();
  let asked = begin(strategy, parameters, fail);
  for (let index = 0; ; index += 1) {
    if (index === maxPages) throw fail("pages-too-many", { most: maxPages });
    const answer = await answerOf(() => call(id, asked, callOptions), strategy, index);
    if (answer === undefined) return;
    const isEmpty = strategy.isEmpty(answer);
    // Only the first page is one when there is nothing in it.
    if (isEmpty && index > 0) return;
    if (isRepeated(seen, strategy, answer, asked)) {
      if (strategy.mayRepeat?.(answer)) return;
      throw fail("pages-repeated", { page: index + 1 });
    }
    yield { ...answer, parameters: asked };
    if (isEmpty) return;
    asked = /** @type {Parameters} */ (await unlessAborted(signal, () => strategy.next(answer, asked, index)));
    // An empty text too, so that a cursor can be looked at with `&&`.
    if (!asked) return;
  }
}

/**
 * @param {PagesOptions | null | undefined} options
 * @param {Fail} fail
 * @returns {{ strategy?: unknown, maxPages: number }} and options of a call
 */
function readOptions(options, fail) {
  const { copy, given } = lookAt(options ?? {});
  if (copy === undefined) throw fail("call-options-type", { given });
  const { maxPages = mostPages, ...rest } = copy;
  if (!isWholeNumber(maxPages, 1)) throw fail("pages-option", { option: "maxPages", known });
  if (typeof rest.strategy !== "object") return { ...rest, maxPages };
  const { copy: strategy } = lookAt(rest.strategy ?? {});
  if (strategy === undefined) throw fail("pages-strategy", { known });
  return { ...rest, strategy: rest.strategy && strategy, maxPages };
}

/**
 * The parameters of the first page; those that are none are left to the call, which says so.
 * @param {Strategy} strategy
 * @param {object | null | undefined} parameters
 * @param {Fail} fail
 * @returns {Parameters}
 */
function begin(strategy, parameters, fail) {
  if (typeof (parameters ?? {}) !== "object" || Array.isArray(parameters))
    return /** @type {Parameters} */ (/** @type {unknown} */ (parameters));
  try {
    return strategy.first(/** @type {Parameters} */ (parameters ?? {}));
  } catch {
    throw fail("parameters-unreadable", { most: mostLevels, pointer: "" });
  }
}

/**
 * The answer of a call; nothing when its failure is how the server says that there is no such page.
 * @param {() => Promise<Answer>} call
 * @param {Strategy} strategy
 * @param {number} index
 */
async function answerOf(call, strategy, index) {
  try {
    return await call();
  } catch (thrown) {
    if (index > 0 && strategy.isEnd?.(thrown)) return undefined;
    throw thrown;
  }
}

/**
 * Whether a page was there before, or was asked for in the same words.
 * @param {Set<string>} seen
 * @param {Strategy} strategy
 * @param {Answer} answer
 * @param {unknown} asked
 */
function isRepeated(seen, strategy, answer, asked) {
  const marks = [`page ${fingerprint(strategy.contentOf(answer))}`];
  if (strategy.isFree) marks.push(`asked ${fingerprint(asked)}`);
  const isKnown = marks.some((mark) => seen.has(mark));
  for (const mark of marks) seen.add(mark);
  return isKnown;
}
