// Waits, for their time or for an abort.

import { owner, wake } from "./entries.js";
import { monotonic } from "./runtime.js";
import { field } from "./values.js";

/**
 * @import { AbortSignalLike } from "../../types/index.d.ts"
 * @typedef {(isAborted: boolean, isThrown: boolean) => void} Done
 */

/** Waits that are not over. One timer serves them all, because starting one is dear. @type {Set<Wait>} */
const waits = new Set();
/** @type {NodeJS.Timeout | undefined} */
let timer;
let timerEnd = Infinity;
/**
 * Milliseconds: a timer that rings later than this rang in a process that stood still, and whose answers may have come
 * meanwhile without being looked at. They are, within as long.
 */
const late = 200;
let isSecondRing = false;

/**
 * A wait: calls `done` with true when the signal aborts, or is aborted, with false when the time is over.
 * @typedef {{ end: number, signal: AbortSignalLike | undefined, done: Done, by: import("./entries.js").Instance }} Wait
 */

/**
 * Starts a wait until an instant of the monotonic clock. A signal that is aborted already ends it before this returns.
 * @param {number} end
 * @param {AbortSignalLike | undefined} signal
 * @param {Done} done
 */
export function startWait(end, signal, done) {
  const by = owner();
  by.cancelWaits = cancelAll;
  const wait = { end, signal, done, by };
  waits.add(wait);
  if (wait.end < timerEnd) startTimer(wait.end);
  // A wait keeps Node alive; without one, the timer does not.
  if (waits.size === 1) /** @type {NodeJS.Timeout} */ (timer).ref?.();
  if (signal === undefined) return wait;
  if (field(signal, "aborted")) settle(wait, true);
  else listen(wait);
  return wait;
}

/**
 * Ends a wait without calling anybody. Its listener goes too: signals may live long.
 * @param {Wait} wait
 */
export function cancelWait(wait) {
  if (!waits.delete(wait)) return;
  if (wait.signal !== undefined) unlisten(wait);
  if (waits.size === 0) timer?.unref?.();
}

/**
 * Ends the waits of an instance that was left halfway: they would keep Node alive.
 * @param {import("./entries.js").Instance} instance
 */
function cancelAll(instance) {
  for (const wait of waits) if (wait.by === instance) cancelWait(wait);
}

/** Who waits for each signal. They have one listener together: of more than ten, Node warns on the console. */
/** @type {WeakMap<AbortSignalLike, { waits: Set<Wait>, onAbort: () => void }>} */
const signalWaiters = new WeakMap();

/** @param {Wait} wait */
function listen(wait) {
  const signal = /** @type {AbortSignalLike} */ (wait.signal);
  let waiters = signalWaiters.get(signal);
  if (waiters === undefined) {
    /** @type {Set<Wait>} */
    const members = new Set();
    const onAbort = () => {
      for (const one of members) settle(one, true);
    };
    waiters = { waits: members, onAbort };
    signalWaiters.set(signal, waiters);
    call(signal, "addEventListener", waiters.onAbort);
  }
  waiters.waits.add(wait);
}

/** @param {Wait} wait */
function unlisten(wait) {
  const signal = /** @type {AbortSignalLike} */ (wait.signal);
  const waiters = signalWaiters.get(signal);
  if (!waiters?.waits.delete(wait) || waiters.waits.size > 0) return;
  signalWaiters.delete(signal);
  call(signal, "removeEventListener", waiters.onAbort);
}

/**
 * A library's signal may throw, which must not go through the wasm.
 * @param {AbortSignalLike} signal
 * @param {"addEventListener" | "removeEventListener"} method
 * @param {() => void} onAbort
 */
function call(signal, method, onAbort) {
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
  wait.by.enter(() => wait.done(isAborted, false));
}

/** @param {number} end */
function startTimer(end) {
  clearTimeout(timer);
  timerEnd = end;
  // Timers may ring a little early.
  timer = setTimeout(ring, Math.ceil(end - monotonic()) + 1);
}

function ring() {
  wake();
  const now = monotonic();
  const isLate = now - timerEnd > late && !isSecondRing;
  isSecondRing = isLate;
  if (isLate) {
    timer = setTimeout(ring, late);
    return;
  }
  timerEnd = Infinity;
  for (const wait of waits) if (wait.end <= now) settle(wait, false);
  let next = Infinity;
  for (const { end } of waits) next = Math.min(next, end);
  if (next < timerEnd) startTimer(next);
}
