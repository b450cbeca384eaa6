// What a run comes to: shares, the bars that they are held to, and what is missing by classes, each with examples.

import { classesOf } from "./classes.mjs";

/** @import { Class, Missing } from "./classes.mjs" */
/** @import { Called, Findings } from "./document.mjs" */

/** @typedef {Partial<Findings> & { calls: Called[], stopped?: string }} Known `stopped`: why there is no more */
/** @typedef {Known & { name: string, typesProblem?: string }} Looked a document, and all that is known of it */
/** @typedef {{ title: string, of: number, have: number, share: number, isHeld: boolean }} Bar */
/** @typedef {{ bars: Bar[], classes: Class[], remarks: Record<string, number> }} Summary */

/** Bytes above which a document may take longer to read. */
const LARGE = 2_000_000;
/** Milliseconds that reading one may take. */
const LONGEST = 50;

/**
 * The shares of a run, with the least that each must be; all, where `isWhole`.
 * @param {Looked[]} documents
 * @param {{ isWhole: boolean }} options
 * @returns {Summary}
 */
export function summary(documents, { isWhole }) {
  const contracts = documents.filter(({ isContract }) => isContract !== false);
  const calls = contracts.flatMap(({ calls }) => calls);
  const declared = sum(contracts, ({ operations }) => operations ?? 0);
  const timed = contracts.filter(({ milliseconds, bytes }) => milliseconds !== undefined && (bytes ?? 0) <= LARGE);
  /** @type {(title: string, have: number, of: number, least?: number) => Bar} */
  const bar = (title, have, of, least = 1) => {
    const share = of === 0 ? 1 : have / of;
    return { title, have, of, share, isHeld: share >= (isWhole ? 1 : least) };
  };
  const bars = [
    bar("documents looked at to the end", count(documents, isWholeLooked), documents.length),
    bar("contracts read", count(contracts, isRead), contracts.length),
    bar("operations listed", sum(contracts, listed), declared),
    bar(
      "operations sent",
      count(calls, ({ isSent }) => isSent),
      declared,
      0.99,
    ),
    bar(
      "operations both ways",
      count(calls, ({ isPassed }) => isPassed),
      declared,
      0.975,
    ),
    bar("contracts whose types compile", count(contracts, hasTypes), contracts.length),
    bar(`contracts read within ${LONGEST} ms`, count(timed, isQuick), timed.length),
  ];
  return { bars, classes: classesOf(contracts.flatMap(missing)), remarks: remarksOf(contracts) };
}

const isWholeLooked = (/** @type {Looked} */ { stopped }) => stopped === undefined;
const isRead = (/** @type {Looked} */ { listed }) => listed !== undefined;
const hasTypes = (/** @type {Looked} */ document) => isRead(document) && document.typesProblem === undefined;
const isQuick = (/** @type {Looked} */ { milliseconds = 0 }) => milliseconds <= LONGEST;
/** No more than there are: what is listed twice makes up for nothing. */
const listed = (/** @type {Looked} */ { listed = 0, operations = 0 }) => Math.min(listed, operations);

/** @template Item @param {Item[]} list @param {(item: Item) => boolean} is */
const count = (list, is) => list.filter(is).length;
/** @template Item @param {Item[]} list @param {(item: Item) => number} of */
const sum = (list, of) => list.reduce((total, item) => total + of(item), 0);

/**
 * What is missing of one document.
 * @param {Looked} document
 * @returns {Missing[]}
 */
function missing({
  name,
  stopped,
  refused,
  unserved,
  typesProblem,
  listed,
  operations = 0,
  milliseconds,
  calls,
  bytes,
}) {
  const one = (/** @type {string} */ step, /** @type {string} */ problem, where = "") => ({
    ...{ step, problem, name, example: `${name}${where === "" ? "" : `, ${where}`}: ${problem}` },
  });
  const all = [];
  if (stopped !== undefined) all.push(one("stopped", stopped));
  if (refused !== undefined) return [...all, one("read", refused)];
  if (listed !== undefined && listed < operations) all.push(one("listed", `${operations - listed} are not listed`));
  if (typesProblem !== undefined) all.push(one("types", typesProblem));
  if (unserved !== undefined) all.push(one("served", unserved));
  if ((milliseconds ?? 0) > LONGEST && (bytes ?? 0) <= LARGE) all.push(one("time", `${milliseconds?.toFixed(0)} ms`));
  for (const { id, isSent, problem } of calls)
    if (problem !== undefined) all.push(one(isSent ? "both ways" : "sent", problem.join(" | "), id));
  return all;
}

/**
 * How many remarks there are of each rule.
 * @param {Looked[]} contracts
 */
function remarksOf(contracts) {
  /** @type {Record<string, number>} */
  const counts = {};
  for (const { rule } of contracts.flatMap(({ remarks = [] }) => remarks)) counts[rule] = (counts[rule] ?? 0) + 1;
  return Object.fromEntries(Object.entries(counts).sort(([, one], [, other]) => other - one));
}
