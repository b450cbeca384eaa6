// A gateway that enforces a quota in windows that slide, behind a network that delays each request by chance. It keeps
// its own account: what was let through, and when.

import { createServer } from "node:http";
import { randomFrom } from "../support/random.mjs";
import { portOf } from "../support/site.mjs";

/** @import { Ending } from "../node/support/platform.mjs" */
/** @typedef {readonly [seconds: number, calls: number]} Window so many in any interval of that length */
/** @typedef {Awaited<ReturnType<typeof gateway>>} Gateway */

/** The delay of a request at most, in milliseconds. */
const JITTER = 80;

/**
 * Starts one, with an authorisation server beside it.
 * @param {Ending} ending
 * @param {{ windows: readonly Window[], seed: number }} options
 */
export async function gateway(ending, { windows, seed }) {
  const random = randomFrom(seed);
  /** When calls were let through. @type {number[]} */
  const passed = [];
  const account = { refused: 0 };
  const server = createServer((request, response) => {
    request.resume();
    /** @param {number} status @param {object} body @param {Record<string, string>} [headers] */
    const answer = (status, body, headers) =>
      response.writeHead(status, { "Content-Type": "application/json", ...headers }).end(JSON.stringify(body));
    if (request.url === "/token") return answer(200, { access_token: "quota-token", expires_in: 3600 });
    return setTimeout(() => {
      const now = performance.now();
      const wait = waitOf(passed, windows, now);
      if (wait > 0) {
        account.refused += 1;
        return answer(429, {}, { "Retry-After": String(Math.ceil(wait / 1000)) });
      }
      passed.push(now);
      return answer(200, { version: "1.0", etat: "OK" });
    }, random.number() * JITTER);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  ending.after(() => new Promise((resolve) => server.close(resolve).closeAllConnections()));
  const url = `http://127.0.0.1:${portOf(server)}`;
  return { tokenUrl: `${url}/token`, apiUrl: `${url}/api`, passed, account };
}

/**
 * Milliseconds until a call would be let through.
 * @param {readonly number[]} passed
 * @param {readonly Window[]} windows
 * @param {number} now
 */
function waitOf(passed, windows, now) {
  const waits = windows.map(([seconds, calls]) => {
    const oldest = passed.at(-calls);
    return oldest === undefined ? 0 : oldest + seconds * 1000 - now;
  });
  return Math.max(0, ...waits);
}

/**
 * The most calls that were let through in any interval of that length.
 * @param {readonly number[]} passed
 * @param {number} seconds
 */
export function mostWithin(passed, seconds) {
  let first = 0;
  let most = 0;
  passed.forEach((time, place) => {
    while (passed[first] < time - seconds * 1000) first += 1;
    most = Math.max(most, place - first + 1);
  });
  return most;
}
