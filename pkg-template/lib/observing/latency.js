// Percentiles of durations in little memory: they are counted in ranges, each a tenth wider than the one before.

/** Ranges for each doubling. */
const perDoubling = 8;
/** Up to a day and more. */
const ranges = 28 * perDoubling;

/** Durations in milliseconds. Percentiles are right to within a tenth. */
export class Latency {
  #counts = new Uint32Array(ranges);
  #count = 0;
  #max = 0;

  /** @param {number} milliseconds */
  add(milliseconds) {
    const range = Math.floor(Math.log2(Math.max(milliseconds, 0) + 1) * perDoubling);
    this.#counts[Math.min(range, ranges - 1)] += 1;
    this.#count += 1;
    this.#max = Math.max(this.#max, milliseconds);
  }

  /** What is known so far; zeros when nothing is. */
  summary() {
    return { p50: this.#percentile(0.5), p90: this.#percentile(0.9), p99: this.#percentile(0.99), max: this.#max };
  }

  /**
   * The upper end of the range in which it is, but not more than the longest duration.
   * @param {number} share
   */
  #percentile(share) {
    let left = Math.ceil(this.#count * share);
    const range = this.#counts.findIndex((count) => {
      left -= count;
      return left <= 0;
    });
    return Math.min(2 ** ((range + 1) / perDoubling) - 1, this.#max);
  }
}
