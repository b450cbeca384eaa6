// What stands in the place of `fetch` in tests and on other platforms, and clients that are not held as they are made:
// what can be understood works, and the rest is told in words that name it.

import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { test } from "node:test";
import { SneCotation } from "sne-cotation";
import { failureOf, reasonOf } from "./support/failure.mjs";
import { platform } from "./support/platform.mjs";
import { untyped } from "./support/untyped.mjs";
import { soon } from "./support/wait.mjs";

/** @import { Options, SneCotation as Client } from "sne-cotation" */

const OK = { version: "1.0", etat: "OK" };
const TOKEN = { access_token: "a-token", token_type: "Bearer", expires_in: 3600 };

/**
 * A client whose fetch gives what `answer` makes of a value of JSON.
 * @param {(value: object) => unknown} answer
 */
function clientOf(answer) {
  const fetch = async (/** @type {string} */ url) => answer(url.endsWith("/token") ? TOKEN : OK);
  const credentials = { clientId: "a", clientSecret: "b" };
  const options = { environment: "sandbox", ...credentials, retry: false, language: "en", fetch };
  return SneCotation.create(/** @type {Options} */ (untyped(options)));
}

const UNDERSTOOD = {
  "status and json()": (/** @type {object} */ value) => ({ ok: true, status: 200, json: async () => value }),
  "status and text()": (/** @type {object} */ value) => ({ status: 200, text: async () => JSON.stringify(value) }),
  "json() that is not asynchronous": (/** @type {object} */ value) => ({ status: 200, json: () => value }),
  "a stream of Node's as its body, as node-fetch has it": (/** @type {object} */ value) => {
    const bytes = Buffer.from(JSON.stringify(value));
    const arrayBuffer = async () => new Uint8Array(bytes).buffer;
    return { status: 200, headers: new Headers(), body: Readable.from([bytes]), arrayBuffer };
  },
  "headers that are a Map": (/** @type {object} */ value) => ({
    status: 200,
    headers: new Map([["content-type", "application/json"]]),
    text: async () => JSON.stringify(value),
  }),
};

for (const [name, answer] of Object.entries(UNDERSTOOD)) {
  test(`a fetch that gives an object with ${name} is understood`, async () => {
    const sne = await clientOf(answer);
    assert.deepEqual(await soon(sne.healthcheck()), OK);
    await sne.close();
  });
}

const NOT_UNDERSTOOD = {
  nothing: () => undefined,
  null: () => null,
  "a text": () => "{}",
  "the data itself": (/** @type {object} */ value) => value,
  "an object without a status": (/** @type {object} */ value) => ({ ok: true, json: async () => value }),
  "an object without a body": () => ({ ok: true, status: 200 }),
};

for (const [name, answer] of Object.entries(NOT_UNDERSTOOD)) {
  test(`a fetch that gives ${name} is told so, and not that the network failed`, async () => {
    const sne = await clientOf(answer);
    const error = await failureOf(soon(sne.healthcheck()));
    assert.deepEqual([error.kind, error.retryable], ["protocol", false]);
    assert.match(error.message, /not a Response/);
    await sne.close();
  });
}

test("a platform without fetch is told so, once, and a fetch that comes later is used", async (t) => {
  const { client } = await platform(t);
  const sne = await client({ language: "en" });
  const { fetch } = globalThis;
  t.after(() => Object.assign(globalThis, { fetch }));
  Object.assign(globalThis, { fetch: untyped("none") });
  const error = await failureOf(soon(sne.healthcheck()));
  assert.deepEqual([error.kind, error.retryable, error.attempts], ["config", false, 0]);
  assert.match(error.message, /no fetch/);
  Object.assign(globalThis, { fetch });
  assert.deepEqual(await soon(sne.healthcheck()), OK);
});

/** Methods, as they are called. @type {Record<string, (sne: Client) => unknown>} */
const METHODS = {
  healthcheck: (sne) => sne.healthcheck(),
  request: (sne) => sne.request({ path: "/x" }),
  call: (sne) => sne.call("x"),
  pages: (sne) => sne.pages("x").next(),
  operations: (sne) => sne.operations(),
  remarks: (sne) => sne.remarks(),
  definitions: (sne) => sne.definitions(),
  diagnose: (sne) => sne.diagnose().next(),
  accessToken: (sne) => sne.accessToken(),
  forgetToken: (sne) => sne.forgetToken(),
  metrics: (sne) => sne.metrics(),
  bulk: (sne) => sne.bulk("x", []),
  close: (sne) => sne.close(),
};

test("a method that is called on something else than a client says what to do", async (t) => {
  const { client } = await platform(t);
  const sne = await client();
  for (const [name, call] of Object.entries(METHODS)) {
    for (const other of [new Proxy(sne, {}), Object.create(sne)]) {
      const error = await reasonOf((async () => call(other))());
      assert.ok(error instanceof TypeError, name);
      assert.match(error.message, /not a client.*on the client itself/, name);
    }
  }
  const { healthcheck } = sne;
  const detached = await reasonOf((async () => untyped(healthcheck)())());
  assert.match(String(detached), /not a client.*on the client itself/);
});

test("a client says what it is, so that frameworks that watch plain objects leave it alone", async (t) => {
  const { client } = await platform(t);
  assert.equal(Object.prototype.toString.call(await client()), "[object SneCotation]");
});
