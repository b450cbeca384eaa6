// The JavaScript half of the adapter in src/js: mechanics only, no decision. What is shorter and faster here than through
// the boundary is here. What takes time is not promised: Rust collects the
// letter (`collect`), and is woken when there is one.

import { run, wake } from "./wasm/client.js";

/** The kinds of value, in the order of `Kind` in src/core/value.rs. */
const kinds = { nothing: 0, boolean: 1, number: 2, string: 3, array: 4, object: 5, function: 6, opaque: 7, signal: 8, other: 9 };

/** What fetch sends as it is. Tags tell built-in classes apart across realms. */
const opaque = /^\[object (\w*Array|ArrayBuffer|DataView|Blob|File|FormData|URLSearchParams|ReadableStream)\]$/;

/** What a value is. */
export function kindOf(value) {
  if (value === undefined || value === null) return kinds.nothing;
  if (Array.isArray(value)) return kinds.array;
  if (typeof value !== "object") return kinds[typeof value] ?? kinds.other;
  const tag = Object.prototype.toString.call(value);
  if (opaque.test(tag)) return kinds.opaque;
  // A signal may be a library's.
  if (isSignal(value)) return kinds.signal;
  return tag === "[object Object]" ? kinds.object : kinds.other;
}

function isSignal(value) {
  const listens = [value.addEventListener, value.removeEventListener].every((method) => typeof method === "function");
  return listens && typeof value.aborted === "boolean";
}

/** A field of an object; undefined for anything else, and where looking throws. */
export function field(value, name) {
  try {
    return value?.[name] ?? undefined;
  } catch {
    return undefined;
  }
}

/** The reason of a signal, whatever it is. */
export function reasonOf(signal) {
  return signal.reason;
}

/** A number, or a text that is one. */
export function numberOf(value) {
  const isText = typeof value === "string" && value.trim() !== "";
  const number = isText ? Number(value) : value;
  return typeof number === "number" && !Number.isNaN(number) ? number : undefined;
}

/** The name of an object's own field, by its place among them. */
export function nameAt(value, place) {
  return typeof value === "object" && value !== null ? Object.keys(value)[place] : undefined;
}

/** A string, number or truth value as text. A number that is none is no text either. */
export function scalar(value) {
  const isScalar = typeof value === "string" || typeof value === "boolean" || Number.isFinite(value);
  return isScalar ? String(value) : undefined;
}

/** Whether this is a page or a worker of a browser. Test environments that imitate a page run on Node. */
export function isPage() {
  pageKnown ??= !globalThis.process?.versions?.node && (isWindow() || isWorkerOfPage());
  return pageKnown;
}

let pageKnown;

const isWindow = () => typeof window === "object" && typeof document === "object";
const isWorkerOfPage = () => typeof WorkerGlobalScope === "function" && typeof location === "object";

/** Milliseconds that never go back, where the platform counts them. */
export function monotonic() {
  return globalThis.performance?.now() ?? Date.now();
}

/** The first characters of a text that are not white space. */
export function startOf(text, count) {
  return text.trimStart().slice(0, count);
}

/** The parts of an address, or nothing when it is not one. */
export function partsOf(address) {
  const url = parse(address);
  if (url === undefined) return undefined;
  const { protocol: scheme, hostname, origin, pathname, username, password, search, hash } = url;
  return { scheme, hostname, address: origin + pathname, credentials: username + password, query: search + hash };
}

function parse(address) {
  try {
    return new URL(address);
  } catch {
    return undefined;
  }
}

/** Controllers that no request uses, and how often each was used. */
const idleControllers = [];
const uses = new WeakMap();

/** Making one costs as much as a twentieth of a call, so a few are used in turn; a platform may have none. */
export function takeController() {
  return idleControllers.pop() ?? (typeof AbortController === "function" ? new AbortController() : undefined);
}

/** Takes a controller back. When what it stands for is not over, it is aborted first, and of no use any more. */
export function giveBackController(controller, isOver) {
  if (controller === undefined) return;
  if (!isOver) return controller.abort();
  // Not for ever: until they are collected, requests that are over go on listening to the signal.
  const count = (uses.get(controller) ?? 0) + 1;
  uses.set(controller, count);
  if (count < 10 && idleControllers.length < 16) idleControllers.push(controller);
}

// Outcomes of an exchange, as src/js/exchange.rs has them.
const answered = 0;
const unreachable = 1;
const interrupted = 2;
const tooLarge = 3;

/** What Rust waits for: the letter, once it is there, and the task that asked for it last. */
class Mail {
  letter = undefined;
  task = undefined;

  deliver(letter) {
    this.letter = letter;
    if (this.task !== undefined) wake(this.task);
  }
}

/** The letter, if it is there. If not, that task is woken when it is. */
export function collect(mail, task) {
  mail.task = task;
  return mail.letter;
}

/** Makes an exchange, and delivers how it ended. */
export function exchange(...request) {
  const mail = new Mail();
  outcomeOf(...request).then((outcome) => mail.deliver(outcome));
  return mail;
}

/**
 * One exchange: the request sent, the answer read whole. Never rejects.
 * Resolves to `[answered, status, headers, body]`, `[unreachable, cause]`, `[interrupted, status, cause]` or
 * `[tooLarge, status]`; a body is a text, bytes, or undefined for a failure's that is too large.
 */
async function outcomeOf(fetch = globalThis.fetch, method, url, headers, body, controller, successLimit, failureLimit) {
  let response;
  try {
    response = await fetch(url, initOf(method, named(headers), body, controller?.signal));
    if (typeof response?.status !== "number") throw new TypeError("fetch gave no Response");
  } catch (thrown) {
    return [unreachable, causeOf(thrown)];
  }
  const isSuccess = response.status >= 200 && response.status <= 299;
  try {
    const whole = await read(response, isSuccess ? successLimit : failureLimit);
    const how = whole === undefined && isSuccess ? tooLarge : answered;
    return [how, response.status, headersOf(response), whole];
  } catch (thrown) {
    return [interrupted, response.status, causeOf(thrown)];
  }
}

/** The headers as the platform's own class, which is known to behave. Another library's are copied. */
function headersOf(response) {
  if (response.headers instanceof Headers) return response.headers;
  try {
    return new Headers([...response.headers]);
  } catch {
    return new Headers();
  }
}

/**
 * The settings that every request has. Redirects are not followed: one could carry the secret or the token elsewhere. Edge
 * runtimes have neither cookies, cache nor referrer, and some refuse to be told about them.
 */
function initOf(method, headers, body, signal) {
  const init = knowsBrowserSettings()
    ? { method, headers, body, signal, redirect: "manual", credentials: "omit", cache: "no-store", referrerPolicy: "no-referrer" }
    : { method, headers, body, signal, redirect: "manual" };
  // A stream cannot be sent otherwise (fetch, "half" duplex).
  if (typeof body?.getReader === "function") init.duplex = "half";
  return init;
}

let browserSettingsKnown;

function knowsBrowserSettings() {
  const prototype = globalThis.Request?.prototype ?? {};
  browserSettingsKnown ??= ["credentials", "cache", "referrerPolicy"].every((name) => name in prototype);
  return browserSettingsKnown;
}

/** Names and values in turn as an object. */
export function named(list) {
  const object = {};
  for (let index = 0; index < list.length; index += 2) object[list[index]] = list[index + 1];
  return object;
}

/** The body, or nothing when it is larger than the limit. */
async function read(response, limit) {
  if (isShortText(response, limit)) return response.text();
  const stream = response.body;
  if (stream === null) return new Uint8Array();
  if (typeof stream?.getReader === "function") return readStream(stream.getReader(), limit);
  // Not a web stream: a library's response, which can only be read whole.
  const bytes = new Uint8Array(await response.arrayBuffer());
  return bytes.length > limit ? undefined : bytes;
}

/**
 * Whether the body is JSON in UTF-8 that is known to be within the limit, so that the platform may read it in one go. In a
 * page headers may be hidden, and a compressed body is longer than announced.
 */
function isShortText({ headers }, limit) {
  if (!(headers instanceof Headers)) return false;
  const length = headers.get("content-length");
  if (length === null || !(Number(length) <= limit) || headers.get("content-encoding") !== null || isPage()) return false;
  return /^application\/json(; *charset=utf-8)?$/i.test(headers.get("content-type") ?? "");
}

async function readStream(reader, limit) {
  const chunks = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return joined(chunks, length);
    if (!(value instanceof Uint8Array)) throw new TypeError("the body gave something else than bytes");
    length += value.byteLength;
    if (length > limit) {
      // A fetch may not listen to its signal. That giving up fails is of no interest.
      Promise.resolve(reader.cancel()).catch(() => {});
      return undefined;
    }
    chunks.push(value);
  }
}

function joined(chunks, length) {
  if (chunks.length === 1) return chunks[0];
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}

/** A body as text, in the character encoding that its content type announces; nothing when the platform does not know it. */
export function decode(headers, body) {
  if (typeof body === "string" || body === undefined) return body;
  const charset = /;\s*charset="?([^;"]+)/i.exec(headers.get("content-type") ?? "");
  try {
    return new TextDecoder(charset?.[1].trim() ?? "utf-8").decode(body);
  } catch {
    return undefined;
  }
}

/** Names and values in turn as `application/x-www-form-urlencoded`. */
export function encodePairs(list) {
  const pairs = new URLSearchParams();
  for (let index = 0; index < list.length; index += 2) pairs.append(list[index], list[index + 1]);
  return pairs.toString();
}

/** A path with what no path may hold percent-encoded; the escapes that it has are kept. */
export function encodePath(path) {
  return encodeURI(path).replaceAll("%25", "%");
}

/** What the caller gets for an answer. */
export function answerOf(status, headers, data) {
  return { status, headers, data };
}

/** What the caller gets for a token: the answer of a token endpoint. */
export function tokenOf(token, seconds) {
  return { access_token: token, token_type: "Bearer", expires_in: Math.floor(seconds) };
}

/** The seconds until what a `Retry-After` says: a number of seconds, or a date; nothing when it says neither. */
export function secondsUntil(header) {
  if (/^\s*\d+\s*$/.test(header)) return Number(header);
  // Dates only: what else the platform's parser takes for one, such as a year, is none here.
  const date = /[a-z]/i.test(header) ? Date.parse(header) : NaN;
  return Number.isNaN(date) ? undefined : (date - Date.now()) / 1000;
}

/** A text as JSON: `[value]`, or nothing when it is not JSON. */
export function parseJson(text) {
  // Parsing an empty text throws, which is slow, and there is nothing in it.
  if (text === "") return undefined;
  try {
    return [JSON.parse(text)];
  } catch {
    return undefined;
  }
}

/** A value as JSON, or nothing when it cannot be. */
export function stringify(value) {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}

/** Waits that are not over. One timer serves them all, because starting one is dear. */
const waits = new Set();
let timer;
let timerEnd = Infinity;

/** A wait: delivers true when the signal aborts, or is aborted, false when the time is over. */
class Wait extends Mail {
  constructor(milliseconds, signal) {
    super();
    this.end = monotonic() + milliseconds;
    this.signal = signal;
    this.onAbort = signal && (() => settle(this, true));
  }
}

/** Starts a wait. */
export function startWait(milliseconds, signal) {
  const wait = new Wait(milliseconds, signal);
  waits.add(wait);
  if (wait.end < timerEnd) startTimer(wait.end);
  // A wait keeps Node alive; without one, the timer does not.
  if (waits.size === 1) timer.ref?.();
  if (signal?.aborted) settle(wait, true);
  else listen(wait, "addEventListener");
  return wait;
}

/** Ends a wait without a delivery. Its listener goes too: signals may live long. */
export function cancelWait(wait) {
  if (!waits.delete(wait)) return;
  listen(wait, "removeEventListener");
  if (waits.size === 0) timer?.unref?.();
}

/** A library's signal may throw, which must not go through the wasm. */
function listen({ signal, onAbort }, method) {
  try {
    signal?.[method]("abort", onAbort);
  } catch {
    // Then the wait ends with its time.
  }
}

function settle(wait, isAborted) {
  cancelWait(wait);
  wait.deliver(isAborted);
}

function startTimer(end) {
  clearTimeout(timer);
  timerEnd = end;
  // Timers may ring a little early.
  timer = setTimeout(ring, Math.ceil(end - monotonic()) + 1);
}

function ring() {
  timerEnd = Infinity;
  const now = monotonic();
  for (const wait of waits) if (wait.end <= now) settle(wait, false);
  let next = Infinity;
  for (const { end } of waits) next = Math.min(next, end);
  if (next < timerEnd) startTimer(next);
}

/** The shortest piece of what was sent that is looked for; shorter ones are in every sentence. */
const shortestPiece = 4;

/** Whether a text repeats a piece of what a body holds, in any case and with any accents. What bytes hold is not known. */
export function repeats(text, body) {
  if (typeof body !== "string") return true;
  const plain = plainOf(text);
  const words = new Set(wordsOf(plain));
  return valuesOf(body).some((value) => {
    const pieces = wordsOf(plainOf(value));
    // A value that is a short word, such as a name, is looked for among the words; in a longer one short words are common.
    if (pieces.length === 1 && pieces[0].length > 1 && words.has(pieces[0])) return true;
    return pieces.some((piece) => piece.length >= shortestPiece && plain.includes(piece));
  });
}

const wordsOf = (plain) => plain.match(/[\p{L}\p{N}]+/gu) ?? [];

const plainOf = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** The values of a JSON text, its field names left out, since a useful message names fields; any other text as it is. */
function valuesOf(body) {
  const values = [];
  try {
    JSON.parse(body, (_, value) => {
      if (typeof value === "string" || typeof value === "number") values.push(String(value));
      return value;
    });
    return values;
  } catch {
    return [body];
  }
}

/** Asks the caller for a token: a promise, whatever the function does. */
export async function ask(getToken, rejected, controller) {
  return getToken({ signal: controller?.signal, rejected });
}

/** Runs the tasks of the core when the stack is empty. */
export function scheduleRun() {
  Promise.resolve().then(run);
}

/** How deep a chain of causes is followed. It may be a circle. */
const deepest = 5;

/**
 * What was thrown, as `[name, message, code]`: the messages of its chain of causes, and the innermost code. What Node says
 * of a refused connection ("fetch failed") is only said further down the chain. Anything can be thrown.
 */
export function causeOf(thrown) {
  try {
    const chain = [];
    for (let link = thrown; link && chain.length < deepest; link = link.cause ?? link.errors?.[0]) chain.push(link);
    const messages = chain.map((link) => (typeof link === "string" ? link : link.message));
    const codes = chain.map((link) => link.code).filter((code) => typeof code === "string");
    return [String(thrown?.name ?? ""), messages.filter((text) => typeof text === "string" && text).join(": "), codes.pop()];
  } catch {
    return ["", "", undefined];
  }
}
