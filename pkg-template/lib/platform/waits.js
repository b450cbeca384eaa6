// Waits, for their time or for an abort.

import { monotonic } from "./runtime.js";
import { Mail } from "./tasks.js";
import { field } from "./values.js";

/** Waits that are not over. One timer serves them all, because starting one is dear. */
const waits = new Set();
let timer;
let timerEnd = Infinity;

/** A wait: delivers true when the signal aborts, or is aborted, false when the time is over. */
class Wait extends Mail {
  constructor(milliseconds, signal) {
    super();
    this.end = monotonic() + milliseconds;
    this.signal = signal;
    this.onAbort = signal && (() => settle(this, true));
  }
}

/** Starts a wait. */
export function startWait(milliseconds, signal) {
  const wait = new Wait(milliseconds, signal);
  waits.add(wait);
  if (wait.end < timerEnd) startTimer(wait.end);
  // A wait keeps Node alive; without one, the timer does not.
  if (waits.size === 1) timer.ref?.();
  if (field(signal, "aborted")) settle(wait, true);
  else listen(wait, "addEventListener");
  return wait;
}

/** Ends a wait without a delivery. Its listener goes too: signals may live long. */
export function cancelWait(wait) {
  if (!waits.delete(wait)) return;
  listen(wait, "removeEventListener");
  if (waits.size === 0) timer?.unref?.();
}

/** A library's signal may throw, which must not go through the wasm. */
function listen({ signal, onAbort }, method) {
  try {
    signal?.[method]("abort", onAbort);
  } catch {
    // Then the wait ends with its time.
  }
}

function settle(wait, isAborted) {
  cancelWait(wait);
  wait.deliver(isAborted);
}

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
