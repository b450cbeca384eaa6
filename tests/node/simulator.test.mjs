// sne-cotation/simulator as a fetch function.

import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { test } from "node:test";
import { createSimulator } from "sne-cotation/simulator";
import { callWith, tokenFor, tokenRequest } from "./simulator-support.mjs";
import { untyped } from "./support/untyped.mjs";

/** @import { NewApplication, Simulator } from "sne-cotation/simulator" */

test("a token, then healthcheck", async () => {
  const simulator = await createSimulator();
  const grant = await simulator.fetch(...tokenRequest(simulator.environments, simulator.find()));
  assert.equal(grant.status, 200);
  const { access_token, ...rest } = await grant.json();
  assert.match(access_token, /^[A-Za-z0-9]{54}$/);
  assert.deepEqual(rest, { token_type: "Bearer", expires_in: 3600, scope: "openid resource.READ" });
  const answer = await simulator.fetch(...callWith(access_token, simulator.environments));
  assert.deepEqual([answer.status, await answer.json()], [200, { version: "1.0", etat: "OK" }]);
  assert.equal(answer.url, `${simulator.environments.sandbox.apiUrl}/healthcheck`);
  assert.equal(answer.headers.get("content-length"), "29");
});

test("production and sandbox do not know each other's applications and tokens", async () => {
  const simulator = await createSimulator();
  const { environments } = simulator;
  const works = simulator.find("works", "production");
  const grant = await simulator.fetch(...tokenRequest(environments, works));
  assert.equal(grant.status, 200);
  const mixedUp = await simulator.fetch(...tokenRequest(environments, { ...works, environment: "sandbox" }));
  assert.deepEqual([mixedUp.status, (await mixedUp.json()).error], [400, "invalid_client"]);
  const { access_token } = await grant.json();
  assert.equal((await simulator.fetch(...callWith(access_token, environments))).status, 401);
});

test("fetch takes what fetch takes: a Request, a URL, a bound or unbound call", async () => {
  const { fetch, environments } = await createSimulator();
  const url = `${environments.sandbox.apiUrl}/healthcheck`;
  for (const input of [url, new URL(url), new Request(url, { headers: { "X-A": "b" } })]) {
    assert.equal((await fetch(input)).status, 400);
  }
  assert.equal((await fetch(url, { method: "HEAD" })).body, null);
  await assert.rejects(fetch("not an address"), TypeError);
});

test("no network beyond PISTE's four hosts", async () => {
  const { fetch } = await createSimulator();
  for (const url of ["https://example.org/", "http://api.piste.gouv.fr/", "https://127.0.0.1:1/"]) {
    await assert.rejects(fetch(url), { name: "TypeError", message: "fetch failed" });
  }
});

test("every ready-made application gets a token and its own trouble", async () => {
  const expected = {
    works: 200,
    disabled: 401,
    "no-subscription": 403,
    "subscription-pending": 403,
    "terms-not-accepted": 403,
    "no-profile": 403,
    "missing-scope": 403,
    "origin-not-allowed": 200,
    blocked: 423,
    "quota-by-second": 200,
    "quota-by-day": 200,
    "short-lived-tokens": 200,
    "token-throttled": 200,
  };
  const simulator = await createSimulator({ clock: "manual" });
  /** @type {Record<string, number>} */
  const found = {};
  for (const application of simulator.applications) {
    const token = await tokenFor(simulator, application);
    const call = callWith(token, simulator.environments, application.environment);
    const { status } = await simulator.fetch(...call);
    found[application.label] ??= status;
    assert.equal(found[application.label], status, application.name);
  }
  assert.deepEqual(found, expected);
});

test("a manual clock moves by advance alone: tokens expire, quotas start afresh", async () => {
  const simulator = await createSimulator({ clock: "manual" });
  const token = await tokenFor(simulator, simulator.find("quota-by-second"));
  const status = async () => (await simulator.fetch(...callWith(token, simulator.environments))).status;
  assert.deepEqual([await status(), await status(), await status()], [200, 200, 429]);
  simulator.advance(1);
  assert.equal(await status(), 200);
  simulator.advance(3599);
  assert.equal(await status(), 401);
  assert.equal(simulator.now, 3600);
  assert.throws(() => simulator.advance(-1), RangeError);
  assert.throws(() => simulator.advance(NaN), RangeError);
});

test("a real clock runs by itself", async () => {
  const simulator = await createSimulator();
  const before = simulator.now;
  while (simulator.now === before) await new Promise(setImmediate);
  assert.ok(simulator.now > before);
});

test("Date tells the machine's time, off by clockSkew, also after the machine has slept", async (t) => {
  /** @param {Simulator} simulator */
  const dateOf = async (simulator) =>
    Date.parse((await simulator.fetch(simulator.environments.sandbox.apiUrl)).headers.get("date") ?? "");
  const [right, behind] = await Promise.all([createSimulator(), createSimulator({ clockSkew: -3600 })]);
  /** @param {number} told @param {number} expected */
  const isNear = (told, expected) => assert.ok(Math.abs(told - expected) < 60_000, new Date(told).toISOString());
  isNear(await dateOf(right), Date.now());
  isNear(await dateOf(behind), Date.now() - 3_600_000);
  // Asleep, a machine's date goes on, and what counts its milliseconds does not.
  const later = Date.now() + 7_200_000;
  t.mock.method(Date, "now", () => later);
  isNear(await dateOf(right), later);
  isNear(await dateOf(behind), later - 3_600_000);
});

test("with a manual clock, Date moves by advance alone", async () => {
  const simulator = await createSimulator({ clock: "manual" });
  const date = async () =>
    Date.parse((await simulator.fetch(simulator.environments.sandbox.apiUrl)).headers.get("date") ?? "");
  const before = await date();
  simulator.advance(86_400);
  assert.equal((await date()) - before, 86_400_000);
});

test("the same seed gives the same tokens", async () => {
  const tokens = [];
  for (const seed of [1, 1, 2]) {
    const simulator = await createSimulator({ seed });
    tokens.push(await tokenFor(simulator, simulator.find()));
  }
  assert.equal(tokens[0], tokens[1]);
  assert.notEqual(tokens[0], tokens[2]);
});

test("applications can be given, added and changed", async () => {
  /** @type {NewApplication} */
  const mine = { label: "mine", environment: "sandbox", clientId: "me", clientSecret: "é&=+ %" };
  const simulator = await createSimulator({ applications: [mine] });
  assert.equal(simulator.applications.length, 1);
  const token = await tokenFor(simulator, simulator.find("mine"));
  const code = async () => (await (await simulator.fetch(...callWith(token, simulator.environments))).json()).code;
  assert.equal(await code(), undefined);
  simulator.update("me", { businessProfile: false, profileStatus: 200 });
  assert.equal(await code(), "ERRAUTUSR0001");
  simulator.addApplication({ ...mine, clientId: "other", label: "other" });
  assert.equal(simulator.find("other").clientId, "other");
  assert.throws(() => simulator.find("nobody"), /nobody.*mine, other/);
  assert.throws(() => simulator.update("nobody", {}), RangeError);
});

test("an unknown or wrong option is an error that says so", async () => {
  await assert.rejects(createSimulator(untyped({ sead: 1 })), { name: "TypeError", message: /unknown option: sead/ });
  await assert.rejects(createSimulator({ seed: -1 }), TypeError);
  await assert.rejects(createSimulator({ clock: untyped("sundial") }), /clock must be one of real, manual/);
  for (const clockSkew of ["1", NaN, Infinity])
    await assert.rejects(createSimulator({ clockSkew: untyped(clockSkew) }), /clockSkew/);
  await assert.rejects(createSimulator({ origin: "https://app.example/path" }), /origin/);
  await assert.rejects(createSimulator({ applications: [untyped({ clientId: "x" })] }), /environment/);
  const simulator = await createSimulator();
  assert.throws(() => simulator.update(simulator.find().clientId, untyped({ colour: 1 })), /unknown field `colour`/);
  assert.throws(() => simulator.inject("gateway", untyped("earthquake")), /earthquake/);
  assert.throws(() => simulator.inject(untyped("gatway"), "outage"), /gatway/);
  assert.throws(() => simulator.inject("gateway", { type: "answer", status: 99 }), RangeError);
});

test("expires_in and the quota headers can have their other forms", async () => {
  const simulator = await createSimulator({ expiresIn: "text", rateLimitHeaders: "split" });
  const application = simulator.find("quota-by-day");
  const grant = await (await simulator.fetch(...tokenRequest(simulator.environments, application))).json();
  assert.equal(grant.expires_in, "3600");
  const answer = await simulator.fetch(...callWith(grant.access_token, simulator.environments));
  assert.equal(answer.headers.get("x-rate-limit-remaining"), "1");
});

test("faults answer in their turn, then all is well again", async () => {
  const simulator = await createSimulator();
  const token = await tokenFor(simulator, simulator.find());
  const call = () => simulator.fetch(...callWith(token, simulator.environments));
  simulator.inject("gateway", { type: "flapping", status: 500 }, 2);
  simulator.inject("gateway", { type: "outage", retryAfter: 7 });
  simulator.inject("gateway", { type: "answer", status: 404, headers: { "X-A": "b" }, body: "é" });
  simulator.inject("gateway", "html-page");
  assert.deepEqual([(await call()).status, (await call()).status], [500, 500]);
  const outage = await call();
  assert.deepEqual([outage.status, outage.headers.get("retry-after")], [503, "7"]);
  const ordered = await call();
  assert.deepEqual([ordered.status, ordered.headers.get("x-a"), await ordered.text()], [404, "b", "é"]);
  assert.match(String((await call()).headers.get("content-type")), /^text\/html/);
  assert.equal((await call()).status, 200);
  simulator.inject("gateway", "outage");
  simulator.clearFaults();
  assert.equal((await call()).status, 200);
});

test("a login page is followed, refused or left alone, as `redirect` has it", async () => {
  const simulator = await createSimulator();
  const [url] = callWith("x", simulator.environments);
  /** @param {RequestRedirect} redirect */
  const call = (redirect) => {
    simulator.inject("gateway", "login-redirect");
    return simulator.fetch(url, { redirect });
  };
  const followed = await call("follow");
  assert.deepEqual([followed.status, followed.redirected, new URL(followed.url).pathname], [200, true, "/login"]);
  const left = await call("manual");
  assert.deepEqual([left.status, left.redirected], [302, false]);
  await assert.rejects(call("error"), { name: "TypeError", message: "fetch failed" });
});

test("tokens can be revoked before their time", async () => {
  const simulator = await createSimulator();
  const token = await tokenFor(simulator, simulator.find());
  simulator.revokeTokens(simulator.find("no-profile").clientId);
  assert.equal((await simulator.fetch(...callWith(token, simulator.environments))).status, 200);
  simulator.revokeTokens();
  assert.equal((await simulator.fetch(...callWith(token, simulator.environments))).status, 401);
});

test("exchanges tell what happened and no secret", async () => {
  const simulator = await createSimulator({ clock: "manual" });
  const token = await tokenFor(simulator, simulator.find());
  await simulator.fetch(...callWith(token, simulator.environments));
  assert.deepEqual(
    simulator.exchanges.map(({ method, status, hadOrigin, clientId, at }) => ({
      method,
      status,
      hadOrigin,
      clientId,
      at,
    })),
    [
      { method: "POST", status: 200, hadOrigin: false, clientId: simulator.find().clientId, at: 0 },
      { method: "GET", status: 200, hadOrigin: false, clientId: simulator.find().clientId, at: 0 },
    ],
  );
  const shown = JSON.stringify(simulator.exchanges);
  assert.ok(!shown.includes(token) && !shown.includes(simulator.find().clientSecret));
  simulator.clearExchanges();
  assert.deepEqual(simulator.exchanges, []);
});

test("a dropped connection is a failed fetch; a truncated body breaks off", async () => {
  const simulator = await createSimulator();
  const token = await tokenFor(simulator, simulator.find());
  simulator.inject("gateway", "dropped-connection");
  await assert.rejects(simulator.fetch(...callWith(token, simulator.environments)), {
    name: "TypeError",
    message: "fetch failed",
  });
  assert.equal(simulator.exchanges.at(-1)?.status, 0);
  simulator.inject("gateway", { type: "truncated-body", after: 5 });
  const answer = await simulator.fetch(...callWith(token, simulator.environments));
  assert.equal(answer.headers.get("content-length"), "29");
  assert.ok(answer.body);
  const reader = answer.body.getReader();
  assert.equal((await reader.read()).value?.length, 5);
  await assert.rejects(reader.read(), { name: "TypeError", message: "terminated" });
});

test("a huge body is good JSON", async () => {
  const simulator = await createSimulator();
  const token = await tokenFor(simulator, simulator.find());
  simulator.inject("gateway", { type: "huge-body", bytes: 1_000_000 });
  const answer = await simulator.fetch(...callWith(token, simulator.environments));
  const text = await answer.text();
  assert.deepEqual([text.length, JSON.parse(text).etat], [1_000_000, "OK"]);
});

test("a slow body comes in pieces", async () => {
  const simulator = await createSimulator();
  const token = await tokenFor(simulator, simulator.find());
  simulator.inject("gateway", { type: "slow-body", milliseconds: 1, chunkSize: 10 });
  const answer = await simulator.fetch(...callWith(token, simulator.environments));
  const lengths = [];
  assert.ok(answer.body);
  for await (const piece of answer.body) lengths.push(piece.length);
  assert.deepEqual(lengths, [10, 10, 9]);
});

test("an abort rejects with the signal's own reason: before, while waiting for the head, in the body", async () => {
  const simulator = await createSimulator();
  const token = await tokenFor(simulator, simulator.find());
  const [url, init] = callWith(token, simulator.environments);
  const reason = { mine: true };
  /** @param {unknown} error */
  const isReason = (error) => error === reason;
  /** @param {AbortController} controller */
  const call = (controller) => simulator.fetch(url, { ...init, signal: controller.signal });

  const before = new AbortController();
  before.abort(reason);
  simulator.clearExchanges();
  await assert.rejects(call(before), isReason);
  assert.equal(simulator.exchanges.length, 0);

  const waiting = new AbortController();
  simulator.inject("gateway", { type: "delay", milliseconds: 3_600_000 });
  const pending = call(waiting);
  while (simulator.exchanges.length === 0) await new Promise(setImmediate);
  waiting.abort(reason);
  await assert.rejects(pending, isReason);
  assert.equal(getEventListeners(waiting.signal, "abort").length, 0);

  const reading = new AbortController();
  simulator.inject("gateway", { type: "slow-body", milliseconds: 3_600_000 });
  const answer = await call(reading);
  const text = answer.text();
  await new Promise(setImmediate);
  reading.abort(reason);
  await assert.rejects(text, isReason);
  assert.equal(getEventListeners(reading.signal, "abort").length, 0);
});

test("a cancelled body leaves no timer behind", async () => {
  const simulator = await createSimulator();
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
  const before = timers();
  const token = await tokenFor(simulator, simulator.find());
  simulator.inject("gateway", { type: "slow-body", milliseconds: 3_600_000 });
  const { body } = await simulator.fetch(...callWith(token, simulator.environments));
  assert.ok(body);
  const reader = body.getReader();
  const read = reader.read();
  await new Promise(setImmediate);
  assert.equal(timers(), before + 1);
  await reader.cancel();
  await read;
  assert.equal(timers(), before);
});

test("a shared signal gathers no listeners", async () => {
  const simulator = await createSimulator();
  const token = await tokenFor(simulator, simulator.find());
  const { signal } = new AbortController();
  const [url, init] = callWith(token, simulator.environments);
  for (let count = 0; count < 20; count += 1) await (await simulator.fetch(url, { ...init, signal })).text();
  assert.equal(getEventListeners(signal, "abort").length, 0);
});
