// What callers get, and what headers and callers say.

import { keepFromReuse } from "./controllers.js";

/**
 * What the caller gets for an answer.
 * @param {number} status
 * @param {Headers} headers
 * @param {unknown} data
 */
export function answerOf(status, headers, data) {
  return { status, headers, data };
}

/**
 * What the caller gets for a token: the answer of a token endpoint.
 * @param {string} token
 * @param {number} seconds
 */
export function tokenOf(token, seconds) {
  return { access_token: token, token_type: "Bearer", expires_in: Math.floor(seconds) };
}

/**
 * The seconds until what a `Retry-After` says: a number of seconds, or a date; nothing when it says neither.
 * @param {string} header
 */
export function secondsUntil(header) {
  // Hundreds of digits would be Infinity, which JSON does not have.
  if (/^\s*\d+\s*$/.test(header)) return Math.min(Number(header), Number.MAX_SAFE_INTEGER);
  // Dates only: what else the platform's parser takes for one, such as a year, is none here.
  const date = /[a-z]/i.test(header) ? Date.parse(header) : NaN;
  return Number.isNaN(date) ? undefined : (date - Date.now()) / 1000;
}

/**
 * Settles a promise by one of the functions that do, which do not throw.
 * @param {(value: unknown) => void} how
 * @param {unknown} value
 */
export function settle(how, value) {
  how(value);
}

/**
 * Asks the caller for a token: a promise, whatever the function does.
 * @param {(request: { signal?: AbortSignal, rejected?: string }) => unknown} getToken
 * @param {string | undefined} rejected
 * @param {AbortController | undefined} controller
 */
export async function ask(getToken, rejected, controller) {
  keepFromReuse(controller);
  return getToken({ signal: controller?.signal, rejected });
}
