// What a client has done so far, counted from its steps.

import { reasons } from "../messages/catalogues.js";
import { Latency } from "./latency.js";
import { whats } from "./events.js";

/** @import { SneMetrics } from "../../types/index.d.ts" */

/** Counts that only grow. */
export class Metrics {
  #counts = { calls: 0, succeeded: 0, aborted: 0, attempts: 0, retries: 0, tokenRequests: 0 };
  /** @type {SneMetrics["failures"]} */
  #failures = {};
  #latency = new Latency();

  /**
   * A step as the core tells it: most calls have no other observer, so that no object is made of it.
   * @param {number} what
   * @param {number} milliseconds
   * @param {number} reason
   */
  add(what, milliseconds, reason) {
    const counts = this.#counts;
    switch (what) {
      case whats.call:
        counts.calls += 1;
        break;
      case whats.attempt:
        counts.attempts += 1;
        break;
      case whats.backOff:
      case whats.retryAfter:
        counts.retries += 1;
        break;
      case whats.tokenRequest:
        counts.tokenRequests += 1;
        break;
      case whats.callEnd:
        this.#latency.add(milliseconds);
        this.#addEnd(reason);
    }
  }

  /** @param {number} reason */
  #addEnd(reason) {
    if (reason < 0) {
      this.#counts.succeeded += 1;
      return;
    }
    const [id, kind] = reasons[reason];
    if (id === "aborted") this.#counts.aborted += 1;
    else this.#failures[kind] = (this.#failures[kind] ?? 0) + 1;
  }

  /**
   * A copy, as a plain object.
   * @returns {SneMetrics}
   */
  summary() {
    return { ...this.#counts, failures: { ...this.#failures }, latency: this.#latency.summary() };
  }
}
