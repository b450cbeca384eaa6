// The two cells of a client in the store, by the user's own client of it: one operation for a cell at a time, none for
// longer than its time. What comes later than that is not listened to any more.

import { monotonic } from "../platform/runtime.js";

/** @import { Store } from "../../types/store.d.ts" */

/**
 * Milliseconds for an operation: LIMIT in crates/fleet/src/fleet.rs; and until the store has answered for the first
 * time, because connecting takes longer, and a fleet that begins would ask for a token each.
 */
const limit = 250;
const firstLimit = 1_000;

/** @typedef {{ ok: boolean, value: string | null, now: number }} Answered */

/**
 * Who is told what comes of operations.
 * @typedef {object} Listener
 * @property {(cell: number, answer: Answered, sent: number) => void} answered
 * @property {(cell: number) => void} failed
 */

/** The cells. */
export class Cells {
  #store;
  #keys;
  #listener;
  /** @type {(string | null)[]} */
  #versions = [null, null];
  /** @type {(object | undefined)[]} */
  #operations = [undefined, undefined];
  #hasAnswered = false;
  counts = { reads: 0, writes: 0, conflicts: 0, failures: 0 };

  /**
   * @param {Store} store
   * @param {string[]} keys
   * @param {Listener} listener
   */
  constructor(store, keys, listener) {
    this.#store = store;
    this.#keys = keys;
    this.#listener = listener;
  }

  /** @param {number} cell */
  read(cell) {
    this.counts.reads += 1;
    this.#operate(cell, () => this.#store.read(this.#keys[cell]));
  }

  /**
   * @param {number} cell
   * @param {string} value
   * @param {number} ttl milliseconds
   */
  write(cell, value, ttl) {
    this.counts.writes += 1;
    const version = this.#versions[cell];
    this.#operate(cell, () => this.#store.write(this.#keys[cell], value, version, Math.ceil(ttl)));
  }

  /** Nothing is listened to any more. */
  close() {
    this.#operations = [undefined, undefined];
  }

  /**
   * @param {number} cell
   * @param {() => Promise<unknown>} work
   */
  #operate(cell, work) {
    const operation = {};
    this.#operations[cell] = operation;
    const sent = monotonic();
    const timer = setTimeout(() => end(undefined), this.#hasAnswered ? limit : firstLimit);
    /** @param {unknown} answer */
    const end = (answer) => {
      clearTimeout(timer);
      if (this.#operations[cell] !== operation) return;
      this.#operations[cell] = undefined;
      this.#take(cell, answer, sent);
    };
    // What throws at once is no better than what rejects.
    Promise.resolve()
      .then(work)
      .then(end, () => end(undefined));
  }

  /**
   * @param {number} cell
   * @param {unknown} answer
   * @param {number} sent
   */
  #take(cell, answer, sent) {
    if (!isAnswer(answer)) {
      this.counts.failures += 1;
      this.#listener.failed(cell);
      return;
    }
    this.#hasAnswered = true;
    const { ok = false, version, value, now } = answer;
    if (ok === false) this.counts.conflicts += 1;
    this.#versions[cell] = version;
    this.#listener.answered(cell, { ok, value, now }, sent);
  }
}

/**
 * @param {unknown} answer
 * @returns {answer is { ok?: boolean, version: string | null, value: string | null, now: number }}
 */
function isAnswer(answer) {
  const { version, value, now } = /** @type {Record<string, unknown>} */ (Object(answer));
  const isText = (/** @type {unknown} */ text) => text === null || typeof text === "string";
  return isText(version) && isText(value) && typeof now === "number";
}
