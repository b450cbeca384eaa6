// What the package does by itself when something fails, over real sockets: repetitions, waits, the budget, the circuit.

import assert from "node:assert/strict";
import { test } from "node:test";
import { failureOf } from "./support/failure.mjs";
import { json, platform } from "./support/platform.mjs";
import { simulated } from "./support/simulated.mjs";
import { deferred, soon } from "./support/wait.mjs";

/** @import { OutgoingHttpHeaders, ServerResponse } from "node:http" */
/** @import { Reply } from "./support/platform.mjs" */

/**
 * Answers so many requests so, then well.
 * @param {number} times
 * @param {(response: ServerResponse) => unknown} answer
 * @returns {Reply}
 */
function first(times, answer) {
  let left = times;
  return (_request, response) => (left-- > 0 ? answer(response) : json(response, 200, { version: "1.0", etat: "OK" }));
}

/** @param {number} status @param {OutgoingHttpHeaders} [headers] */
const fault = (status, headers) => (/** @type {ServerResponse} */ response) =>
  response.writeHead(status, headers).end();

test("what passes by itself is survived", async (t) => {
  for (const answer of [
    fault(500),
    fault(502),
    fault(503, { "Retry-After": "0" }),
    fault(404),
    (/** @type {ServerResponse} */ response) => response.destroy(),
  ]) {
    const { client, calls } = await platform(t, { api: first(1, answer) });
    assert.deepEqual(await soon((await client({ retry: true })).healthcheck()), { version: "1.0", etat: "OK" });
    assert.equal(calls().length, 2);
  }
});

test("a call is tried as often as said, and its error counts the attempts", async (t) => {
  const { client, calls } = await platform(t, { api: first(Infinity, fault(500)) });
  const sne = await client({ retry: { attempts: 3, maxDelay: 10 } });
  assert.equal((await failureOf(soon(sne.healthcheck()))).attempts, 3);
  assert.equal((await failureOf(soon(sne.healthcheck({ retry: false })))).attempts, 1);
  assert.equal((await failureOf(soon(sne.request({ path: "/a", retry: { attempts: 2 } })))).attempts, 2);
  assert.equal(calls().length, 6);
});

test("a POST is sent once, unless it is said to be idempotent; a stream is sent once in any case", async (t) => {
  const { client, calls } = await platform(t, { api: first(Infinity, fault(502)) });
  const sne = await client({ retry: { attempts: 2, maxDelay: 10 } });
  const call = { method: "POST", path: "/a" };
  await failureOf(soon(sne.request({ ...call, body: { a: 1 } })));
  assert.equal(calls().length, 1);
  await failureOf(soon(sne.request({ ...call, body: { a: 1 }, idempotent: true })));
  assert.deepEqual(
    calls()
      .slice(1)
      .map(({ body }) => body),
    ['{"a":1}', '{"a":1}'],
  );
  const body = new Blob(["abc"]).stream();
  await failureOf(soon(sne.request({ ...call, body, idempotent: true })));
  assert.equal(calls().length, 4);
});

test("a wait that the server asks for is kept", async (t) => {
  const { client } = await platform(t, { api: first(1, fault(429, { "Retry-After": "1" })) });
  const start = performance.now();
  await soon((await client({ retry: true })).request({ path: "/a", method: "POST" }));
  assert.ok(performance.now() - start >= 999);
});

test("Retry-After: 86400 fails at once, and says so", async (t) => {
  const { client, calls } = await platform(t, { api: first(Infinity, fault(429, { "Retry-After": "86400" })) });
  const sne = await client({ retry: true });
  await sne.accessToken();
  const start = performance.now();
  const { kind, retryAfter, attempts } = await failureOf(soon(sne.healthcheck()));
  assert.deepEqual([kind, retryAfter, attempts], ["quota", 86400, 1]);
  // The bar is 100 ms on a machine at rest; here it must only be no wait at all.
  assert.ok(performance.now() - start < 5_000);
  assert.equal(calls().length, 1);
});

test("the deadline is for all of a call, its waits included", async (t) => {
  const { client } = await platform(t, { api: first(Infinity, fault(503, { "Retry-After": "1" })) });
  const sne = await client({ retry: { attempts: 20 }, deadline: 1_500 });
  const { kind, status } = await failureOf(soon(sne.healthcheck()));
  assert.deepEqual([kind, status], ["gateway", 503]);
  const hanging = await platform(t, { api: () => {} });
  const { kind: late, message } = await failureOf(soon((await hanging.client({ deadline: 200 })).healthcheck()));
  assert.equal(late, "timeout");
  assert.match(message, /0[.]2 s/);
});

test("an abort ends a wait at once, with its reason", async (t) => {
  const { client } = await platform(t, { api: first(Infinity, fault(503, { "Retry-After": "25" })) });
  const controller = new AbortController();
  const waits = deferred();
  const sne = await client({ retry: true, onEvent: ({ type }) => void (type === "wait" && waits.resolve()) });
  const call = sne.healthcheck({ signal: controller.signal });
  await soon(waits.promise);
  const reason = new Error("enough");
  controller.abort(reason);
  await assert.rejects(soon(call), reason);
});

test("200 calls to a dead service make at most 235 requests", async (t) => {
  const { client, calls } = await platform(t, { api: first(Infinity, fault(503)) });
  const sne = await client({ retry: true });
  await sne.accessToken();
  const ends = await soon(Promise.allSettled(Array.from({ length: 200 }, () => sne.healthcheck())));
  assert.ok(ends.every(({ status }) => status === "rejected"));
  assert.ok(calls().length >= 200 && calls().length <= 235, `${calls().length}`);
});

test("after ten failures in a row nothing is sent for a while", async (t) => {
  const { client, calls } = await platform(t, { api: first(10, fault(500)) });
  const sne = await client();
  for (let count = 0; count < 10; count += 1) await failureOf(soon(sne.healthcheck()));
  const { kind, retryable, retryAfter, attempts } = await failureOf(soon(sne.healthcheck()));
  assert.deepEqual([kind, retryable, retryAfter, attempts], ["gateway", true, 5, 0]);
  assert.equal(calls().length, 10);
});

test("a wrong secret is asked about once, however many calls there are", async (t) => {
  const { client, tokenRequests } = await simulated(t);
  const sne = await client("works", { clientSecret: "wrong" });
  const other = await client("works", { clientSecret: "wrong" });
  for (let count = 0; count < 5; count += 1)
    assert.equal((await failureOf(soon(sne.healthcheck()))).code, "invalid_client");
  assert.equal(tokenRequests().length, 1);
  sne.forgetToken();
  await failureOf(soon(sne.healthcheck()));
  await failureOf(soon(other.healthcheck()));
  assert.equal(tokenRequests().length, 3);
});

test("forty refusals at once cost one token request", async (t) => {
  const { simulator, client, tokenRequests } = await simulated(t);
  const sne = await client("works", { retry: true });
  await sne.healthcheck();
  simulator.revokeTokens();
  await soon(Promise.all(Array.from({ length: 40 }, () => sne.healthcheck())));
  assert.equal(tokenRequests().length, 2);
});

test("ten thousand first calls make one token request", async (t) => {
  const { simulator, tokenRequests } = await simulated(t);
  const { clientId, clientSecret } = simulator.find("works", "sandbox");
  const { SneCotation } = await import("sne-cotation");
  const sne = await SneCotation.create({ environment: "sandbox", clientId, clientSecret, fetch: simulator.fetch });
  await Promise.all(Array.from({ length: 10_000 }, () => sne.healthcheck()));
  assert.equal(tokenRequests().length, 1);
  assert.equal(sne.metrics().succeeded, 10_000);
});

test("the pace is kept, in the order of the calls, and too many are told so", async (t) => {
  const { client } = await platform(t, { api: (_request, response) => json(response, 200, {}) });
  // Noted where they leave: on a busy machine, two connections may arrive in another order.
  /** @type {[time: number, path: string][]} */
  const sent = [];
  const sne = await client({
    rateLimit: { perSecond: 50, maxQueued: 8 },
    fetch: (/** @type {string} */ url, /** @type {RequestInit} */ init) => {
      sent.push([performance.now(), new URL(url).pathname]);
      return fetch(url, init);
    },
  });
  await sne.accessToken();
  sent.length = 0;
  // Five leave at once, eight wait; where the machine stands still meanwhile, more of them.
  const outcomes = await soon(
    Promise.allSettled(Array.from({ length: 40 }, (_, place) => sne.request({ path: `/${place}` }))),
  );
  const refusals = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []));
  assert.ok(refusals.length > 0 && refusals.length <= 40 - 13, String(refusals.length));
  assert.ok(refusals.every(({ kind, retryable }) => kind === "quota" && retryable));
  const answered = outcomes.flatMap(({ status }, place) => (status === "fulfilled" ? [`/api/${place}`] : []));
  assert.deepEqual(
    sent.map(([, path]) => path),
    answered,
  );
  assert.ok(sent[sent.length - 1][0] - sent[0][0] >= (sent.length - 5) * 22 - 22);
});
