// What a client has done so far, from the numbers in which the core counts it (src/js/client.rs).

import { reasons } from "../reasons.js";

/** @import { SneMetrics, SneQuotaSeen } from "../../types/index.d.ts" */

/** The windows of a quota, and the options of `rateLimit` for them, in the order of the core. */
const WINDOWS = /** @type {const} */ ([
  ["second", "perSecond"],
  ["minute", "perMinute"],
  ["hour", "perHour"],
  ["day", "perDay"],
]);
/** How many numbers the core has of quotas as a whole, and of each window. */
const OF_QUOTAS = 3;
const OF_A_WINDOW = 3;

/**
 * The counts as a plain object.
 * @param {number[]} counts
 * @returns {SneMetrics}
 */
export function metricsOf(counts) {
  const [calls, ended, attempts, backOffs, putOffs, tokenRequests, p50, p90, p99, max, ...rest] = counts;
  const ends = rest.splice(OF_QUOTAS + OF_A_WINDOW * WINDOWS.length);
  /** @type {SneMetrics["failures"]} */
  const failures = {};
  let aborted = 0;
  let succeeded = ended;
  ends.forEach((count, reason) => {
    if (count === 0) return;
    const [id, kind] = reasons[reason];
    succeeded -= count;
    if (id === "aborted") aborted += count;
    else failures[kind] = (failures[kind] ?? 0) + count;
  });
  const retries = backOffs + putOffs;
  const latency = { p50, p90, p99, max };
  return { calls, succeeded, aborted, attempts, retries, tokenRequests, failures, latency, quota: quotaOf(rest) };
}

/**
 * What is known of the quotas.
 * @param {number[]} numbers
 * @returns {SneMetrics["quota"]}
 */
function quotaOf([refusals, pausedFor, rate, ...numbers]) {
  /** @type {SneQuotaSeen[]} */
  const seen = [];
  WINDOWS.forEach(([within, option], place) => {
    const [calls, retryAfter, limit] = numbers.slice(place * OF_A_WINDOW);
    if (calls > 0) seen.push({ within, calls, retryAfter, suggestion: { [option]: limit } });
  });
  return { refusals, pausedFor, rate: rate === 0 ? null : rate, seen };
}
