// The server behind the gateway: which may be one, and asking it. What is sent on, and what becomes of what comes back,
// is decided in Rust (crates/simulator/src/upstream.rs).

import { request as requestOverHttp } from "node:http";
import { request as requestOverHttps } from "node:https";
import { longestBody, pairs, readBody } from "./messages.js";
import { refuseUnknown } from "./options.js";

/**
 * @import { Upstream } from "../../types/simulator.d.ts"
 * @import { ForwardedMessage, Outcome } from "./exchange.ts"
 */

// The address itself is not shown: it may have a password in it.
const reasons = {
  address: "the address of the server must begin with http:// or https://",
  parts: "the address of the server must have neither credentials nor ? or #",
  remote: "the server is on another machine, which is allowed by allowRemote alone",
};

/** An address that no server behind the gateway can have. */
export class UpstreamError extends TypeError {
  /** @param {keyof typeof reasons} reason */
  constructor(reason) {
    super(`upstream: ${reasons[reason]}`);
    this.name = "UpstreamError";
    this.reason = reason;
  }
}

const OPTIONS = /** @type {const} */ (["url", "timeout", "allowRemote"]);

/** @typedef {(typeof OPTIONS)[number]} UpstreamOption */

/** Seconds that the server has for the whole of its answer. */
const usualTimeout = 30;
const longestTimeout = 3600;

/**
 * A function that asks the server. It never rejects.
 * @param {string | Upstream} upstream
 * @returns {(message: ForwardedMessage, signal: AbortSignal) => Promise<Outcome>}
 */
export function forwarder(upstream) {
  const { base, timeout } = readUpstream(typeof upstream === "string" ? { url: upstream } : upstream);
  return (message, gone) => ask(base, message, { gone, timeout });
}

/** @param {Upstream} options */
function readUpstream(options) {
  refuseUnknown(options, OPTIONS);
  const { url, timeout = usualTimeout, allowRemote = false } = options;
  if (!(timeout > 0 && timeout <= longestTimeout))
    throw new RangeError(`upstream: a timeout is a number of seconds up to ${longestTimeout}`);
  if (typeof allowRemote !== "boolean") throw new TypeError("upstream: allowRemote must be true or false");
  return { base: readUrl(url, allowRemote), timeout: timeout * 1000 };
}

/**
 * @param {unknown} text
 * @param {boolean} allowRemote
 */
function readUrl(text, allowRemote) {
  const url = typeof text === "string" && URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !["http:", "https:"].includes(url.protocol)) throw new UpstreamError("address");
  if (url.username || url.password || url.search || url.hash) throw new UpstreamError("parts");
  if (!allowRemote && !isLoopback(url.hostname)) throw new UpstreamError("remote");
  return url;
}

/** @param {string} hostname */
function isLoopback(hostname) {
  return (
    hostname === "localhost" ||
    hostname.endsWith(".localhost") ||
    hostname === "[::1]" ||
    /^127\.\d+\.\d+\.\d+$/.test(hostname)
  );
}

/**
 * One request, one outcome.
 * @param {URL} base
 * @param {ForwardedMessage} message
 * @param {{ gone: AbortSignal, timeout: number }} limits
 * @returns {Promise<Outcome>}
 */
async function ask(base, message, { gone, timeout }) {
  const leaving = new AbortController();
  const leave = () => leaving.abort();
  gone.addEventListener("abort", leave);
  let [isConnected, isLate] = [false, false];
  const timer = setTimeout(() => {
    isLate = true;
    leave();
  }, timeout);
  try {
    const answer = await exchange(base, message, leaving.signal, () => (isConnected = true));
    return { outcome: "answer", ...answer };
  } catch {
    if (isLate) return { outcome: "timed-out" };
    return { outcome: isConnected ? "broken" : "unreachable" };
  } finally {
    clearTimeout(timer);
    gone.removeEventListener("abort", leave);
  }
}

/**
 * @param {URL} base
 * @param {ForwardedMessage} message
 * @param {AbortSignal} signal
 * @param {() => void} connected
 */
async function exchange(base, message, signal, connected) {
  const { target, method, body } = message;
  const send = base.protocol === "https:" ? requestOverHttps : requestOverHttp;
  const { hostname, port } = base;
  const path = base.pathname.replace(/\/$/, "") + target;
  // A connection for each: one that is kept may be closed by the other side just when it is used.
  const options = {
    hostname: hostname.replace(/^\[|\]$/g, ""),
    port,
    path,
    method,
    signal,
    agent: false,
    headers: flat(message, base),
  };
  const request = send(options);
  request.once("socket", (socket) => socket.once(base.protocol === "https:" ? "secureConnect" : "connect", connected));
  const response = await new Promise((resolve, reject) => {
    request.once("response", resolve);
    // The listener stays: an error that comes later has been reported already, and must not end the process.
    request.on("error", reject);
    // A switch of protocols was not asked for.
    request.once("upgrade", (_, socket) => {
      socket.destroy();
      reject(new Error("upgraded"));
    });
    request.end(body);
  });
  return {
    status: response.statusCode,
    headers: pairs(response.rawHeaders),
    body: await readBody(response, longestBody),
  };
}

/**
 * Names and values in turn, which keeps those that are there twice.
 * @param {ForwardedMessage} message
 * @param {URL} base
 */
function flat({ headers, method, body }, { host }) {
  const own = [
    ["Host", host],
    ["Connection", "close"],
  ];
  if (body.length > 0 || ["POST", "PUT", "PATCH"].includes(method)) own.push(["Content-Length", String(body.length)]);
  return [...headers, ...own].flat();
}
