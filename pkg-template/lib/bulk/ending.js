// How a run ended: what was counted, and what the loop is to throw.

import { otherInput, stops } from "./engine.js";
import { bulkError } from "./texts.js";

/**
 * @import { BulkSummary } from "../../types/index.d.ts"
 * @import { Engine } from "./engine.js"
 * @import { Language } from "../failure.ts"
 */

/**
 * @param {Engine} engine
 * @param {object} run
 * @param {number} run.duration milliseconds
 * @param {number} [run.bound] in a dry run, the rows that fit
 * @returns {BulkSummary}
 */
export function summaryOf(engine, { duration, bound }) {
  const [items, failed, inDoubt, before, calls, pauses, paused, rest, resumeAt] = engine.counts();
  const plan = bound === undefined ? rest : engine.plan(bound);
  const stopped = stops[engine.stopped()];
  return {
    ...{ items, ok: items - failed - inDoubt, failed, inDoubt, before, calls },
    ...{ duration, pauses, paused },
    ...(stopped !== undefined && { stopped }),
    ...(!Number.isNaN(resumeAt) && { resumeAt }),
    ...(!Number.isNaN(plan) && { plan }),
  };
}

/**
 * Why a run has stopped that was not stopped from outside.
 * @param {number} stop its number
 * @param {BulkSummary} summary
 * @param {{ last: unknown, told: unknown }} thrown by the item that failed last, and by the call that fails for all
 * @param {Language} language
 */
export function reasonOf(stop, { resumeAt = Date.now(), items }, { last, told }, language) {
  const seconds = Math.max(1, Math.ceil((resumeAt - Date.now()) / 1_000));
  if (stop === otherInput) return bulkError("journal-input", {}, language);
  if (stops[stop] === "quota") return bulkError("bulk-paused", { seconds, retryAfter: seconds }, language);
  if (stops[stop] === "until") return bulkError("bulk-until", { done: items }, language);
  return stops[stop] === "errors" ? last : told;
}
