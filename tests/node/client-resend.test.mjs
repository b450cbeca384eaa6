// Requests that come again: the platform's own fetch gets them as they were made, any other one gets their address.

import assert from "node:assert/strict";
import { test } from "node:test";
import { always, platform } from "./support/platform.mjs";

const platformFetch = globalThis.fetch;

/**
 * Puts something in the place of the platform's fetch until the end of a test.
 * @param {import("node:test").TestContext} t
 * @param {unknown} replacement
 */
function replaceFetch(t, replacement) {
  t.after(() => {
    globalThis.fetch = platformFetch;
  });
  globalThis.fetch = /** @type {typeof fetch} */ (replacement);
}

test("the same call arrives each time, with the token of the moment", async (t) => {
  const { client, calls } = await platform(t);
  const sne = await client();
  for (let call = 0; call < 3; call += 1) await sne.healthcheck();
  sne.forgetToken();
  for (let call = 0; call < 2; call += 1) await sne.healthcheck();
  const tokens = calls().map(({ headers }) => headers.authorization?.at(-1));
  assert.deepEqual(tokens, ["1", "1", "1", "2", "2"]);
});

test("a refused token is not sent again with the request of before", async (t) => {
  let isRefused = false;
  const { client, calls } = await platform(t, {
    api: (request, response, seen) => {
      if (isRefused && request.headers.authorization?.endsWith("1")) return always(401)(request, response, seen);
      response.end('{"version":"1.0","etat":"OK"}');
    },
  });
  const sne = await client();
  await sne.healthcheck();
  await sne.healthcheck();
  isRefused = true;
  await sne.healthcheck();
  assert.equal(calls().at(-1)?.headers.authorization?.at(-1), "2");
});

for (const [name, made] of /** @type {[string, (stub: Function) => unknown][]} */ ([
  ["a function", (stub) => stub],
  ["a bound function", (stub) => stub.bind(undefined)],
  ["a proxy", (stub) => new Proxy(stub, {})],
])) {
  test(`${name} in the place of fetch is given an address each time`, async (t) => {
    const { client } = await platform(t);
    const sne = await client();
    /** @type {string[]} */
    const given = [];
    const stub = (/** @type {unknown} */ input, /** @type {RequestInit} */ init) => {
      given.push(typeof input);
      return platformFetch(/** @type {string} */ (input), init);
    };
    replaceFetch(t, made(stub));
    for (let call = 0; call < 3; call += 1) await sne.healthcheck();
    assert.deepEqual(given, ["string", "string", "string", "string"]);
  });
}

test("without any fetch, calls that come again fail, and the client works when there is one", async (t) => {
  const { client } = await platform(t);
  const sne = await client({ timeout: 5_000 });
  await sne.healthcheck();
  replaceFetch(t, undefined);
  for (let call = 0; call < 3; call += 1) await assert.rejects(sne.healthcheck(), { kind: "config" });
  globalThis.fetch = platformFetch;
  assert.equal((await sne.healthcheck()).etat, "OK");
});

test("a fetch of the caller's works to an error where the platform has no headers of its own", async (t) => {
  const { client } = await platform(t);
  const { Headers } = globalThis;
  const answer = {
    status: 200,
    headers: new Map(),
    body: null,
    text: async () => "{}",
    arrayBuffer: async () => new ArrayBuffer(0),
  };
  const sne = await client({ fetch: async () => answer, timeout: 5_000 });
  t.after(() => {
    globalThis.Headers = Headers;
  });
  Reflect.deleteProperty(globalThis, "Headers");
  await assert.rejects(sne.healthcheck(), { name: "SneError" });
});
