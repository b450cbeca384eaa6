// The items that a loop gets.

/** @import { BulkProgress } from "../../types/index.d.ts" */

/** An item, as the loop gets it. The row is none of its own fields: it may be personal data, and items are logged. */
export class Item {
  #row;
  #progress;

  /**
   * @param {number} n
   * @param {unknown} row
   * @param {object} outcome
   * @param {() => BulkProgress} progress
   */
  constructor(n, row, outcome, progress) {
    this.#row = row;
    this.#progress = progress;
    this.n = n;
    Object.assign(this, outcome);
  }

  /** What it was made of. */
  get row() {
    return this.#row;
  }

  /** How the run goes at this moment. */
  get progress() {
    return this.#progress();
  }
}

/**
 * How a run goes, of the numbers of the wasm.
 * @param {number[]} numbers
 * @returns {BulkProgress}
 */
export function progressOf([done, failed, inDoubt, total, rate, eta, pausedUntil]) {
  return {
    ...{ done, failed, inDoubt, rate },
    ...(!Number.isNaN(total) && { total }),
    ...(!Number.isNaN(eta) && { eta }),
    ...(!Number.isNaN(pausedUntil) && { pausedUntil }),
  };
}
