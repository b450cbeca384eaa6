// How a fleet is measured: it makes calls while something happens, and what the platform has counted is put beside the
// bars.

import { setTimeout as pause } from "node:timers/promises";
import { jain, mostFixed, mostSliding } from "./figures.mjs";

/** @import { Ending } from "../stores/support/engine.mjs" */
/** @import { Tried } from "./engines.mjs" */
/** @import { Row } from "./figures.mjs" */
/** @import { Member, Setup } from "./fleet.mjs" */
/** @import { Call, Platform } from "./platform.mjs" */
/** @import { Outcome } from "./programs/process.mjs" */

/** @typedef {{ tried: Tried, ending: Ending, seconds?: number, seed: number }} Stage */
/** @typedef {(stage: Stage) => Promise<Row[]>} Scenario */

export const LIMITS = { perSecond: 20, perMinute: 600 };
export const PROCESSES = 8;

/** @param {Tried} tried @returns {Setup} */
export const setupOn = ({ kind, where }) => ({ kind, where });

/**
 * What the platform has counted, beside the quota: of the window that holds the others back, so much is to be used.
 * @param {Platform} platform
 * @param {number} processes
 * @param {{ perSecond: number, perMinute?: number }} limits
 * @param {number} seconds
 * @param {number} leastUsed
 */
export async function rates({ calls }, processes, { perSecond, perMinute }, seconds, leastUsed) {
  const times = timesOf(calls);
  const windows = [
    [1, perSecond],
    [60, perMinute],
  ].flatMap(([length, limit]) => (limit === undefined || length === undefined ? [] : [[length, limit]]));
  const rows = windows.flatMap(([length, limit]) => {
    const [sliding, fixed] = [mostSliding(times, length), mostFixed(times, length)];
    return [
      row(
        `most in ${length} s, sliding and fixed`,
        `${sliding}, ${fixed}`,
        `≤ ${limit}`,
        Math.max(sliding, fixed) <= limit,
      ),
    ];
  });
  const [length, limit] = windows.reduce((one, other) => (other[1] / other[0] < one[1] / one[0] ? other : one));
  const possible = (limit / length) * seconds;
  const used = length > seconds ? mostSliding(times, length) / possible : mostSliding(times, length) / limit;
  const rate = length === 1 ? times.length / possible : used;
  const even = jain(calls, processes);
  return [
    ...rows,
    row("used", `${(rate * 100).toFixed(1)} %`, `≥ ${Math.round(leastUsed * 100)} %`, rate >= leastUsed),
    row("Jain's index", even.toFixed(3), "≥ 0.98", even >= 0.98),
  ];
}

/**
 * Lets all make calls for so long, while something happens.
 * @param {Member[]} fleet
 * @param {number} seconds
 * @param {() => Promise<unknown>} [meanwhile]
 * @param {number} [loops]
 */
export async function during(fleet, seconds, meanwhile = async () => {}, loops = 4) {
  const outcomes = fleet.map((member) => member.run({ loops }));
  await Promise.all([pause(seconds * 1000), meanwhile()]);
  for (const member of fleet) member.stop();
  return Promise.all(outcomes);
}

/** @param {readonly Call[]} calls */
export const timesOf = (calls) => calls.filter(({ status }) => status === 200).map(({ at }) => at);

/** @param {Record<string, number>} counts */
export const total = (counts) => Object.values(counts).reduce((sum, count) => sum + count, 0);

/** @param {Outcome[]} outcomes */
export function failures(outcomes) {
  /** @type {Record<string, number>} */
  const all = {};
  for (const { failed } of outcomes)
    for (const [kind, count] of Object.entries(failed)) all[kind] = (all[kind] ?? 0) + count;
  return total(all) === 0 ? [] : [{ what: "failed calls", figure: JSON.stringify(all) }];
}

/** @param {Outcome[]} outcomes @param {number} [expected] @returns {Row[]} */
export function allWell(outcomes, expected) {
  const failed = outcomes.reduce((sum, outcome) => sum + total(outcome.failed), 0);
  const ok = outcomes.reduce((sum, outcome) => sum + outcome.ok, 0);
  const isRight = failed === 0 && (expected === undefined || ok === expected);
  return [row("calls, failed", `${ok}, ${failed}`, "0 failed", isRight), ...failures(outcomes)];
}

/**
 * @param {string} what
 * @param {string | number} figure
 * @param {string} bar
 * @param {boolean} [isKept]
 * @returns {Row}
 */
export const row = (what, figure, bar, isKept) => ({ what, figure: String(figure), bar, isKept });
