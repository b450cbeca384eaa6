// What a client tells of its steps, and counts of them.

import assert from "node:assert/strict";
import { test } from "node:test";
import { SneCotation } from "sne-cotation";
import { failureOf } from "./support/failure.mjs";
import { simulated } from "./support/simulated.mjs";
import { untyped } from "./support/untyped.mjs";

/** @import { TestContext } from "node:test" */
/** @import { SneEvent } from "sne-cotation" */
/** @import { ReadyMade } from "sne-cotation/simulator" */
/** @import { ClientOptions } from "./support/platform.mjs" */

/**
 * A client that keeps its events.
 * @param {TestContext} t
 * @param {ReadyMade} [label]
 * @param {ClientOptions} [options]
 */
async function observed(t, label = "works", options) {
  /** @type {SneEvent[]} */
  const events = [];
  const stage = await simulated(t);
  const sne = await stage.client(label, { retry: true, onEvent: (event) => events.push(event), ...options });
  return { ...stage, sne, events };
}

/** An event without what differs from run to run. @param {SneEvent} event */
function steady({ time, duration, ...rest }) {
  assert.ok(Math.abs(time - Date.now()) < 60_000);
  if (duration !== undefined) assert.ok(duration >= 0 && duration < 60_000);
  return duration === undefined ? rest : { ...rest, duration: "some" };
}

test("the steps of a call that is put off once", async (t) => {
  const { simulator, sne, events } = await observed(t);
  simulator.inject("gateway", { type: "answer", status: 503, headers: { "Retry-After": "0" } });
  await sne.healthcheck();
  const fault = { status: 503, kind: "gateway", reason: "gateway-fault" };
  assert.deepEqual(events.map(steady), [
    { type: "call", call: 1 },
    { type: "token-request", attempt: 1 },
    { type: "token", attempt: 1, duration: "some" },
    { type: "attempt", call: 1, attempt: 1 },
    { type: "answer", call: 1, attempt: 1, status: 503, duration: "some" },
    { type: "attempt-failed", call: 1, attempt: 1, ...fault },
    { type: "wait", cause: "retry-after", call: 1, attempt: 1, duration: "some" },
    { type: "attempt", call: 1, attempt: 2 },
    { type: "answer", call: 1, attempt: 2, status: 200, duration: "some" },
    { type: "call-end", call: 1, attempt: 2, duration: "some" },
  ]);
  const { duration } = events[6];
  assert.ok(duration !== undefined && duration < 1_000);
});

test("the steps of calls that fail", async (t) => {
  const { sne, events } = await observed(t, "no-profile");
  await failureOf(sne.healthcheck());
  assert.deepEqual(steady(events[events.length - 1]), {
    type: "call-end",
    call: 1,
    attempt: 1,
    duration: "some",
    status: 403,
    kind: "profile",
    reason: "profile-missing",
  });
  const { client } = await simulated(t);
  /** @type {unknown[]} */
  const types = [];
  const wrong = await client("works", { clientSecret: "wrong", onEvent: ({ type, kind }) => types.push([type, kind]) });
  await failureOf(wrong.healthcheck());
  assert.deepEqual(types, [
    ["call", undefined],
    ["token-request", undefined],
    ["token-failed", "credentials"],
    ["call-end", "credentials"],
  ]);
});

test("an observer that throws is reported, and no failure of the call", async (t) => {
  const warned = new Promise((resolve) => process.once("warning", resolve));
  const { sne } = await observed(t, "works", {
    onEvent: ({ type }) => {
      if (type === "attempt") throw new Error("the observer's own mistake");
    },
  });
  assert.equal((await sne.healthcheck()).etat, "OK");
  assert.match((await warned).message, /the observer's own mistake/);
});

test("an observer may call the client", async (t) => {
  /** @type {ReturnType<typeof sne.healthcheck>[]} */
  const answers = [];
  const { sne } = await observed(t, "works", {
    onEvent: ({ type, call }) => {
      if (type === "attempt" && call === 1) answers.push(sne.healthcheck());
      if (type === "call-end" && call === 1) sne.forgetToken();
    },
  });
  const first = await sne.healthcheck();
  const all = [first, ...(await Promise.all(answers)), await sne.healthcheck()];
  assert.equal(all.length, 3);
  assert.ok(all.every(({ etat }) => etat === "OK"));
});

test("no event holds a secret, a token, an address or a body", async (t) => {
  const { simulator, sne, events } = await observed(t);
  const token = await sne.accessToken();
  simulator.inject("gateway", { type: "answer", status: 400, body: '{"nom":"Durand"}' });
  await failureOf(
    sne.request({ method: "POST", path: "/demandes/17", query: { nom: "Durand" }, body: { nom: "Durand" } }),
  );
  const told = JSON.stringify(events);
  const { clientSecret } = simulator.find("works");
  for (const secret of [clientSecret, token, "Durand", "demandes", "http"]) assert.ok(!told.includes(secret), secret);
});

test("metrics count calls, attempts, token requests, failures by kind and aborts", async (t) => {
  const { simulator, sne } = await observed(t);
  assert.deepEqual(sne.metrics(), {
    calls: 0,
    succeeded: 0,
    aborted: 0,
    attempts: 0,
    retries: 0,
    tokenRequests: 0,
    failures: {},
    latency: { p50: 0, p90: 0, p99: 0, max: 0 },
    quota: { refusals: 0, pausedFor: 0, rate: null, seen: [] },
  });
  simulator.inject("gateway", { type: "answer", status: 500 });
  for (let count = 0; count < 20; count += 1) await sne.healthcheck();
  simulator.inject("gateway", { type: "answer", status: 423 });
  await failureOf(sne.healthcheck());
  await sne.healthcheck({ signal: AbortSignal.abort() }).catch(() => {});
  const { latency, ...counts } = sne.metrics();
  assert.deepEqual(counts, {
    calls: 22,
    succeeded: 20,
    aborted: 1,
    attempts: 22,
    retries: 1,
    tokenRequests: 1,
    failures: { blocked: 1 },
    quota: { refusals: 0, pausedFor: 0, rate: null, seen: [] },
  });
  assert.ok(0 < latency.p50 && latency.p50 <= latency.p90 && latency.p90 <= latency.p99 && latency.p99 <= latency.max);
});

test("options of the new kinds are checked", async (t) => {
  const { client } = await simulated(t);
  for (const options of [
    { retry: 4 },
    { retry: { attempts: 0 } },
    { retry: { attempts: 21 } },
    { retry: { attempts: 1.5 } },
    { retry: { times: 4 } },
    { retry: { maxDelay: -1 } },
    { deadline: 0 },
    { deadline: "1 s" },
    { rateLimit: 5 },
    { rateLimit: { perSecond: 0 } },
    { rateLimit: { perWeek: 5 } },
    { rateLimit: { maxQueued: 1e6 } },
    { onEvent: "log" },
  ]) {
    const error = await failureOf(client("works", untyped(options)));
    assert.equal(error.kind, "config", JSON.stringify(options));
  }
  const sne = await client("works");
  assert.equal((await failureOf(sne.request({ path: "/a", idempotent: untyped("yes") }))).kind, "config");
  assert.equal((await failureOf(sne.accessToken(untyped({ retry: false })))).kind, "config");
});

test("an onEvent that cannot be looked at is refused as any option, and what it throws is not told", async (t) => {
  const options = {
    get onEvent() {
      throw new Error("the getter's own");
    },
  };
  const { simulator } = await simulated(t);
  const { clientId, clientSecret } = simulator.find("works", "sandbox");
  const given = Object.assign(options, { environment: "sandbox", clientId, clientSecret, fetch: simulator.fetch });
  const error = await failureOf(SneCotation.create(untyped(given)));
  assert.deepEqual([error.kind, error.cause], ["config", undefined]);
  assert.match(error.message, /onEvent/);
  assert.doesNotMatch(error.message, /getter/);
});
