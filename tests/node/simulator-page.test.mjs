// The simulator as a page sees it: Origin, preflights, and what CORS lets through.

import assert from "node:assert/strict";
import { test } from "node:test";
import { createSimulator } from "sne-cotation/simulator";
import { callWith, tokenFor, tokenRequest } from "./simulator-support.mjs";

/** @import { ReadyMade, SimulatorOptions } from "sne-cotation/simulator" */

const PAGE = "https://app.example";
const REFUSED = { name: "TypeError", message: "Failed to fetch" };

/** @param {SimulatorOptions} [options] @param {ReadyMade} [label] */
async function simulatorWithToken(options, label = "works") {
  const simulator = await createSimulator(options);
  return { simulator, token: await tokenFor(simulator, simulator.find(label)) };
}

test("a page cannot get a token", async () => {
  const simulator = await createSimulator();
  const fetch = simulator.fetchFrom(PAGE);
  await assert.rejects(fetch(...tokenRequest(simulator.environments, simulator.find())), REFUSED);
  const [exchange] = simulator.exchanges;
  assert.deepEqual([exchange.method, exchange.hadOrigin, exchange.status], ["POST", true, 403]);
});

test("a page can call the API, after a preflight", async () => {
  const { simulator, token } = await simulatorWithToken();
  simulator.clearExchanges();
  const answer = await simulator.fetchFrom(PAGE)(...callWith(token, simulator.environments));
  assert.equal((await answer.json()).etat, "OK");
  assert.deepEqual(
    simulator.exchanges.map(({ method, hadOrigin }) => [method, hadOrigin]),
    [
      ["OPTIONS", true],
      ["GET", true],
    ],
  );
});

test("a simple request needs no preflight, and a header a page cannot set is left out", async () => {
  const simulator = await createSimulator();
  const url = `${simulator.environments.sandbox.apiUrl}/healthcheck`;
  const answer = await simulator.fetchFrom(PAGE)(url, {
    headers: { Origin: "https://other.example", "Accept-Encoding": "utf-8" },
  });
  assert.equal(answer.status, 400);
  assert.deepEqual(
    simulator.exchanges.map(({ method }) => method),
    ["GET"],
  );
});

test("a page whose origin the application does not list sees a failed fetch", async () => {
  const { simulator, token } = await simulatorWithToken({}, "origin-not-allowed");
  const call = callWith(token, simulator.environments);
  assert.equal((await simulator.fetchFrom(PAGE)(...call)).status, 200);
  await assert.rejects(simulator.fetchFrom("https://other.example")(...call), REFUSED);
  assert.equal(simulator.exchanges.at(-1)?.status, 403);
});

test("a page reads WWW-Authenticate, Retry-After and X-Rate-Limit only if they are exposed", async () => {
  for (const [exposeHeaders, seen] of /** @type {[exposeHeaders: string[], seen: RegExp | null][]} */ ([
    [[], null],
    [["X-Rate-Limit"], /"remaining":1/],
  ])) {
    const { simulator, token } = await simulatorWithToken({ exposeHeaders }, "quota-by-day");
    const answer = await simulator.fetchFrom(PAGE)(...callWith(token, simulator.environments));
    const found = answer.headers.get("x-rate-limit");
    if (seen === null) assert.equal(found, null);
    else assert.match(String(found), seen);
    assert.match(String(answer.headers.get("content-type")), /json/);
  }
});

test("the option origin makes fetch itself a page's", async () => {
  const simulator = await createSimulator({ origin: PAGE });
  await assert.rejects(simulator.fetch(...tokenRequest(simulator.environments, simulator.find())), REFUSED);
});

test("dropped connections, refused redirects and credentials all look the same", async () => {
  const { simulator, token } = await simulatorWithToken();
  const fetch = simulator.fetchFrom(PAGE);
  const [url, init] = callWith(token, simulator.environments);
  for (const fault of /** @type {const} */ (["dropped-connection", "login-redirect"])) {
    simulator.inject("gateway", fault);
    await assert.rejects(fetch(url, init), REFUSED, fault);
  }
  await assert.rejects(fetch(url, { ...init, credentials: "include" }), REFUSED);
});

test("a fault waits for the call behind the preflight, and the page can read its answer", async () => {
  const { simulator, token } = await simulatorWithToken();
  simulator.inject("gateway", { type: "outage", retryAfter: 3 });
  const answer = await simulator.fetchFrom(PAGE)(...callWith(token, simulator.environments));
  assert.deepEqual([answer.status, answer.headers.get("retry-after")], [503, null]);
});
