// Entries into the client's wasm, each guarded: what is thrown through a wasm, such as an overflow of the stack, leaves
// it halfway, and so does whoever cuts off what runs (the time limit of node:vm), which cannot be caught. From then on
// nothing in it can be relied on.

/** Whose wasm runs, as far as is known. @type {Instance | undefined} */
let running;

/**
 * Whose wasm ran last: the promises of wasm-bindgen-futures, of which that of `getToken` is one, enter it by
 * themselves.
 * @type {Instance}
 */
let latest;

/** Those that were left halfway, and whose callers do not know yet. @type {Set<Instance>} */
const broken = new Set();

/** An instance of the wasm, as far as whoever enters it needs to know. */
export class Instance {
  /** Whether it was left halfway. */
  isBroken = false;
  /** What was thrown through it. @type {unknown} */
  cause;
  /** How to fail the calls under way. @type {Set<(cause: unknown) => void>} */
  calls = new Set();
  /** Ends its waits, once there are any. @type {((instance: Instance) => void) | undefined} */
  cancelWaits;
  #abandon;

  /** @param {() => void} abandon lets nothing enter the wasm any more */
  constructor(abandon) {
    this.#abandon = abandon;
  }

  /**
   * Does what enters the wasm. Nothing comes of it when the instance is broken, or breaks.
   * @template T
   * @param {() => T} work
   * @returns {T | undefined}
   */
  enter(work) {
    const before = running;
    // Within a handler; or somebody was cut off, which is seen when the stack is empty.
    if (before !== undefined) Promise.resolve().then(wake);
    if (this.isBroken) return undefined;
    running = this;
    latest = this;
    try {
      return work();
    } catch (thrown) {
      // The stack may be full: nothing is called here.
      this.isBroken = true;
      this.cause = thrown;
      return undefined;
    } finally {
      running = before;
      if (before === undefined && this.isBroken) this.end();
    }
  }

  /** Fails the calls under way. Where the stack is full, that has to wait. */
  end() {
    broken.add(this);
    try {
      this.#abandon();
      this.cancelWaits?.(this);
      for (const fail of this.calls) {
        fail(this.cause);
        this.calls.delete(fail);
      }
      broken.delete(this);
    } catch {
      // Until the next time that something happens.
    }
  }
}

/** Whose wasm runs: who is to be entered for what it starts. */
export const owner = () => running ?? latest;

/** The event loop calls, so that the stack is empty: whoever seems to run was cut off. */
export function wake() {
  if (running !== undefined) {
    running.isBroken = true;
    running.cause = new Error("cut off");
    broken.add(running);
    running = undefined;
  }
  for (const instance of broken) instance.end();
}
