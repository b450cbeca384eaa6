// The relay's answers: JSON that nobody keeps, readable for pages of the allowed origins alone.

import { Refusal } from "./refusal.js";
import { text } from "./texts.js";
import { globalOf } from "../platform/globals.js";

/** @import { Grant, Recipient } from "./settings.ts" */

/** In the form of `Allow`. A browser asks with OPTIONS before it sends JSON to another origin. */
export const METHODS = ["POST", "OPTIONS"];

/** Seconds for which a browser remembers that it may ask. */
const PREFLIGHT_AGE = "600";

/**
 * To a page that asks whether it may ask.
 * @param {Recipient} to
 */
export function preflight(to) {
  const headers = headersFor(to);
  headers.set("Access-Control-Allow-Methods", "POST");
  headers.set("Access-Control-Allow-Headers", "content-type, authorization");
  headers.set("Access-Control-Max-Age", PREFLIGHT_AGE);
  return new (globalOf("Response"))(null, { status: 204, headers });
}

/**
 * @param {Recipient} to
 * @param {Grant | Refusal} outcome
 */
export function answerTo(to, outcome) {
  const headers = headersFor(to);
  headers.set("Content-Type", "application/json");
  const Response = globalOf("Response");
  if (!(outcome instanceof Refusal)) return new Response(JSON.stringify(outcome), { status: 200, headers });
  const { code, status, retryAfter } = outcome;
  if (code === "method-not-allowed") headers.set("Allow", METHODS.join(", "));
  if (retryAfter !== undefined) headers.set("Retry-After", String(retryAfter));
  return new Response(JSON.stringify({ error: shown(outcome, to.language) }), { status, headers });
}

/**
 * The form of an `SneError`; its texts are the relay's own.
 * @param {Refusal} refusal
 * @param {Recipient["language"]} language
 */
function shown({ kind, code, retryable, retryAfter }, language) {
  return { kind, code, ...text(code, language), retryable, retryAfter };
}

/** @param {Recipient} to */
function headersFor({ origin, allowCredentials }) {
  const headers = new (globalOf("Headers"))({
    "Cache-Control": "no-store",
    Vary: "Origin",
    "X-Content-Type-Options": "nosniff",
  });
  if (origin === undefined) return headers;
  headers.set("Access-Control-Allow-Origin", origin);
  if (allowCredentials) headers.set("Access-Control-Allow-Credentials", "true");
  return headers;
}
