// What a client has done so far, from the numbers in which the core counts it (src/js/client.rs).

import { reasons } from "../reasons.js";

/** @import { SneMetrics } from "../../types/index.d.ts" */

/**
 * The counts as a plain object.
 * @param {Float64Array} counts
 * @returns {SneMetrics}
 */
export function metricsOf(counts) {
  const [calls, ended, attempts, backOffs, putOffs, tokenRequests, p50, p90, p99, max, ...ends] = counts;
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
  return { calls, succeeded, aborted, attempts, retries, tokenRequests, failures, latency: { p50, p90, p99, max } };
}
