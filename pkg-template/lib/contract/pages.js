// `sne.pages()`: the pages of an operation, one after the other. What asks for the next page, and where the pages end,
// is decided in Rust (crates/contract/src/pages); this makes the calls, keeps the answers and calls the caller's
// function.

import { field } from "../platform/values.js";
import { unlessAborted } from "./pages/abort.js";
import { fingerprint } from "./pages/fingerprint.js";
import { outlineOf, partsOf, valueAt, withValueAt } from "./pages/places.js";
import { isObject, lookAt, optionsOf } from "./options.js";

/**
 * @import { AbortSignalLike, Answer, PagesOptions } from "../../types/index.d.ts"
 * @import { SneError } from "../error.js"
 * @import { Ask, NextPage, Paged, Told, Walk } from "./paging.ts"
 */

/** What is asked, as `ASKS` in crates/contract/src/pages/mod.rs has it. */
const asks = /** @type {const} */ ({ plan: 0, first: 1, count: 2, isEnd: 3, look: 4, judge: 5 });

/**
 * The pages of an operation, as `call` gives them, each with the parameters that it was asked with.
 * @param {Paged} paged what asks Rust, makes calls and says what is wrong
 * @param {string} id
 * @param {object | null} [parameters]
 * @param {PagesOptions} [options]
 */
export async function* pagesOf({ ask, call, failureOf, fail, refuse }, id, parameters, options) {
  const { strategy, maxPages, ...callOptions } = optionsOf(options, fail);
  const walk = walkOf(ask, id, strategy, maxPages);
  const next = typeof strategy === "function" ? /** @type {NextPage} */ (strategy) : undefined;
  const signal = /** @type {AbortSignalLike | undefined} */ (field(callOptions, "signal"));
  const seen = new Set();
  const { key, pointer, looks, request } = walk(asks.plan);
  const place = key === null ? undefined : [key, ...partsOf(pointer)];
  /** @param {unknown} given */
  const first = (given) => walk(asks.first, outlineOf(given)).value;
  /** @type {unknown} */
  let asked = begun(parameters ?? {}, place, first, refuse);
  for (let index = 0; ; index += 1) {
    walk(asks.count);
    const answer = await answerOf(walk, () => call(id, /** @type {object} */ (asked), callOptions, request));
    if (answer === undefined) return;
    const told = outlined(answer, looks);
    const marks = [marked(walk, answer, told), ...(next === undefined ? [] : [`asked ${fingerprint(asked)}`])];
    const isRepeated = marks.some((mark) => seen.has(mark));
    for (const mark of marks) seen.add(mark);
    const { isGiven, value, failure } = walk(asks.judge, told, isRepeated);
    if (!isGiven) return;
    yield { ...answer, parameters: /** @type {object} */ (asked) };
    if (failure !== null) throw failureOf(failure);
    if (next !== undefined) asked = await unlessAborted(signal, () => next(answer, asked, index));
    else asked = value !== null && withValueAt(asked, /** @type {string[]} */ (place), value);
    // An empty text too, so that a cursor can be looked at with `&&`.
    if (!asked) return;
  }
}

/**
 * Asks about the pages of an operation. The state in between is Rust's to understand, and this side's to keep.
 * @param {Ask} ask
 * @param {unknown} id
 * @param {unknown} strategy
 * @param {unknown} maxPages
 * @returns {Walk}
 */
function walkOf(ask, id, strategy, maxPages) {
  const given = givenOf(id, strategy, maxPages);
  /** @type {unknown} */
  let state = null;
  return (what, ...event) => {
    const answer = ask([what, ...given, state, ...event]);
    state = field(answer, "state") ?? state;
    return /** @type {Told[typeof what]} */ (answer);
  };
}

/**
 * What the caller gave, as Rust is told it. What cannot be looked at, or is neither text nor number, is `NaN`, which no
 * option may be.
 * @param {unknown} id
 * @param {unknown} strategy
 * @param {unknown} maxPages
 */
function givenOf(id, strategy, maxPages) {
  /** @param {unknown} value */
  const simple = (value) => (["undefined", "string", "number"].includes(typeof value) ? value : Number.NaN);
  const { copy } = typeof strategy === "object" && strategy !== null ? lookAt(strategy) : {};
  const fields = copy && Object.fromEntries(Object.entries(copy).map(([name, value]) => [name, simple(value)]));
  return [
    simple(id),
    strategy === null ? undefined : (fields ?? simple(strategy)),
    simple(maxPages),
    typeof strategy === "function",
  ];
}

/**
 * The parameters of the first page. What are no parameters is left to the call, which says so.
 * @param {unknown} parameters
 * @param {string[] | undefined} place
 * @param {(given: unknown) => unknown} first
 * @param {() => SneError} refuse
 */
function begun(parameters, place, first, refuse) {
  try {
    const isFinished = place === undefined || !isObject(parameters);
    return isFinished ? parameters : withValueAt(parameters, place, first(valueAt(parameters, place)));
  } catch {
    throw refuse();
  }
}

/**
 * The answer of a call; nothing when its failure is how the server says that there is no such page.
 * @param {Walk} walk
 * @param {() => Promise<Answer>} call
 */
async function answerOf(walk, call) {
  try {
    return await call();
  } catch (thrown) {
    // Whatever was thrown, such as the reason of an abort: only a status crosses.
    const status = field(thrown, "status");
    if (typeof status !== "number" || walk(asks.isEnd, status) !== true) throw thrown;
    return undefined;
  }
}

/**
 * What is told of an answer: outlines of what is looked at. Its data stays here.
 * @param {Answer} answer
 * @param {string[]} looks
 */
function outlined({ status, headers, data }, looks) {
  const seen = looks.map((pointer) => outlineOf(valueAt(data, partsOf(pointer))));
  return [status, headers.get("Content-Range"), outlineOf(data), seen];
}

/**
 * What an answer is recognised by, if it comes again.
 * @param {Walk} walk
 * @param {Answer} answer
 * @param {unknown[]} told
 */
function marked(walk, { data }, told) {
  const { content, mark } = walk(asks.look, told);
  return `page ${mark} ${fingerprint(valueAt(data, partsOf(content)))}`;
}
