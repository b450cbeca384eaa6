// What a hostile `fetch` may do with a request: answers of every status with every kind of header and body, responses
// made by hand that are wrong in every field, bodies that stop, fail or never end, and failures that are no errors.

import { createContext, runInContext } from "node:vm";
import { bodyOf } from "./bodies.mjs";

/** @import { AbortSignalLike } from "sne-cotation" */
/** @import { Random } from "../support/random.mjs" */

/** @type {() => never} */
const fail = () => {
  throw new Error("a getter that throws");
};
const refusing = new Proxy(
  {},
  { get: fail, has: fail, getPrototypeOf: fail, ownKeys: fail, getOwnPropertyDescriptor: fail },
);
const realm = createContext({});

/** What may be thrown. */
const THROWN = [
  () =>
    new TypeError("fetch failed", {
      cause: Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" }),
    }),
  () => new AggregateError([], "none"),
  () => new DOMException("stopped", "AbortError"),
  () => runInContext("new RangeError('from another realm')", realm),
  () => Object.defineProperty(new Error("x"), "message", { get: fail }),
  () => Object.assign(new Error("x"), { name: 5, code: {}, errors: 7, cause: refusing }),
  () => {
    const circle = new Error("circle");
    return Object.assign(circle, { cause: circle });
  },
  () => refusing,
  ...["down", "", 0, 42, NaN, 7n, true, null, undefined, Symbol("down"), [], {}, () => {}].map((value) => () => value),
];

/** @type {Record<string, string[]>} */
const HEADER_VALUES = {
  "content-type": [
    "application/json",
    "text/html; charset=utf-16",
    "application/json; charset=klingon",
    "text/plain",
    ";;;",
    "application/problem+json",
    "image/png",
    "text/xml",
  ],
  "content-length": ["0", "1", "99999999999", "-1", "many", "1e3"],
  "content-encoding": ["gzip", "identity", "rubbish"],
  "www-authenticate": [
    'Bearer error="invalid_token"',
    'Bearer error="insufficient_scope"',
    "Basic",
    '"""',
    'Bearer error="',
    "Bearer ,,,=,=",
    'bearer ERROR=invalid_token,error_description="disabled"',
    'Bearer error="\\"\\',
  ],
  "retry-after": [
    "0",
    "1e309",
    "-1",
    "NaN",
    "9".repeat(400),
    "86400",
    "Wed, 21 Oct 2015 07:28:00 GMT",
    "Fri, 31 Dec 9999 23:59:59 GMT",
    "x",
  ],
  "x-rate-limit": [
    '[{"window":60,"type":"throttle","remaining":1}]',
    "[",
    "[[[[",
    '[{"window":1e999,"remaining":-1}]',
    "null",
    '{"__proto__":1}',
  ],
  "x-rate-limit-remaining": ["0", "-1", "NaN", "1e999"],
  "x-rate-limit-reset": ["0", "-1", "99999999999999999999"],
  location: ["https://elsewhere.example/", "//elsewhere.example", "data:,x", "", "http://["],
  refresh: ["0; url=https://elsewhere.example/"],
  "set-cookie": ["a=b"],
  date: ["Wed, 21 Oct 2015 07:28:00 GMT", "rubbish"],
};

/** Headers of the platform's class, or of one that only says so, that cannot be read. */
const UNREADABLE = [
  () => Object.create(Headers.prototype),
  () => Object.assign(new Headers(), { get: fail }),
  () =>
    new (class extends Headers {
      /** @override */
      get() {
        return fail();
      }
    })(),
  () => new Proxy(new Headers(), {}),
];

/** @param {Random} random */
function headersOf(random) {
  const headers = new Headers();
  if (random.chance(0.6)) headers.set("content-type", "application/json");
  for (let count = random.below(5); count > 0; count -= 1) {
    const name = random.pick(Object.keys(HEADER_VALUES));
    const value = random.chance(0.7) ? random.pick(HEADER_VALUES[name]) : random.text(random.below(200), 33, 255);
    headers.append(name, value);
  }
  if (random.chance(0.01)) headers.set("www-authenticate", `Bearer ${"p=v,".repeat(10_000)}`);
  return headers;
}

/**
 * A body that comes in pieces, and ends well, badly, or never.
 * @param {Random} random
 * @param {Uint8Array} bytes
 */
function streamOf(random, bytes) {
  const size = 1 + random.below(Math.max(bytes.length, 1));
  const end = random.pick(["close", "close", "close", "error", "error", "never", "rubbish"]);
  let at = 0;
  const pull = async (/** @type {ReadableStreamDefaultController<unknown>} */ controller) => {
    if (random.chance(0.3)) await new Promise(setImmediate);
    if (at < bytes.length) {
      controller.enqueue(bytes.subarray(at, at + size));
      at += size;
    } else if (end === "close") controller.close();
    else if (end === "error") controller.error(random.pick(THROWN)());
    else if (end === "rubbish") controller.enqueue(random.pick(["text", 5, null, {}, new Uint16Array(3)]));
    else await new Promise(() => {});
  };
  return new ReadableStream({ pull, cancel: random.chance(0.1) ? fail : undefined }, { highWaterMark: 0 });
}

// biome-ignore lint/suspicious/noThenProperty: what `await` takes for a promise is what is to be tried
const THENABLES = [{ then: fail }, { then: () => {} }];

/** The statuses that mean something to the client. */
const MEANT = [200, 201, 204, 301, 304, 307, 400, 401, 403, 404, 405, 422, 423, 429, 500, 503, 504];

/**
 * A Response of the platform, as far as it lets one be made.
 * @param {Random} random
 * @param {string} sent
 */
function realResponse(random, sent) {
  const status = random.oneOf(
    () => 200,
    () => random.pick(MEANT),
    () => 200 + random.below(400),
  );
  const bytes = bodyOf(random, sent);
  const isEmpty = [204, 205, 304].includes(status) || random.chance(0.05);
  const body = isEmpty
    ? null
    : random.oneOf(
        () => bytes,
        () => streamOf(random, bytes),
      );
  const response = new Response(body, { status, headers: headersOf(random) });
  if (body !== null && random.chance(0.02)) response.body?.getReader();
  if (body !== null && random.chance(0.02)) response.text().catch(() => {});
  return random.chance(0.01) ? Response.error() : response;
}

/**
 * A response made by hand, of which any field may be wrong.
 * @param {Random} random
 * @param {string} sent
 */
function handMade(random, sent) {
  const bytes = bodyOf(random, sent);
  const text = new TextDecoder().decode(bytes);
  const odd = () => random.pick([undefined, null, 0, "x", 5n, {}, [], refusing, Symbol("x"), fail]);
  const status = () =>
    random.weighted([
      [6, random.below(1000)],
      [2, 200],
      [1, random.pick([-1, 1.5, NaN, Infinity, 1e300, "200"])],
    ]);
  const reader = () => {
    const pieces = [bytes, random.pick([undefined, "x", 5, new Uint8Array(9)])];
    const read = async () => ({ done: pieces.length === 0, value: pieces.shift() });
    return { getReader: () => ({ read, cancel: random.pick([undefined, fail, async () => fail()]) }) };
  };
  /** @type {Record<string, unknown>} */
  const fields = {
    status: status(),
    headers: random.oneOf(
      () => headersOf(random),
      () => new Map(headersOf(random)),
      () => Object.fromEntries(headersOf(random)),
      () => random.pick(UNREADABLE)(),
      odd,
    ),
    body: random.oneOf(
      () => streamOf(random, bytes),
      reader,
      () => ({ pipe() {} }),
      () => null,
      () => undefined,
      odd,
    ),
    text: random.oneOf(
      () => async () => text,
      () => async () => odd(),
      () => fail,
      odd,
    ),
    arrayBuffer: random.oneOf(
      () => async () => bytes.buffer,
      () => async () => odd(),
      () => fail,
      odd,
    ),
  };
  const spoilt = random.pick(Object.keys(fields));
  if (random.chance(0.1)) Object.defineProperty(fields, spoilt, { get: fail });
  if (random.chance(0.1)) return failingAfter(fields, random.below(12));
  return fields;
}

/**
 * An object whose fields can be looked at so often, and then throw.
 * @param {Record<string, unknown>} object
 * @param {number} count
 */
function failingAfter(object, count) {
  let left = count;
  /**
   * @param {object} target
   * @param {string | symbol} name
   */
  const get = (target, name) => {
    left -= 1;
    return left < 0 ? fail() : Reflect.get(target, name);
  };
  return new Proxy(object, { get });
}

/**
 * What a hostile fetch returns: it may also throw, or return what is no promise.
 * @param {Random} random
 * @param {string} sent
 * @param {AbortSignalLike | null | undefined} signal
 * @returns {unknown}
 */
export function hostileAnswer(random, sent, signal) {
  return random.weighted([
    [50, () => Promise.resolve(realResponse(random, sent))],
    [25, () => Promise.resolve(handMade(random, sent))],
    [8, () => Promise.reject(random.pick(THROWN)())],
    [4, () => handMade(random, sent)],
    [4, () => random.pick([undefined, null, "text", 200, refusing, ...THENABLES, Promise.resolve()])],
    [3, () => new Promise(() => {})],
    [
      3,
      () => new Promise((_resolve, reject) => signal?.addEventListener("abort", () => reject(random.pick(THROWN)()))),
    ],
    [3, () => fail()],
  ])();
}
