// The platform that a fleet shares: it grants tokens slowly, counts every call of every process, and can enforce a
// quota in windows that slide, behind a network that delays each request by chance.

import { createServer } from "node:http";
import { randomFrom } from "../support/random.mjs";
import { portOf } from "../support/site.mjs";

/** @import { IncomingMessage, ServerResponse } from "node:http" */
/** @import { Ending } from "../stores/support/engine.mjs" */
/** @typedef {readonly [seconds: number, calls: number]} Window so many in any interval of that length */
/** @typedef {Awaited<ReturnType<typeof startPlatform>>} Platform */

/**
 * What the platform does; a scenario may change it while it runs.
 * @typedef {object} Behaviour
 * @property {number} tokenDelay milliseconds that a token request takes
 * @property {number} jitter milliseconds by which a call is late at most
 * @property {readonly Window[]} windows the quota that is enforced
 * @property {string} secret of the application
 * @property {{ status: number, retryAfter: number } | undefined} refusal what the next call gets, once
 */

/**
 * A call as it arrived: when, of which process, and what it got.
 * @typedef {{ at: number, from: string, status: number }} Call
 */

/**
 * Starts one.
 * @param {Ending} ending
 * @param {Partial<Behaviour> & { seed?: number }} [options]
 */
export async function startPlatform(ending, { seed = 1, ...options } = {}) {
  const random = randomFrom(seed);
  /** @type {Behaviour} */
  const behaviour = { tokenDelay: 0, jitter: 0, windows: [], secret: "s3cret", refusal: undefined, ...options };
  /** @type {Call[]} */
  const calls = [];
  /** When token requests arrived and were answered. @type {{ at: number, answered?: number, status: number }[]} */
  const tokens = [];
  const server = createServer(async (request, response) => {
    const body = await textOf(request);
    if (request.url === "/token") return grant(body, response);
    return setTimeout(() => answer(request, response), random.number() * behaviour.jitter);
  });

  /** @param {string} body @param {ServerResponse} response */
  function grant(body, response) {
    const isRight = new URLSearchParams(body).get("client_secret") === behaviour.secret;
    const token = { at: performance.now(), status: isRight ? 200 : 400, answered: 0 };
    tokens.push(token);
    setTimeout(() => {
      token.answered = performance.now();
      if (!isRight) return send(response, 400, { error: "invalid_client" });
      return send(response, 200, { access_token: `token-${tokens.length}`, expires_in: 3600 });
    }, behaviour.tokenDelay);
  }

  /** @param {IncomingMessage} request @param {ServerResponse} response */
  function answer(request, response) {
    const at = performance.now();
    const wait = waitOf(calls, behaviour.windows, at);
    const refusal = wait > 0 ? { status: 429, retryAfter: Math.ceil(wait / 1000) } : behaviour.refusal;
    if (wait === 0) behaviour.refusal = undefined;
    const status = refusal?.status ?? 200;
    calls.push({ at, from: String(request.headers["x-process"]), status });
    if (refusal !== undefined) send(response, status, {}, { "Retry-After": String(refusal.retryAfter) });
    else send(response, 200, { version: "1.0", etat: "OK" });
  }

  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  ending.after(() => new Promise((resolve) => server.close(resolve).closeAllConnections()));
  const url = `http://127.0.0.1:${portOf(server)}`;
  return { environment: { tokenUrl: `${url}/token`, apiUrl: `${url}/api` }, behaviour, calls, tokens };
}

/**
 * @param {ServerResponse} response
 * @param {number} status
 * @param {object} body
 * @param {Record<string, string>} [headers]
 */
function send(response, status, body, headers) {
  response.writeHead(status, { "Content-Type": "application/json", ...headers }).end(JSON.stringify(body));
}

/** @param {IncomingMessage} request */
async function textOf(request) {
  const pieces = [];
  for await (const piece of request) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

/**
 * Milliseconds until a call would be let through.
 * @param {Call[]} calls
 * @param {readonly Window[]} windows
 * @param {number} now
 */
function waitOf(calls, windows, now) {
  if (windows.length === 0) return 0;
  const passed = calls.filter(({ status, at }) => status === 200 && at > now - 61_000).map(({ at }) => at);
  const waits = windows.map(([seconds, most]) => {
    const oldest = passed.at(-most);
    return oldest === undefined ? 0 : oldest + seconds * 1000 - now;
  });
  return Math.max(0, ...waits);
}
