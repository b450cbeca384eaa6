// What happens to a client, handed to whoever observes it.

import { isPage } from "./runtime.js";

/**
 * Hands a step on, as the core numbers it (src/core/event.rs). An observer that fails is no failure of the call.
 * @param {Function} observer
 * @param {unknown} what
 * @param {number} [call]
 * @param {number} [attempt]
 * @param {number} [milliseconds]
 * @param {number} [status]
 * @param {number} [reason]
 */
export function observe(observer, what, call, attempt, milliseconds, status, reason) {
  try {
    observer(what, call, attempt, milliseconds, status, reason);
  } catch (thrown) {
    report(thrown);
  }
}

/**
 * Says what a caller's function threw, where the platform shows such things without ending.
 * @param {unknown} thrown
 */
function report(thrown) {
  try {
    if (isPage()) globalThis.reportError(thrown);
    else globalThis.process.emitWarning(thrown instanceof Error ? thrown : String(thrown));
  } catch {
    // Then there is nowhere to say it.
  }
}
