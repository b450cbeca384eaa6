// The injected `fetch`: how it is called, and that whatever it throws or gives ends in an error, never in a call that
// hangs or a process that dies.

import assert from "node:assert/strict";
import { createContext, runInContext } from "node:vm";
import { after, test } from "node:test";
import { SneCotation } from "sne-cotation";
import { failureOf } from "./support/failure.mjs";
import { bearerOf, platform } from "./support/platform.mjs";
import { untyped } from "./support/untyped.mjs";
import { soon } from "./support/wait.mjs";

/** @import { FetchLike, Options } from "sne-cotation" */
/** @import { ClientOptions } from "./support/platform.mjs" */

const OK = { version: "1.0", etat: "OK" };
const TEXT = JSON.stringify(OK);
const JSON_HEADERS = { "content-type": "application/json" };
const encoded = new TextEncoder().encode(TEXT);
const headers = { get: (/** @type {string} */ name) => (name === "content-type" ? JSON_HEADERS[name] : null) };

/**
 * A client whose fetch gives `answer()` to calls, and a good one to token requests.
 * @param {(url: string, init: RequestInit) => unknown} answer
 * @param {ClientOptions} [options]
 */
function clientOf(answer, options) {
  /** @type {FetchLike} */
  const fetch = (url, init) =>
    url.endsWith("/token") ? Promise.resolve(Response.json({ access_token: "x" })) : untyped(answer(url, init));
  const credentials = { clientId: "id", clientSecret: "secret" };
  const all = { environment: "sandbox", ...credentials, fetch, retry: false, ...options };
  return SneCotation.create(/** @type {Options} */ (all));
}

test("fetch is called with an address and plain settings, as a plain function", async (t) => {
  const { client } = await platform(t);
  /** @type {[self: unknown, url: string, init: RequestInit, ...others: unknown[]][]} */
  const seen = [];
  /** @this {unknown} @param {string} url @param {RequestInit} init @param {unknown[]} others */
  async function watching(url, init, ...others) {
    seen.push([this, url, init, ...others]);
    return fetch(url, init);
  }
  const sne = await client({ fetch: watching });
  await sne.request({ method: "POST", path: "/x", body: { a: 1 } });
  for (const [self, url, init, ...others] of seen) {
    assert.deepEqual([self, typeof url, others], [undefined, "string", []]);
    assert.deepEqual(
      [init.method, init.redirect, init.credentials, init.cache, init.referrerPolicy],
      ["POST", "manual", "omit", "no-store", "no-referrer"],
    );
    assert.ok(init.signal instanceof AbortSignal);
  }
  assert.equal(seen.length, 2);
});

test("a global fetch that is replaced later is the one that is used", async (t) => {
  const { client } = await platform(t);
  const sne = await client();
  const original = globalThis.fetch;
  t.after(() => {
    globalThis.fetch = original;
  });
  let count = 0;
  globalThis.fetch = (...given) => {
    count += 1;
    return original(...given);
  };
  await sne.healthcheck();
  assert.equal(count, 2);
});

const realm = createContext({});
const THROWN = {
  "an Error": new Error("down"),
  "a string": "down",
  "an empty string": "",
  undefined,
  null: null,
  "a number": 42,
  "a symbol": Symbol("down"),
  "a BigInt": 7n,
  "a function": () => {},
  "an empty object": {},
  "an Error of another realm": runInContext("new TypeError('down')", realm),
  "a DOMException": new DOMException("down", "NetworkError"),
  "an AbortError that is not the caller's": new DOMException("stopped", "AbortError"),
  "an Error that is its own cause": Object.assign(new Error("down"), {}),
  "a throwing getter": Object.defineProperty({}, "message", {
    get: () => {
      throw new Error("no");
    },
  }),
  "a proxy that refuses all": new Proxy(
    {},
    {
      get: () => {
        throw new Error("no");
      },
      getOwnPropertyDescriptor: () => {
        throw new Error("no");
      },
    },
  ),
  "an Error whose fields are no texts": Object.assign(new Error("x"), {
    message: { a: 1 },
    name: 5,
    code: [],
    errors: 7,
  }),
};
THROWN["an Error that is its own cause"].cause = THROWN["an Error that is its own cause"];

for (const [name, thrown] of Object.entries(THROWN)) {
  const throwing = () => {
    throw thrown;
  };
  const rejecting = () => Promise.reject(thrown);
  for (const [way, answer] of Object.entries({ throws: throwing, "rejects with": rejecting })) {
    test(`a fetch that ${way} ${name} is a network error with a cause of our own`, async () => {
      const sne = await clientOf(answer);
      const error = await failureOf(soon(sne.healthcheck()));
      assert.deepEqual([error.kind, error.retryable, error.attempts], ["network", true, 1]);
      assert.ok(error.cause instanceof Error && error.cause !== thrown);
      assert.equal(typeof error.cause.message, "string");
    });
  }
}

test("a fetch that throws for the token is a network error too", async () => {
  for (const thrown of [undefined, "down", new Error("down")]) {
    const fetch = () => Promise.reject(thrown);
    const sne = await SneCotation.create({ environment: "sandbox", clientId: "id", clientSecret: "secret", fetch });
    const error = await failureOf(soon(sne.healthcheck()));
    assert.deepEqual([error.kind, error.attempts], ["network", 0]);
  }
});

let isOver = false;
after(() => {
  isOver = true;
});

/** @param {() => unknown} read */
const reading = (read) => ({ status: 200, headers, text: () => {}, body: { getReader: () => ({ read }) } });
/** @param {unknown} value */
const endless = (value) => reading(() => new Promise((resolve) => setImmediate(resolve, { value, done: isOver })));
/** @param {string} message */
const throwing = (message) => () => {
  throw new Error(message);
};
const RUBBISH = {
  undefined: undefined,
  null: null,
  "an empty object": {},
  "a string": TEXT,
  "a number": 200,
  "a plain value of the API": OK,
  "a Request": new Request("https://host.example"),
  "a status that is a text": { status: "200", headers, text: async () => TEXT },
  "headers that throw": { status: 200, headers: { get: throwing("no") }, text: async () => TEXT, body: null },
  "headers that give numbers": { status: 200, headers: { get: () => 5 }, text: async () => TEXT, body: null },
  "headers that give objects": { status: 200, headers: { get: () => ({}) }, text: async () => TEXT, body: null },
  "a status out of this world": { status: 1e9, headers, text: async () => TEXT },
  "a negative status": { status: -1, headers, text: async () => TEXT },
  "a body that throws": { status: 200, headers, text: throwing("no"), arrayBuffer: throwing("no"), body: {} },
  "a body that is no bytes": { status: 200, headers, text: async () => TEXT, arrayBuffer: async () => -1, body: {} },
  "a body that is a symbol": {
    status: 200,
    headers,
    text: async () => TEXT,
    arrayBuffer: async () => Symbol("x"),
    body: {},
  },
  "an arrayBuffer that is no promise": { status: 200, headers, text: () => 5, arrayBuffer: () => 5, body: {} },
  "no arrayBuffer": { status: 200, headers, text: async () => TEXT, body: {} },
  "a locked body": (() => {
    const response = new Response(TEXT, { headers: JSON_HEADERS });
    response.body?.getReader();
    return response;
  })(),
  "a reader that throws": reading(throwing("no")),
  "a reader that gives no promise": reading(() => ({ done: true })),
  "a reader that gives undefined": reading(async () => undefined),
  "a reader of texts": endless("text"),
  "a reader of numbers": endless(1e12),
  "a text that is no text": {
    status: 200,
    headers: new Headers({ ...JSON_HEADERS, "content-length": "5" }),
    text: async () => 5,
    body: {},
  },
  "a text that is no promise": {
    status: 200,
    headers: new Headers({ ...JSON_HEADERS, "content-length": "5" }),
    text: () => 5,
    body: {},
  },
};

for (const [name, rubbish] of Object.entries(RUBBISH)) {
  test(`a fetch that gives ${name} ends in an error, and the client is usable`, async () => {
    /** @type {() => Promise<unknown>} */
    let answer = () => Promise.resolve(rubbish);
    const sne = await clientOf(() => answer(), { maxResponseBytes: 10_000, timeout: 1500 });
    const error = await failureOf(soon(sne.healthcheck(), 1));
    assert.ok(["network", "protocol"].includes(error.kind), `${error.kind} ${error.message}`);
    answer = async () => new Response(TEXT, { headers: JSON_HEADERS });
    assert.deepEqual(await soon(sne.healthcheck()), OK);
  });
}

const RESPONSES = {
  "a Response": () => Response.json(OK),
  "a Response that is no promise": () => Response.json(OK),
  // biome-ignore lint/suspicious/noThenProperty: what is tested is a thenable
  "a thenable": () => ({ then: (/** @type {(response: Response) => void} */ resolve) => resolve(Response.json(OK)) }),
  "a response of a library, its body a stream of its own": () => ({
    status: 200,
    headers,
    text: async () => TEXT,
    arrayBuffer: async () => encoded.buffer,
    body: { pipe() {} },
  }),
  "a response without the field body, as React Native and old polyfills have it": () => ({
    status: 200,
    headers,
    text: async () => TEXT,
    arrayBuffer: async () => encoded.buffer,
  }),
  "headers that are a Map": () => ({
    ...Response.json(OK),
    status: 200,
    headers: new Map(Object.entries(JSON_HEADERS)),
    text: async () => TEXT,
    arrayBuffer: async () => encoded.buffer,
    body: { pipe() {} },
  }),
};

for (const [name, answer] of Object.entries(RESPONSES)) {
  test(`a fetch that gives ${name} works`, async () => {
    assert.deepEqual(await soon((await clientOf(answer)).healthcheck()), OK);
  });
}

test("what is too large is given up, even by a fetch that does not listen to its signal", async () => {
  let isCancelled = false;
  /** @param {ReadableStreamDefaultController} controller */
  const pull = (controller) => controller.enqueue(new Uint8Array(1000));
  const cancel = () => {
    isCancelled = true;
  };
  const body = new ReadableStream({ pull, cancel }, { highWaterMark: 0 });
  const sne = await clientOf(async () => new Response(body, { headers: JSON_HEADERS }), { maxResponseBytes: 5000 });
  assert.equal((await failureOf(soon(sne.healthcheck()))).kind, "protocol");
  assert.equal(isCancelled, true, "the stream is told that nobody reads on");
});

test("the token is not given to another address than the API's", async (t) => {
  const { client, calls, tokenRequests } = await platform(t);
  await (await client()).healthcheck();
  assert.ok(calls().every((call) => bearerOf(call)) && tokenRequests().every((request) => !bearerOf(request)));
});

test("an injected fetch gets a signal of its own for each request, which no other request aborts", async () => {
  /** @type {AbortSignal[]} */
  const signals = [];
  const sne = await clientOf((_url, { signal }) => {
    assert.ok(signal);
    signals.push(signal);
    return signals.length < 3 ? Promise.resolve(Response.json(OK)) : new Promise(() => {});
  });
  await sne.healthcheck();
  await sne.healthcheck();
  assert.equal((await failureOf(sne.healthcheck({ timeout: 20 }))).kind, "timeout");
  assert.equal(new Set(signals).size, 3);
  assert.deepEqual(
    signals.map(({ aborted }) => aborted),
    [false, false, true],
  );
});
