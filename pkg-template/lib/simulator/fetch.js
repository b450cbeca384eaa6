// The platform as a `fetch` function.

import { failedToFetch, sendFromPage } from "./page.js";
import { toResponse } from "./response.js";
import { sleep } from "./sleep.js";
import { globalOf } from "../platform/globals.js";

/**
 * @import { Engine } from "./engine.js"
 * @import { Answer, Header, Message, Send } from "./exchange.ts"
 */

const REDIRECTS = [301, 302, 303, 307, 308];
const MOST_REDIRECTS = 20;

/** @typedef {{ signal?: AbortSignal, origin?: string }} Caller whose signal it is, and at which origin its page is */

/**
 * A function with the signature and manners of `fetch` whose network is the simulator.
 * @param {Engine} engine
 * @param {string} [origin] behave as in a page at this origin; without it, as on a server
 * @returns {typeof globalThis.fetch}
 */
export function fetchOver(engine, origin) {
  return async function fetch(input, init) {
    // The signal stays out of the Request, which would hang listeners on it that only the garbage collector removes.
    const signal = signalOf(input, init);
    const { request, method } = requestOf(input, { ...init, signal: null }, origin);
    signal?.throwIfAborted();
    if (origin !== undefined && !["cors", "navigate"].includes(request.mode)) throw failedToFetch();
    const message = { ...(await readRequest(request)), method };
    /** @param {Message} one */
    const send = (one) => sendOver(engine, one, { signal, origin });
    const credentials = request.credentials === "include";
    /** @type {Send} */
    const sendOnce = origin === undefined ? send : (one) => sendFromPage(one, { origin, credentials, send });
    return follow(message, { sendOnce, mode: request.redirect, signal, origin });
  };
}

/**
 * The request, and its method. On a server, a body goes with GET and HEAD too, as it does with HTTP libraries: the
 * `Request` of the platform has none with these.
 * @param {RequestInfo | URL} input
 * @param {RequestInit} init
 * @param {string | undefined} origin
 */
function requestOf(input, init, origin) {
  const method = String(init.method ?? "").toUpperCase();
  const isBare = ["GET", "HEAD"].includes(method) && init.body !== undefined && init.body !== null;
  const Request = globalOf("Request");
  if (!isBare || origin !== undefined) {
    const request = new Request(input, init);
    return { request, method: request.method };
  }
  return { request: new Request(input, { ...init, method: "POST" }), method };
}

/**
 * @param {RequestInfo | URL} input
 * @param {RequestInit} [init]
 */
function signalOf(input, init) {
  if (init?.signal !== undefined) return init.signal ?? undefined;
  return typeof input === "object" && input !== null && "signal" in input ? input.signal : undefined;
}

/**
 * @param {Request} request
 * @returns {Promise<Message>}
 */
async function readRequest(request) {
  const body = new Uint8Array(await request.arrayBuffer());
  const url = new URL(request.url);
  url.hash = "";
  return { method: request.method, url: url.href, headers: [...request.headers], body };
}

/**
 * One request, one answer, once its head is there.
 * @param {Engine} engine
 * @param {Message} message
 * @param {Caller} place
 */
async function sendOver(engine, message, { signal, origin }) {
  signal?.throwIfAborted();
  const answer = engine.handle(message);
  await sleep(answer.headDelay, signal);
  if (answer.dropped) throw failure(origin, `no answer from ${new URL(message.url).host}`, "UND_ERR_SOCKET");
  return answer;
}

/**
 * The error of a network in which nothing came back: a page learns no more, a server learns the cause.
 * @param {string | undefined} origin
 * @param {string} reason
 * @param {string} [code]
 */
function failure(origin, reason, code) {
  if (origin !== undefined) return failedToFetch();
  return new TypeError("fetch failed", { cause: Object.assign(new Error(reason), code && { code }) });
}

/**
 * Goes after redirects as `mode` has it, up to the answer that counts.
 * @param {Message} first
 * @param {Caller & { sendOnce: Send, mode: RequestRedirect }} how
 */
async function follow(first, { sendOnce, mode, signal, origin }) {
  let message = first;
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
    const answer = await sendOnce(message);
    const location = REDIRECTS.includes(answer.status) ? locationOf(answer) : undefined;
    if (location === undefined || mode === "manual") {
      if (location !== undefined && origin !== undefined) return opaqueRedirect();
      const { method, url } = message;
      return toResponse(answer, { method, url, redirected: redirects > 0, signal, headers: answer.headers });
    }
    if (mode === "error") throw failure(origin, "unexpected redirect");
    message = redirected(message, answer.status, location);
  }
  throw failure(origin, "redirect count exceeded");
}

/** @param {Answer} answer */
function locationOf({ headers }) {
  return headers.find(([name]) => name.toLowerCase() === "location")?.[1];
}

/**
 * The request after a redirect: POST becomes GET on 301 and 302, everything does on 303; credentials stay on their
 * host.
 * @param {Message} message
 * @param {number} status
 * @param {string} location
 * @returns {Message}
 */
function redirected(message, status, location) {
  const url = new URL(location, message.url);
  const toGet = status === 303 ? message.method !== "HEAD" : status < 303 && message.method === "POST";
  const sameOrigin = url.origin === new URL(message.url).origin;
  /** @param {Header} header */
  const stays = ([name]) => (sameOrigin || !/^authorization$/i.test(name)) && !(toGet && /^content-/i.test(name));
  return {
    method: toGet ? "GET" : message.method,
    url: url.href,
    headers: message.headers.filter(stays),
    body: toGet ? new Uint8Array() : message.body,
  };
}

/** What a page gets for `redirect: "manual"`: a response that tells nothing. */
function opaqueRedirect() {
  return Object.defineProperty(globalOf("Response").error(), "type", { value: "opaqueredirect" });
}
