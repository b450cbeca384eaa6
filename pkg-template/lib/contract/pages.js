// `sne.pages()`: the pages of an operation, one after the other. What asks for the next page, and where the pages end,
// is decided in Rust (crates/contract/src/pages); this makes the calls, keeps the answers and calls the caller's
// function.

import { SneError } from "../error.js";
import { field } from "../platform/values.js";
import { unlessAborted } from "./pages/abort.js";
import { fingerprint } from "./pages/fingerprint.js";
import { outlineOf, partsOf, valueAt, withValueAt } from "./pages/places.js";
import { isObject, lookAt, optionsOf } from "./options.js";

/**
 * @import { AbortSignalLike, Answer, PagesOptions } from "../../types/index.d.ts"
 * @import { Ask, Judgement, NextPage, Paged, Told, Walk } from "./paging.ts"
 */

/** What is asked, as `ASKS` in crates/contract/src/pages/mod.rs has it. */
const asks = /** @type {const} */ ({ plan: 0, first: 1, count: 2, isEnd: 3, look: 4, judge: 5 });
/** The status by which a server would say that there is no such page. */
const badRequest = 400;

/**
 * The pages of an operation, as `call` gives them, each with the parameters that it was asked with.
 * @param {Paged} paged what asks Rust, makes calls and says what is wrong
 * @param {string} id
 * @param {object | null} [parameters]
 * @param {PagesOptions} [options]
 */
export async function* pagesOf({ ask, call, failureOf, fail, refuse }, id, parameters, options) {
  const { strategy, maxPages, ...callOptions } = optionsOf(options, (reason, facts) =>
    Object.assign(fail(reason, facts), { read: { pages: 0 } }),
  );
  const walk = walkOf(ask, id, strategy, maxPages);
  const next = typeof strategy === "function" ? /** @type {NextPage} */ (strategy) : undefined;
  const signal = /** @type {AbortSignalLike | undefined} */ (field(callOptions, "signal"));
  const seen = new Set();
  const { key, pointer, looks, counts, request } = walk(asks.plan);
  const place = key === null ? undefined : [key, ...partsOf(pointer)];
  /** @param {unknown} given */
  const first = (given) => walk(asks.first, outlineOf(given)).value;
  /** @type {{ pages: number, items?: number }} */
  const read = { pages: 0 };
  /** @param {Answer} page @param {unknown} asked */
  const judge = (page, asked) => {
    const told = outlined(page, looks, counts);
    const marks = [marked(walk, page, told), ...(next === undefined ? [] : [`asked ${fingerprint(asked)}`])];
    const isRepeated = marks.some((mark) => seen.has(mark));
    for (const mark of marks) seen.add(mark);
    return walk(asks.judge, told, isRepeated);
  };
  try {
    let asked = begun(parameters ?? {}, place, first, refuse);
    for (;;) {
      walk(asks.count);
      const answer = await answerOf(walk, () => call(id, /** @type {object} */ (asked), callOptions, request));
      const { page } = answer;
      const { isGiven, value, failure, items } = page === undefined ? answer.judged : judge(page, asked);
      if (page !== undefined && isGiven) {
        read.pages += 1;
        if (items === null) delete read.items;
        else read.items = items;
        yield { ...page, parameters: /** @type {object} */ (asked) };
      }
      if (failure !== null) throw failureOf(failure);
      if (next === undefined) asked = value !== null && withValueAt(asked, /** @type {string[]} */ (place), value);
      else asked = page && (await unlessAborted(signal, () => next(page, asked, read.pages - 1)));
      // An empty text too, so that a cursor can be looked at with `&&`.
      if (!asked) return;
    }
  } catch (thrown) {
    if (thrown instanceof SneError) Object.assign(thrown, { read });
    throw thrown;
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
 * The answer of a call; what becomes of its failure, when that is how the server says that there is no such page.
 * @param {Walk} walk
 * @param {() => Promise<Answer>} call
 * @returns {Promise<{ page: Answer, judged?: undefined } | { page?: undefined, judged: Judgement }>}
 */
async function answerOf(walk, call) {
  try {
    return { page: await call() };
  } catch (thrown) {
    // Whatever was thrown, such as the reason of an abort: only a status crosses.
    const status = isRefusedHere(thrown) ? badRequest : field(thrown, "status");
    const judged = typeof status === "number" ? walk(asks.isEnd, status) : null;
    if (judged === null) throw thrown;
    return { judged };
  }
}

/**
 * Whether something is wrong with the parameters, so that nothing was sent: a page 0 perhaps, where the least is 1.
 * @param {unknown} thrown
 */
const isRefusedHere = (thrown) => field(thrown, "attempts") === 0 && Array.isArray(field(thrown, "errors"));

/**
 * What is told of an answer: outlines of what is looked at. Its data stays here.
 * @param {Answer} answer
 * @param {string[]} looks
 * @param {string[]} counts
 */
function outlined({ status, headers, data }, looks, counts) {
  const seen = looks.map((pointer) => outlineOf(valueAt(data, partsOf(pointer))));
  const counted = counts.map((name) => headers.get(name));
  return [status, headers.get("Content-Range"), outlineOf(data), seen, counted];
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
