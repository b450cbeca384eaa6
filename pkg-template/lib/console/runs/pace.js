// How a run went over time, in at most so many samples: when there are more, each stands for twice the time.

/**
 * @import { BulkProgress } from "../../../types/index.d.ts"
 * @import { PaceSample } from "./runs.ts"
 */

const MOST = 120;

export class Pace {
  /** Notes that a sample stands for. */
  #notes = 1;
  /** @type {PaceSample[]} */
  #samples = [];
  #seen;
  #noted = 0;

  /** @param {{ done: number, failed: number }} before what was done before it began */
  constructor({ done, failed } = { done: 0, failed: 0 }) {
    this.#seen = { done, failed };
  }

  /** Once a second. @param {BulkProgress} progress */
  note({ done, failed, pausedUntil }) {
    if (this.#noted % this.#notes === 0) this.#begin();
    this.#noted += 1;
    const sample = /** @type {PaceSample} */ (this.#samples.at(-1));
    sample.done += Math.max(0, done - this.#seen.done);
    sample.failed += Math.max(0, failed - this.#seen.failed);
    sample.isPaused ||= pausedUntil !== undefined;
    this.#seen = { done, failed };
  }

  /** So many seconds a sample, and the samples. */
  get shown() {
    return { seconds: this.#notes, samples: this.#samples };
  }

  #begin() {
    if (this.#samples.length === MOST) this.#halve();
    this.#samples.push({ done: 0, failed: 0, isPaused: false });
  }

  #halve() {
    const samples = this.#samples;
    this.#samples = samples
      .filter((_, place) => place % 2 === 0)
      .map((one, place) => together(one, samples[place * 2 + 1]));
    this.#notes *= 2;
    this.#noted = 0;
  }
}

/**
 * @param {PaceSample} one
 * @param {PaceSample} other
 */
function together(one, other) {
  return {
    done: one.done + other.done,
    failed: one.failed + other.failed,
    isPaused: one.isPaused || other.isPaused,
  };
}
