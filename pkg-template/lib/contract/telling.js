// Mistakes in spite of which a call goes on, told to the caller's `onEvent`.

import { observe } from "../platform/observing.js";

/** Tells of mistakes, in a request or in a response. */
export function tell(onEvent, direction, operation, { status, errors }) {
  if (typeof onEvent !== "function") return;
  const event = { type: "contract", time: Date.now(), direction, operation };
  if (status !== undefined) event.status = status;
  event.errors = errors;
  observe(onEvent, event);
}
