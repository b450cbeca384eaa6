// Refusals, and what the page may know of their reasons. The state of the server's credentials is not for the page.

import { SneError } from "../error.js";

/** @import { SneErrorKind } from "../../types/index.d.ts" */

/** The status of each of the relay's own refusals. */
const STATUSES = {
  "method-not-allowed": 405,
  "origin-refused": 403,
  "not-json": 415,
  "body-too-large": 413,
  "body-invalid": 400,
  "not-authorised": 403,
  "too-many-requests": 429,
  "renewed-just-now": 429,
  // For a page that went away: only the server's log shows it.
  abandoned: 499,
  "relay-failed": 500,
  "relay-closed": 503,
  "token-unavailable": 502,
};

/** @typedef {keyof typeof STATUSES} RefusalCode */

/** An answer without a token. */
export class Refusal extends Error {
  /**
   * @param {RefusalCode} code a key of the texts
   * @param {{ kind?: "relay" | SneErrorKind, status?: number, retryable?: boolean, retryAfter?: number }} [particulars]
   */
  constructor(code, { kind = "relay", status = STATUSES[code], retryable = status === 429, retryAfter } = {}) {
    super(code);
    this.code = code;
    this.kind = kind;
    this.status = status;
    this.retryable = retryable;
    this.retryAfter = retryAfter;
  }
}

/**
 * A failure to get a token, as the page may know it: its kind, and whether and when to come back.
 * @param {unknown} error
 */
export function refusalFor(error) {
  if (!(error instanceof SneError)) return new Refusal("relay-failed");
  const { kind, retryable, retryAfter } = error;
  if (kind === "config") return new Refusal("relay-failed", { kind });
  const wait = retryAfter === undefined ? undefined : Math.ceil(retryAfter);
  return new Refusal("token-unavailable", { kind, status: statusOf(error), retryable, retryAfter: wait });
}

/** @param {SneError} error */
function statusOf({ kind, retryable }) {
  if (kind === "timeout") return 504;
  return retryable && kind !== "network" ? 503 : 502;
}
