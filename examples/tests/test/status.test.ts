// The code, tested against PISTE in miniature: what works, what is missing on the portal, and what passes by itself.

import assert from "node:assert/strict";
import { test } from "node:test";
import { SneCotation } from "sne-cotation";
import { createSimulator, type ReadyMade } from "sne-cotation/simulator";
import { statusOf } from "../src/status.js";

async function world(label: ReadyMade) {
  const simulator = await createSimulator();
  const { clientId, clientSecret } = simulator.find(label);
  const { fetch } = simulator;
  const sne = await SneCotation.create({ environment: "sandbox", clientId, clientSecret, fetch, language: "en" });
  return { simulator, clientId, sne };
}

test("the API is ready", async () => {
  const { sne } = await world("works");
  assert.deepEqual(await statusOf(sne), { ready: true, version: "1.0" });
});

test("without a business profile, a person has to act; then it is ready", async () => {
  const { simulator, clientId, sne } = await world("no-profile");
  const before = await statusOf(sne);
  assert.ok(!before.ready && !before.again && before.advice.includes("administrators"));
  simulator.update(clientId, { businessProfile: true });
  assert.deepEqual(await statusOf(sne), { ready: true, version: "1.0" });
});

test("a gateway that flaps is no failure", async () => {
  const { simulator, sne } = await world("works");
  simulator.inject("gateway", { type: "flapping", status: 500 });
  assert.equal((await statusOf(sne)).ready, true);
});

test("a token that is refused before its end is replaced", async () => {
  const { simulator, sne } = await world("works");
  await statusOf(sne);
  simulator.revokeTokens();
  assert.equal((await statusOf(sne)).ready, true);
});
