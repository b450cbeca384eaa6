// What a run would be: every row is bound and checked, nothing is sent.

import { factsOf } from "./lines.js";

/**
 * @import { BulkRun, SneMistake } from "../../types/index.d.ts"
 * @import { Plan } from "./rows.ts"
 */

/** Seconds of a night: from eight in the evening to six in the morning. */
const NIGHT = 36_000;
/** Of so many rows that do not fit, it is told which they are. */
const TOLD = 10;

/**
 * Goes through all rows of a run with `dryRun`.
 * @param {BulkRun} run
 * @param {string | Date} [until] when it is to stop
 * @returns {Promise<Plan>}
 */
export async function planOf(run, until) {
  let items = 0;
  let failed = 0;
  /** @type {Plan["mistakes"][number][]} */
  const mistakes = [];
  for await (const { n, ok, error } of run) {
    items += 1;
    if (ok) continue;
    failed += 1;
    if (mistakes.length < TOLD) mistakes.push({ n, ...factsOf(error), words: wordsOf(error) });
  }
  // Rows are checked several at once.
  mistakes.sort((one, other) => one.n - other.n);
  const seconds = run.summary?.plan;
  const left = leftUntil(until);
  const isTooLong = seconds !== undefined && seconds > left;
  return { items, calls: items - failed, failed, ...(seconds !== undefined && { seconds }), left, isTooLong, mistakes };
}

/**
 * What does not fit the contract, place by place, in the client's language. No message of the package's has a value.
 * @param {unknown} error
 */
function wordsOf(error) {
  const { errors = [] } = /** @type {{ errors?: readonly SneMistake[] }} */ (error ?? {});
  return errors.map(({ pointer, message }) => `${pointer} ${message}`);
}

/**
 * Seconds that a run has: until an hour or a date, or a night.
 * @param {string | Date | undefined} until
 */
function leftUntil(until) {
  if (until === undefined) return NIGHT;
  if (until instanceof Date) return (until.getTime() - Date.now()) / 1_000;
  const [hours, minutes] = until.split(":").map(Number);
  const end = new Date();
  end.setHours(hours, minutes, 0, 0);
  if (end.getTime() <= Date.now()) end.setDate(end.getDate() + 1);
  return (end.getTime() - Date.now()) / 1_000;
}
