// The platform that a fleet shares: it grants tokens slowly, counts every call of every process, and can enforce a
// quota, in windows that slide or in fixed ones that it announces, behind a network that delays each request by chance.

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
 * @property {Window | undefined} announced a quota in fixed windows, of which each answer tells what is left
 * @property {string} secret of the application; tokens that were granted for another are refused
 * @property {{ status: number, retryAfter?: number } | undefined} refusal what the next call gets, once
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
  const behaviour = {
    ...{ tokenDelay: 0, jitter: 0, windows: [], announced: undefined, secret: "s3cret", refusal: undefined },
    ...options,
  };
  /** @type {Call[]} */
  const calls = [];
  /**
   * When token requests arrived and were answered, and for which secret.
   * @type {{ at: number, answered?: number, status: number, secret: string }[]}
   */
  const tokens = [];
  const server = createServer(async (request, response) => {
    const body = await textOf(request);
    if (request.url === "/token") return grant(body, response);
    return setTimeout(() => answer(request, response), random.number() * behaviour.jitter);
  });

  /** @param {string} body @param {ServerResponse} response */
  function grant(body, response) {
    const secret = String(new URLSearchParams(body).get("client_secret"));
    const isRight = secret === behaviour.secret;
    const token = { at: performance.now(), status: isRight ? 200 : 400, answered: 0, secret };
    const number = tokens.push(token);
    setTimeout(() => {
      token.answered = performance.now();
      if (!isRight) return send(response, 400, { error: "invalid_client" });
      return send(response, 200, { access_token: `token-${number}`, expires_in: 3600 });
    }, behaviour.tokenDelay);
  }

  /** Whether a token was granted for a secret that is not the application's any more. @param {string} [given] */
  function isOfAnother(given) {
    const number = /token-(\d+)$/.exec(given ?? "")?.[1];
    return number !== undefined && tokens[Number(number) - 1].secret !== behaviour.secret;
  }

  /** @param {IncomingMessage} request @param {ServerResponse} response */
  function answer(request, response) {
    const at = performance.now();
    const from = String(request.headers["x-process"]);
    if (isOfAnother(request.headers.authorization)) {
      calls.push({ at, from, status: 401 });
      return send(response, 401, {}, { "WWW-Authenticate": 'Bearer error="invalid_token"' });
    }
    const wait = waitOf(calls, behaviour.windows, at);
    const refusal = wait > 0 ? { status: 429, retryAfter: Math.ceil(wait / 1000) } : behaviour.refusal;
    if (wait === 0) behaviour.refusal = undefined;
    const { left, end } = leftOf(calls, behaviour.announced, at);
    const status = refusal?.status ?? (left > 0 ? 200 : 429);
    calls.push({ at, from, status });
    /** @type {Record<string, string>} */
    const headers = {};
    if (refusal?.retryAfter !== undefined) headers["Retry-After"] = String(refusal.retryAfter);
    if (behaviour.announced !== undefined) {
      const remaining = Math.max(0, left - 1);
      const window = Math.max(0, end - at) / 1000;
      headers["X-Rate-Limit"] = JSON.stringify([{ window, type: "throttle", remaining }]);
    }
    return send(response, status, status === 200 ? { version: "1.0", etat: "OK" } : {}, headers);
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
 * Calls that are left of a quota in fixed windows, and when its window is over.
 * @param {Call[]} calls
 * @param {Window | undefined} announced
 * @param {number} now
 */
function leftOf(calls, announced, now) {
  if (announced === undefined) return { left: Number.POSITIVE_INFINITY, end: now };
  const [seconds, most] = announced;
  const begin = Math.floor(now / (seconds * 1000)) * seconds * 1000;
  const passed = calls.filter(({ status, at }) => status === 200 && at >= begin).length;
  return { left: most - passed, end: begin + seconds * 1000 };
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
