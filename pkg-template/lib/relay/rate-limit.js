// So many a minute for each key, with a memory that has an end. Each key costs one number (the time at which its
// allowance is whole again), not a list of what it did.

import { Refusal } from "./refusal.js";

/** @import { RefusalCode } from "./refusal.js" */

const MINUTE = 60_000;

/** More keys than this within a minute, and the one that was away longest starts afresh. */
const MOST_KEYS = 10_000;

export class RateLimit {
  #interval;
  #now;
  /** When each key's allowance is whole again; the key that came last is last. @type {Map<string, number>} */
  #whole = new Map();

  /**
   * @param {number} perMinute
   * @param {() => number} [now] milliseconds that never go back: a changed clock must neither block nor free anybody
   */
  constructor(perMinute, now = () => performance.now()) {
    this.#interval = MINUTE / perMinute;
    this.#now = now;
  }

  /**
   * Counts one for this key, or throws the refusal that says how long to wait. A refused one is not counted.
   * @param {string} key
   * @param {RefusalCode} [code]
   */
  enter(key, code = "too-many-requests") {
    const now = this.#now();
    const whole = Math.max(this.#whole.get(key) ?? now, now) + this.#interval;
    const wait = whole - now - MINUTE;
    // A thousandth for the rounding of sums.
    if (wait > 1e-3) throw new Refusal(code, { retryAfter: Math.ceil(wait / 1000) });
    this.#whole.delete(key);
    this.#whole.set(key, whole);
    this.#dropOld(now);
  }

  /** The number of keys that are remembered. */
  get size() {
    return this.#whole.size;
  }

  /** @param {number} now */
  #dropOld(now) {
    for (const [key, whole] of this.#whole) {
      if (whole > now && this.#whole.size <= MOST_KEYS) return;
      this.#whole.delete(key);
    }
  }
}
