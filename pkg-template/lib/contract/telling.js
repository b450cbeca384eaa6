// Mistakes in spite of which a call goes on, told to the caller's `onEvent`.

import { observe } from "../platform/observing.js";

/**
 * @import { SneEvent } from "../../types/index.d.ts"
 * @import { SneError } from "../error.js"
 */

/**
 * Tells of mistakes, in a request or in a response.
 * @param {unknown} onEvent
 * @param {"request" | "response"} direction
 * @param {string} operation
 * @param {SneError} mistakes
 */
export function tell(onEvent, direction, operation, { status, errors }) {
  if (typeof onEvent !== "function") return;
  /** @type {SneEvent} */
  const event = { type: "contract", time: Date.now(), direction, operation };
  if (status !== undefined) event.status = status;
  event.errors = errors;
  observe(onEvent, event);
}
