// The steps of a client as callers see them, from the numbers by which the core tells them.

import { reasons } from "../reasons.js";

/** @import { SneEvent } from "../../types/index.d.ts" */

/**
 * What each step is, in the order of `EventKind` in src/core/event.rs, and which of its numbers belong to it.
 * @type {(Pick<SneEvent, "type" | "cause" | "server"> & { duration?: boolean })[]}
 */
const steps = [
  { type: "call" },
  { type: "call-end", duration: true },
  { type: "attempt" },
  { type: "answer", duration: true },
  { type: "attempt-failed" },
  { type: "wait", cause: "back-off", duration: true },
  { type: "wait", cause: "retry-after", duration: true },
  { type: "wait", cause: "queue", duration: true },
  { type: "token-request" },
  { type: "token", duration: true },
  { type: "token-failed", duration: true },
  { type: "token-refused" },
  { type: "circuit-open", server: "api", duration: true },
  { type: "circuit-closed", server: "api" },
  { type: "circuit-open", server: "authorization-server", duration: true },
  { type: "circuit-closed", server: "authorization-server" },
];

/**
 * A step as an object, with the fields that mean something for it.
 * @param {number} kind
 * @param {number} call
 * @param {number} attempt
 * @param {number} milliseconds
 * @param {number} status
 * @param {number} reason
 */
export function eventOf(kind, call, attempt, milliseconds, status, reason) {
  const { type, duration, ...rest } = steps[kind];
  /** @type {SneEvent} */
  const event = { type, time: Date.now(), ...rest };
  if (call > 0) event.call = call;
  if (attempt > 0) event.attempt = attempt;
  if (duration) event.duration = milliseconds;
  if (status > 0) event.status = status;
  if (reason >= 0) [event.reason, event.kind] = reasons[reason];
  return event;
}
