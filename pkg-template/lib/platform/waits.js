// Waits, for their time or for an abort.

import { monotonic } from "./runtime.js";
import { Mail } from "./mail.js";
import { field } from "./values.js";

/** @import { AbortSignalLike } from "../../types/index.d.ts" */

/** Waits that are not over. One timer serves them all, because starting one is dear. @type {Set<Wait>} */
const waits = new Set();
/** @type {NodeJS.Timeout | undefined} */
let timer;
let timerEnd = Infinity;

/** A wait: delivers true when the signal aborts, or is aborted, false when the time is over. */
class Wait extends Mail {
  /**
   * @param {number} milliseconds
   * @param {AbortSignalLike | undefined} signal
   */
  constructor(milliseconds, signal) {
    super();
    this.end = monotonic() + milliseconds;
    this.signal = signal;
  }
}

/**
 * Starts a wait.
 * @param {number} milliseconds
 * @param {AbortSignalLike | undefined} signal
 */
export function startWait(milliseconds, signal) {
  const wait = new Wait(milliseconds, signal);
  waits.add(wait);
  if (wait.end < timerEnd) startTimer(wait.end);
  // A wait keeps Node alive; without one, the timer does not.
  if (waits.size === 1) /** @type {NodeJS.Timeout} */ (timer).ref?.();
  if (field(signal, "aborted")) settle(wait, true);
  else if (signal) listen(wait);
  return wait;
}

/**
 * Ends a wait without a delivery. Its listener goes too: signals may live long.
 * @param {Wait} wait
 */
export function cancelWait(wait) {
  if (!waits.delete(wait)) return;
  if (wait.signal) unlisten(wait);
  if (waits.size === 0) timer?.unref?.();
}

/** The waits of each signal. They have one listener together: of more than ten, Node warns on the console. */
/** @type {WeakMap<AbortSignalLike, { waits: Set<Wait>, onAbort: () => void }>} */
const crowds = new WeakMap();

/** @param {Wait} wait */
function listen(wait) {
  const signal = /** @type {AbortSignalLike} */ (wait.signal);
  let crowd = crowds.get(signal);
  if (crowd === undefined) {
    /** @type {Set<Wait>} */
    const members = new Set();
    const onAbort = () => {
      for (const one of members) settle(one, true);
    };
    crowd = { waits: members, onAbort };
    crowds.set(signal, crowd);
    tell(signal, "addEventListener", crowd.onAbort);
  }
  crowd.waits.add(wait);
}

/** @param {Wait} wait */
function unlisten(wait) {
  const signal = /** @type {AbortSignalLike} */ (wait.signal);
  const crowd = crowds.get(signal);
  if (!crowd?.waits.delete(wait) || crowd.waits.size > 0) return;
  crowds.delete(signal);
  tell(signal, "removeEventListener", crowd.onAbort);
}

/**
 * A library's signal may throw, which must not go through the wasm.
 * @param {AbortSignalLike} signal
 * @param {"addEventListener" | "removeEventListener"} method
 * @param {() => void} onAbort
 */
function tell(signal, method, onAbort) {
  try {
    signal[method]("abort", onAbort);
  } catch {
    // Then the wait ends with its time.
  }
}

/**
 * @param {Wait} wait
 * @param {boolean} isAborted
 */
function settle(wait, isAborted) {
  cancelWait(wait);
  wait.deliver(isAborted);
}

/** @param {number} end */
function startTimer(end) {
  clearTimeout(timer);
  timerEnd = end;
  // Timers may ring a little early.
  timer = setTimeout(ring, Math.ceil(end - monotonic()) + 1);
}

function ring() {
  timerEnd = Infinity;
  const now = monotonic();
  for (const wait of waits) if (wait.end <= now) settle(wait, false);
  let next = Infinity;
  for (const { end } of waits) next = Math.min(next, end);
  if (next < timerEnd) startTimer(next);
}
