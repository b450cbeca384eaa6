// The token's life as servers see it: one request for all who wait, kept while it is good, replaced when it is refused,
// and never shared between clients.

import assert from "node:assert/strict";
import { test } from "node:test";
import { failureOf } from "./support/failure.mjs";
import { TOKEN, always, bearerOf, grantAnother, healthy, json, platform } from "./support/platform.mjs";
import { simulated } from "./support/simulated.mjs";
import { deferred, until } from "./support/wait.mjs";

/** @import { TestContext } from "node:test" */
/** @import { SneErrorKind } from "sne-cotation" */
/** @import { Handler, Reply } from "./support/platform.mjs" */

const OK = { version: "1.0", etat: "OK" };
const INVALID = {
  "WWW-Authenticate": 'Bearer realm="DefaultRealm",error="invalid_token",error_description="The access token expired."',
};

test("one thousand concurrent first calls make one token request", async (t) => {
  const { client, tokenRequests, calls } = await simulated(t);
  const sne = await client("works");
  const answers = await Promise.all(Array.from({ length: 1000 }, () => sne.healthcheck()));
  assert.ok(answers.every(({ etat }) => etat === "OK"));
  assert.deepEqual([tokenRequests().length, calls().length], [1, 1000]);
});

test("a failed token request fails all who wait for it, and is not remembered", async (t) => {
  const { simulator, client, tokenRequests } = await simulated(t);
  const sne = await client("works");
  simulator.inject("authorization-server", "throttled-token");
  const errors = await Promise.all(Array.from({ length: 20 }, () => failureOf(sne.healthcheck())));
  assert.ok(errors.every(({ kind }) => kind === "authorization-server"));
  assert.equal(new Set(errors).size, 20, "each caller has an error of its own");
  assert.deepEqual(await sne.healthcheck(), OK);
  assert.equal(tokenRequests().length, 2);
});

test("two clients with different credentials never share a token", async (t) => {
  /** @type {Handler} */
  const token = (_request, response, { body }) =>
    json(response, 200, { access_token: `of-${new URLSearchParams(body).get("client_id")}` });
  const { client, calls } = await platform(t, { token });
  const ids = ["first", "second"];
  const clients = await Promise.all(ids.map((clientId) => client({ clientId })));
  await Promise.all([...clients, ...clients].map((sne, index) => sne.request({ path: `/${ids[index % 2]}` })));
  assert.equal(calls().length, 4);
  for (const call of calls()) assert.equal(bearerOf(call), `of-${call.url.split("/").at(-1)}`);
});

test("a revoked token is replaced once, for all calls that were refused, and works", async (t) => {
  const { simulator, client, tokenRequests, calls } = await simulated(t);
  const sne = await client("works");
  await sne.healthcheck();
  simulator.revokeTokens();
  const answers = await Promise.all(Array.from({ length: 10 }, () => sne.healthcheck()));
  assert.ok(answers.every(({ etat }) => etat === "OK"));
  assert.equal(tokenRequests().length, 2);
  assert.equal(calls().length, 1 + 10 + calls().filter(({ status }) => status === 401).length);
});

test("a token refused right after it was obtained fails without a loop", async (t) => {
  const { client, calls, tokenRequests } = await platform(t, { api: always(401, INVALID) });
  const sne = await client();
  const error = await failureOf(sne.healthcheck());
  assert.deepEqual([error.kind, error.attempts], ["authorization-server", 1]);
  assert.deepEqual([tokenRequests().length, calls().length], [1, 1]);
});

test("a kept token that is refused is replaced once, never twice", async (t) => {
  let isGood = true;
  /** @type {Reply} */
  const api = (...exchange) => (isGood ? healthy : always(401, INVALID))(...exchange);
  const { client, calls, tokenRequests } = await platform(t, { api });
  const sne = await client();
  await sne.healthcheck();
  isGood = false;
  const error = await failureOf(sne.healthcheck());
  assert.deepEqual([error.kind, error.attempts], ["authorization-server", 2]);
  assert.deepEqual([tokenRequests().length, calls().length], [2, 3]);
  assert.deepEqual(
    calls().map(bearerOf),
    [1, 1, 2].map((number) => TOKEN + number),
  );
});

test("a hundred calls while the gateway refuses every token make eight token requests at most", async (t) => {
  let isGood = true;
  /** @type {Reply} */
  const api = (...exchange) => (isGood ? healthy : always(401, INVALID))(...exchange);
  for (const history of ["none", "a call that went well"]) {
    isGood = true;
    const { client, tokenRequests } = await platform(t, { api });
    const sne = await client({ language: "en", retry: { attempts: 4, maxDelay: 1 } });
    if (history !== "none") await sne.healthcheck();
    isGood = false;
    const errors = [];
    for (let call = 0; call < 100; call += 1) errors.push(await failureOf(sne.healthcheck()));
    assert.ok(tokenRequests().length <= 8, `${history}: ${tokenRequests().length} token requests`);
    assert.ok(errors.every(({ kind }) => kind === "authorization-server"));
    const last = errors[99];
    assert.equal(last?.retryable, true);
    assert.ok(last?.retryAfter && last.retryAfter <= 20, `${last?.retryAfter}`);
    assert.match(String(last?.advice), /token store/);
  }
});

test("one invalid_client after success: the call succeeds, and so do the next ten", async (t) => {
  const { simulator, client, tokenRequests } = await simulated(t);
  const sne = await client("works", { retry: true });
  await sne.healthcheck();
  for (let round = 0; round < 11; round += 1) {
    if (round < 1) simulator.inject("authorization-server", "refused-client");
    simulator.revokeTokens();
    assert.deepEqual(await sne.healthcheck(), OK);
  }
  assert.equal(tokenRequests().length, 1 + 11 + 1);
});

test("a 401 of the API behind the gateway costs one replacement at most, and says why", async (t) => {
  const { simulator, client, tokenRequests } = await simulated(t);
  const sne = await client("works", { retry: true, language: "en" });
  await sne.healthcheck();
  simulator.inject("gateway", "api-unauthorized", 100);
  for (let call = 0; call < 20; call += 1) {
    const { kind, status, message } = await failureOf(sne.healthcheck());
    assert.deepEqual([kind, status], ["request", 401]);
    assert.match(message, /Habilitation expiree/);
  }
  assert.equal(tokenRequests().length, 2);
  simulator.clearFaults();
  assert.deepEqual(await sne.healthcheck(), OK);
});

test("the body of a call is sent again with the new token", async (t) => {
  /** @type {Handler} */
  const api = (request, response, seen) =>
    (bearerOf(seen) === `${TOKEN}1` ? always(401, INVALID) : healthy)(request, response);
  const { client, calls } = await platform(t, { api });
  const sne = await client();
  await sne.accessToken();
  for (const body of [{ a: 1 }, new TextEncoder().encode("bytes"), new URLSearchParams({ b: "2" })]) {
    await sne.request({ method: "POST", path: "/x", body });
  }
  assert.deepEqual(
    calls().map((call) => call.body),
    ['{"a":1}', '{"a":1}', "bytes", "b=2"],
  );
});

/** The client's clock, ahead by as many seconds as the test says. @param {TestContext} t */
function movableClock(t) {
  const { now } = Date;
  let ahead = 0;
  Date.now = () => now() + ahead * 1000;
  t.after(() => {
    Date.now = now;
  });
  return (/** @type {number} */ seconds) => {
    ahead += seconds;
  };
}

const LIVES = {
  "a number": { expires_in: 3600, kept: 3500, over: 3601 },
  "a string": { expires_in: "3600", kept: 3500, over: 3601 },
  "a string with white space and a fraction": { expires_in: " 100.0 ", kept: 80, over: 101 },
  "a short life": { expires_in: 5, kept: 4, over: 6 },
  absent: { kept: 10, over: 61 },
  null: { expires_in: null, kept: 10, over: 61 },
  "senseless text": { expires_in: "one hour", kept: 10, over: 61 },
  "an object": { expires_in: {}, kept: 10, over: 61 },
  huge: { expires_in: 1e300, kept: 80_000, over: 86_401 },
  "a huge string": { expires_in: "99999999999999", kept: 80_000, over: 86_401 },
};

for (const [name, { kept, over, ...fields }] of Object.entries(LIVES)) {
  test(`expires_in, ${name}: the token is kept ${kept} s and not ${over} s`, async (t) => {
    const pass = movableClock(t);
    const { client, tokenRequests } = await platform(t, { token: grantAnother({ expires_in: undefined, ...fields }) });
    const sne = await client();
    assert.equal(await sne.accessToken(), `${TOKEN}1`);
    pass(kept);
    assert.equal(await sne.accessToken(), `${TOKEN}1`);
    pass(over - kept);
    assert.equal(await sne.accessToken(), `${TOKEN}2`);
    assert.equal(tokenRequests().length, 2);
  });
}

for (const expires_in of [0, -1, "0", "-3600"]) {
  test(`expires_in ${JSON.stringify(expires_in)}: a token for the call that asks for it, not kept`, async (t) => {
    const { client, calls, tokenRequests } = await platform(t, { token: grantAnother({ expires_in }) });
    const sne = await client();
    assert.deepEqual([await sne.healthcheck(), await sne.healthcheck()], [OK, OK]);
    assert.deepEqual(calls().map(bearerOf), [`${TOKEN}1`, `${TOKEN}2`]);
    assert.equal(tokenRequests().length, 2);
  });
}

for (const token_type of ["bearer", "BEARER", "Bearer", undefined]) {
  test(`token_type ${token_type} is taken`, async (t) => {
    const { client } = await platform(t, { token: grantAnother({ token_type }) });
    assert.deepEqual(await (await client()).healthcheck(), OK);
  });
}

/** @type {[fields: Record<string, unknown>, kind: SneErrorKind][]} */
const RUBBISH = [
  [{ access_token: "" }, "protocol"],
  [{ access_token: 5 }, "protocol"],
  [{ access_token: "with space" }, "protocol"],
  [{ access_token: "line\r\nX-Evil: 1" }, "protocol"],
  [{ access_token: "é" }, "protocol"],
  [{ token_type: "mac" }, "protocol"],
  [{ token_type: 7 }, "protocol"],
];

for (const [fields, kind] of RUBBISH) {
  test(`a token answer with ${JSON.stringify(fields)} is refused, and nothing is sent to the API`, async (t) => {
    const { client, calls } = await platform(t, { token: grantAnother(fields) });
    const error = await failureOf((await client()).healthcheck());
    assert.deepEqual([error.kind, error.attempts, calls().length], [kind, 0, 0]);
  });
}

test("accessToken gives the token that calls use, and asks for none anew", async (t) => {
  const { client, calls, tokenRequests } = await platform(t);
  const sne = await client();
  const token = await sne.accessToken();
  await sne.healthcheck();
  assert.equal(bearerOf(calls()[0]), token);
  assert.equal(await sne.accessToken(), token);
  assert.equal(tokenRequests().length, 1);
});

test("forgetToken makes the next call obtain another", async (t) => {
  const { client, calls } = await platform(t);
  const sne = await client();
  await sne.healthcheck();
  assert.equal(sne.forgetToken(), undefined);
  sne.forgetToken();
  await sne.healthcheck();
  assert.deepEqual(calls().map(bearerOf), [`${TOKEN}1`, `${TOKEN}2`]);
});

test("a token asked for before forgetToken serves who asked, and is not kept", async (t) => {
  const gate = deferred();
  const grant = grantAnother();
  /** @type {Reply} */
  const token = async (...exchange) => {
    await gate.promise;
    grant(...exchange);
  };
  const { client, tokenRequests } = await platform(t, { token });
  const sne = await client();
  const early = sne.accessToken();
  await until(() => tokenRequests().length === 1);
  sne.forgetToken();
  const late = sne.accessToken();
  await until(() => tokenRequests().length === 2);
  gate.resolve();
  assert.notEqual(await early, await late);
  assert.equal(await sne.accessToken(), await late);
});
