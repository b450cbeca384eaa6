// The quota that a client declares, over real sockets: a gateway that enforces it in windows that slide, and requests
// that arrive closer together than they left. For longer, and beside others: `npm run quota`.

import assert from "node:assert/strict";
import { test } from "node:test";
import { byThePackage, plain } from "../quota/loops.mjs";
import { gateway, mostWithin } from "../quota/server.mjs";
import { failureOf } from "./support/failure.mjs";
import { json, platform } from "./support/platform.mjs";
import { simulated } from "./support/simulated.mjs";
import { untyped } from "./support/untyped.mjs";

const WINDOWS = /** @type {const} */ ([
  [1, 20],
  [60, 90],
]);

test("who declares a quota is not refused, whatever the network does to the arrivals", async (t) => {
  const its = await gateway(t, { windows: WINDOWS, seed: 1 });
  const limits = { perSecond: 20, perMinute: 5_000 };
  const metrics = await byThePackage(its, limits, () => its.passed.length + its.account.refused >= 80);
  assert.equal(its.account.refused, 0);
  assert.ok(mostWithin(its.passed, 1) <= 20);
  assert.equal(metrics.quota.refusals, 0);
  assert.ok(Math.abs(/** @type {number} */ (metrics.quota.rate) - 18) < 1e-6);
});

test("who declares none is refused, and told what to declare", async (t) => {
  const its = await gateway(t, { windows: WINDOWS, seed: 1 });
  await Promise.all(Array.from({ length: 40 }, () => plain(its.apiUrl)));
  assert.ok(its.account.refused > 0, "the gateway bites");
  const { client } = await platform(t, { api: after(12, (response) => refuse(response, 2391)) });
  const sne = await client({ retry: false });
  for (let count = 0; count < 12; count += 1) await sne.healthcheck();
  await failureOf(sne.healthcheck());
  const { quota } = sne.metrics();
  const seen = { within: "hour", calls: 12, retryAfter: 2391, suggestion: { perHour: 12 } };
  assert.deepEqual(quota, { refusals: 1, pausedFor: 0, rate: null, seen: [seen] });
});

test("a pause that the gateway asks for is kept by all calls of the client, and told", async (t) => {
  const { client, calls } = await platform(t, { api: after(1, (response) => refuse(response, 7200)) });
  const sne = await client({ rateLimit: {} });
  await sne.healthcheck();
  assert.equal((await failureOf(sne.healthcheck())).attempts, 1);
  const error = await failureOf(sne.healthcheck());
  assert.deepEqual([error.kind, error.attempts, error.retryable, error.retryAfter], ["quota", 0, true, 7200]);
  assert.equal(calls().length, 2);
  assert.ok(sne.metrics().quota.pausedFor > 7100);
});

test("windows, reserve and the reserve of a call are checked, in both languages", async (t) => {
  const { client } = await simulated(t);
  for (const rateLimit of [{ perHour: 0 }, { perDay: 1e9 }, { perDay: 1.5 }, { reserve: 1 }, { reserve: -0.1 }])
    assert.equal((await failureOf(client("works", { rateLimit }))).kind, "config", JSON.stringify(rateLimit));
  for (const [language, words] of /** @type {const} */ ([
    ["fr", /L'option « reserve » doit être un nombre de 0 à moins de 1/],
    ["en", /Option "reserve" must be a number from 0 to less than 1/],
  ])) {
    assert.match((await failureOf(client("works", { language, rateLimit: { reserve: 2 } }))).message, words);
    const sne = await client("works", { language });
    assert.match((await failureOf(sne.request({ path: "/a", reserve: 1 }))).message, words);
    assert.equal((await failureOf(sne.accessToken(untyped({ reserve: 0.5 })))).kind, "config");
  }
  const sne = await client("works", {
    rateLimit: { perSecond: 1000, perMinute: 1, perHour: 9, perDay: 9, reserve: 0.99 },
  });
  assert.equal((await sne.healthcheck({ reserve: 0.5 })).etat, "OK");
});

/**
 * Well so many times, then otherwise.
 * @param {number} times
 * @param {(response: import("node:http").ServerResponse) => unknown} otherwise
 * @returns {import("./support/platform.mjs").Reply}
 */
function after(times, otherwise) {
  let left = times;
  return (_request, response) =>
    left-- > 0 ? json(response, 200, { version: "1.0", etat: "OK" }) : otherwise(response);
}

/** @param {import("node:http").ServerResponse} response @param {number} seconds */
function refuse(response, seconds) {
  response.writeHead(429, { "Retry-After": String(seconds) }).end();
}
