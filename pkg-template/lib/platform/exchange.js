// One exchange over fetch: the request sent, the answer read whole within a limit.

import { read } from "./bodies.js";
import { causeOf } from "./causes.js";
import { keepFromReuse } from "./controllers.js";
import { Mail } from "./mail.js";
import { isStream, named } from "./values.js";

/** @import { FetchLike, ResponseLike } from "../../types/index.d.ts" */

/** @typedef {[how: number, first: unknown, second?: unknown, body?: string | Uint8Array]} ExchangeOutcome */

// Outcomes of an exchange, as src/js/exchange.rs has them.
export const answered = 0;
const unreachable = 1;
const interrupted = 2;
const tooLarge = 3;

/**
 * Makes an exchange, and delivers how it ended. The head is the method, the address and the headers, a line each.
 * @param {FetchLike | undefined} given
 * @param {string} head
 * @param {[unknown, AbortController | undefined, number, number]} others what `outcomeOf` takes besides
 */
export function exchange(given, head, ...others) {
  const headers = head.split("\n");
  const [method, url] = headers.splice(0, 2);
  const mail = new Mail();
  outcomeOf(given, method, url, headers, ...others).then((outcome) => mail.deliver(outcome));
  return mail;
}

/**
 * One exchange: the request sent, the answer read whole. Never rejects.
 * Resolves to `[answered, status, headers, body]`, `[unreachable, cause]`, `[interrupted, status, cause]` or
 * `[tooLarge, status]`; a body is a text, bytes, or undefined for a failure's that is too large.
 * @param {FetchLike | undefined} given
 * @param {string} method
 * @param {string} url
 * @param {string[]} headers
 * @param {unknown} body
 * @param {AbortController | undefined} controller
 * @param {number} successLimit
 * @param {number} failureLimit
 * @returns {Promise<ExchangeOutcome>}
 */
export async function outcomeOf(given, method, url, headers, body, controller, successLimit, failureLimit) {
  if (given !== undefined) keepFromReuse(controller);
  const fetch = given ?? globalThis.fetch;
  let response;
  // Looked at once: what another fetch gives may throw, or be something else, the second time.
  let status;
  try {
    response = await fetch(url, initOf(method, named(headers), body, controller?.signal));
    status = response?.status;
    if (typeof status !== "number") throw new TypeError("fetch gave no Response");
  } catch (thrown) {
    return [unreachable, causeOf(thrown)];
  }
  const isSuccess = status >= 200 && status <= 299;
  try {
    const whole = await read(response, isSuccess ? successLimit : failureLimit);
    const how = whole === undefined && isSuccess ? tooLarge : answered;
    return [how, status, headersOf(response), whole];
  } catch (thrown) {
    return [interrupted, status, causeOf(thrown)];
  }
}

/**
 * The headers as the platform's own class, which is known to behave. Another library's are copied.
 * @param {ResponseLike} response
 */
function headersOf(response) {
  try {
    const headers = /** @type {Headers} */ (response.headers);
    return isOwn(headers) ? headers : new Headers([...headers]);
  } catch {
    return new Headers();
  }
}

/**
 * Whether reading these is reading the platform's. Throws for what only says that it is of that class.
 * @param {Headers} headers
 */
function isOwn(headers) {
  return headers.get === Headers.prototype.get && typeof Headers.prototype.has.call(headers, "date") === "boolean";
}

/**
 * The settings that every request has. Redirects are not followed: one could carry the secret or the token elsewhere.
 * Edge runtimes have neither cookies, cache nor referrer, and some refuse to be told about them.
 * @param {string} method
 * @param {Record<string, unknown>} headers
 * @param {unknown} body
 * @param {AbortSignal | undefined} signal
 */
function initOf(method, headers, body, signal) {
  /** @type {Record<string, unknown>} */
  const init = knowsBrowserSettings()
    ? {
        method,
        headers,
        body,
        signal,
        redirect: "manual",
        credentials: "omit",
        cache: "no-store",
        referrerPolicy: "no-referrer",
      }
    : { method, headers, body, signal, redirect: "manual" };
  // A stream cannot be sent otherwise (fetch, "half" duplex).
  if (isStream(body)) init.duplex = "half";
  return init;
}

/** @type {boolean | undefined} */
let browserSettingsKnown;

function knowsBrowserSettings() {
  const prototype = globalThis.Request?.prototype ?? {};
  browserSettingsKnown ??= ["credentials", "cache", "referrerPolicy"].every((name) => name in prototype);
  return browserSettingsKnown;
}
