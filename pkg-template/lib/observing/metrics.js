// What a client has done so far, counted from its steps.

import { Latency } from "./latency.js";

/** Counts that only grow. */
export class Metrics {
  #counts = { calls: 0, succeeded: 0, aborted: 0, attempts: 0, retries: 0, tokenRequests: 0 };
  #failures = {};
  #latency = new Latency();

  add({ type, cause, reason, kind, duration }) {
    const counts = this.#counts;
    if (type === "call") counts.calls += 1;
    if (type === "attempt") counts.attempts += 1;
    if (type === "token-request") counts.tokenRequests += 1;
    if (type === "wait" && cause !== "queue") counts.retries += 1;
    if (type !== "call-end") return;
    this.#latency.add(duration);
    if (kind === undefined) counts.succeeded += 1;
    else if (reason === "aborted") counts.aborted += 1;
    else this.#failures[kind] = (this.#failures[kind] ?? 0) + 1;
  }

  /** A copy, as a plain object. */
  summary() {
    return { ...this.#counts, failures: { ...this.#failures }, latency: this.#latency.summary() };
  }
}
