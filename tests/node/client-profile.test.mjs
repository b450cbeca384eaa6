// The missing business profile (`ERRAUTUSR0001`): recognised by its body alone, since the status that comes with it is
// not documented; and final, since no second request can change it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { failureOf } from "./support/failure.mjs";
import { always, platform } from "./support/platform.mjs";
import { simulated } from "./support/simulated.mjs";

/** @import { OutgoingHttpHeaders } from "node:http" */

const BODY = JSON.stringify({
  code: "ERRAUTUSR0001",
  message: "Aucun profil métier n'est attribué à cette application cliente.",
});

for (const status of [200, 400, 401, 403, 500]) {
  test(`under ${status}: the profile error, and no second request`, async (t) => {
    const { simulator, client, calls, tokenRequests } = await simulated(t);
    const { clientId } = simulator.find("no-profile");
    simulator.update(clientId, { profileStatus: status });
    const error = await failureOf((await client("no-profile")).healthcheck());
    const { kind, code, retryable, attempts } = error;
    assert.deepEqual({ kind, code, retryable, attempts, status: error.status }, { ...PROFILE, status });
    assert.deepEqual([calls().length, tokenRequests().length], [1, 1]);
  });
}

const PROFILE = { kind: "profile", code: "ERRAUTUSR0001", retryable: false, attempts: 1 };

test("the error says the same under every status", async (t) => {
  const { simulator, client } = await simulated(t);
  const sne = await client("no-profile");
  const said = new Set();
  for (const profileStatus of [200, 400, 401, 403, 500]) {
    simulator.update(simulator.find("no-profile").clientId, { profileStatus });
    const { message, advice } = await failureOf(sne.healthcheck());
    said.add(`${message}\n${advice}`);
  }
  assert.equal(said.size, 1);
});

test("a profile given on the portal is enough: the same client then works, with the same token", async (t) => {
  const { simulator, client, tokenRequests } = await simulated(t);
  const sne = await client("no-profile");
  await failureOf(sne.healthcheck());
  simulator.update(simulator.find("no-profile").clientId, { businessProfile: true });
  assert.deepEqual(await sne.healthcheck(), { version: "1.0", etat: "OK" });
  assert.equal(tokenRequests().length, 1);
});

/** @type {Record<string, [status: number, headers: OutgoingHttpHeaders]>} */
const DRESSES = {
  "a challenge beside it": [
    401,
    { "Content-Type": "application/json", "WWW-Authenticate": 'Bearer error="invalid_token"' },
  ],
  "no content type": [403, {}],
  "text/plain": [200, { "Content-Type": "text/plain" }],
  "a charset and a problem type": [400, { "Content-Type": "application/problem+json; charset=utf-8" }],
  "a quota's status": [429, { "Content-Type": "application/json", "Retry-After": "5" }],
  "a blocked access's status": [423, { "Content-Type": "application/json" }],
};

for (const [dress, [status, headers]] of Object.entries(DRESSES)) {
  test(`with ${dress}: still the profile error`, async (t) => {
    const { client, calls } = await platform(t, { api: always(status, headers, BODY) });
    const error = await failureOf((await client()).healthcheck());
    assert.deepEqual([error.kind, error.status], ["profile", status]);
    assert.equal(calls().length, 1);
  });
}
