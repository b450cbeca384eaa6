// What the token relay gives to a page that may have it: one token for all, another when it was refused, and a safe
// word when there is none.

import assert from "node:assert/strict";
import { request } from "node:http";
import { test } from "node:test";
import { SneCotation } from "sne-cotation";
import { createTokenRelay, SneError } from "sne-cotation/relay";
import { checkShape } from "./support/failure.mjs";
import { assertHides } from "./support/hidden.mjs";
import { json, platform } from "./support/platform.mjs";
import { authorize, PAGE, pageHeaders, relayed } from "./support/relay.mjs";
import { untyped } from "./support/untyped.mjs";
import { deferred, soon, until } from "./support/wait.mjs";

/** @import { FetchLike } from "sne-cotation" */
/** @import { RelayOptions } from "sne-cotation/relay" */
/** @import { Fault } from "sne-cotation/simulator" */
/** @import { Received } from "../support/send.mjs" */

/** @param {Received | Promise<Received>} answer */
const tokenOf = async (answer) => (await answer).json().access_token;

test("a page gets the token and the whole seconds it has left, and nobody keeps the answer", async (t) => {
  const { ask, simulator } = await relayed(t);
  const { status, headers, json } = await ask();
  const { access_token, token_type, expires_in, ...rest } = json();
  assert.deepEqual([status, token_type, rest], [200, "Bearer", {}]);
  assert.match(access_token, /^\S{54}$/);
  assert.ok(Number.isInteger(expires_in) && expires_in > 3500 && expires_in <= 3600, String(expires_in));
  assert.deepEqual(
    [headers["cache-control"], headers["content-type"], headers.vary, headers["x-content-type-options"]],
    ["no-store", "application/json", "Origin", "nosniff"],
  );
  assert.equal(headers["access-control-allow-origin"], PAGE);
  assert.equal(headers["access-control-allow-credentials"], undefined);
  assert.equal(headers["set-cookie"], undefined);
  assert.equal(simulator.exchanges.length, 1);
});

test("the seconds that are left are rounded down", async (t) => {
  const { environment } = await platform(t, {
    token: (_, response) => json(response, 200, { access_token: "short", token_type: "Bearer", expires_in: 1000.9 }),
  });
  const relay = direct({ environment });
  t.after(() => relay.close());
  assert.equal((await (await relay(page())).json()).expires_in, 1000);
});

test("a hundred pages at once cost one token request", async (t) => {
  const { ask, tokenRequests } = await relayed(t, { rateLimit: { perMinute: 100 } });
  const tokens = await Promise.all(Array.from({ length: 100 }, () => tokenOf(ask())));
  assert.equal(new Set(tokens).size, 1);
  assert.equal(tokenRequests().length, 1);
});

test("a refused token is replaced once, whoever says so and however often", async (t) => {
  const { ask, tokenRequests } = await relayed(t, { rateLimit: { perMinute: 100 } });
  const rejected = await tokenOf(ask());
  const next = await Promise.all(Array.from({ length: 40 }, () => tokenOf(ask({ rejected }))));
  assert.equal(new Set(next).size, 1);
  assert.notEqual(next[0], rejected);
  assert.equal(tokenRequests().length, 2);
  assert.equal(await tokenOf(ask({ rejected })), next[0]);
  assert.equal(await tokenOf(ask({ rejected: "another-text" })), next[0]);
  assert.equal(await tokenOf(ask({})), next[0]);
  assert.equal(tokenRequests().length, 2);
});

test("those who say it in the very same moment do not each drop what the other has just asked for", async (t) => {
  const stage = await platform(t);
  const relay = direct({ environment: stage.environment, rateLimit: { perMinute: 100 } });
  t.after(() => relay.close());
  const { access_token: rejected } = await (await relay(page())).json();
  const answers = await Promise.all(Array.from({ length: 40 }, () => relay(page({ rejected }))));
  const tokens = await Promise.all(answers.map(async (answer) => (await answer.json()).access_token));
  assert.equal(new Set(tokens).size, 1);
  assert.notEqual(tokens[0], rejected);
  assert.equal(stage.tokenRequests().length, 2);
});

test("an authorisation server that gives the refused token again is not asked again and again", async (t) => {
  const stage = await platform(t, {
    token: (_, response) => json(response, 200, { access_token: "same", token_type: "Bearer", expires_in: 3600 }),
  });
  const relay = direct({ environment: stage.environment });
  t.after(() => relay.close());
  for (let count = 0; count < 5; count += 1) {
    assert.equal((await (await relay(page({ rejected: "same" }))).json()).access_token, "same");
  }
  assert.equal(stage.tokenRequests().length, 2);
});

test("a page that refuses each new token cannot hammer the authorisation server", async (t) => {
  const { ask, tokenRequests } = await relayed(t, { rateLimit: { perMinute: 1000 } });
  let rejected;
  /** @type {Received | undefined} */
  let last;
  for (let count = 0; count < 30; count += 1) {
    last = await ask({ rejected });
    rejected = last.json().access_token ?? rejected;
  }
  assert.equal(tokenRequests().length, 7, "the first, and six renewals in a minute");
  assert.ok(last);
  const { kind, code, retryable, retryAfter } = last.json().error;
  assert.deepEqual([last.status, kind, code, retryable], [429, "relay", "renewed-just-now", true]);
  assert.equal(last.headers["retry-after"], String(retryAfter));
  assert.ok(retryAfter >= 1 && retryAfter <= 10, String(retryAfter));
  assert.equal((await ask({})).status, 200, "who refuses nothing still gets the token");
});

test("a session asks so many times a minute; another session is not held up by it", async (t) => {
  const { ask, tokenRequests, told } = await relayed(t, { rateLimit: { perMinute: 3 } });
  const statuses = [];
  for (let count = 0; count < 5; count += 1) statuses.push((await ask()).status);
  assert.deepEqual(statuses, [200, 200, 200, 429, 429]);
  const { headers, json } = await ask();
  const { code, retryAfter, message, advice } = json().error;
  assert.equal(code, "too-many-requests");
  assert.equal(headers["retry-after"], String(retryAfter));
  assert.ok(retryAfter >= 1 && retryAfter <= 20, String(retryAfter));
  assert.match(`${message} ${advice}`, /session.*client/);
  assert.equal((await ask({}, pageHeaders({ Cookie: "session=grace" }))).status, 200);
  assert.equal(tokenRequests().length, 1);
  assert.deepEqual(told, []);
});

test("ten a minute, unless it is said otherwise", async (t) => {
  const { ask } = await relayed(t);
  const answers = await Promise.all(Array.from({ length: 12 }, () => ask()));
  const statuses = answers.map(({ status }) => status).sort();
  assert.deepEqual(statuses, [...Array(10).fill(200), 429, 429]);
});

test("credentials that PISTE refuses: the page learns the kind, the owner learns why, nobody the secret", async (t) => {
  const clientSecret = "sh-wrong-secret";
  const { ask, told, clientId } = await relayed(t, { clientSecret });
  const { status, text, json } = await ask();
  const { error } = json();
  assert.deepEqual([status, error.kind, error.code, error.retryable], [502, "credentials", "token-unavailable", false]);
  assert.doesNotMatch(text, /invalid_client|secret|client_id/i);
  assert.equal(text.includes(clientId), false);
  assert.equal(told.length, 1);
  assert.ok(told[0] instanceof SneError);
  assert.deepEqual([told[0].kind, told[0].code], ["credentials", "invalid_client"]);
  assertHides(told[0], [clientSecret]);
});

/** @type {[fault: Fault, status: number, retryable: boolean, retryAfter?: number][]} */
const TROUBLE = [
  ["outage", 503, true],
  ["throttled-token", 503, true],
  // The client waits as long as that before it tries again, and so does this test.
  [{ type: "outage", retryAfter: 2 }, 503, true, 2],
  [{ type: "answer", status: 404, headers: {}, body: "" }, 502, false],
  ["dropped-connection", 502, true],
];

for (const [fault, expected, retryable, retryAfter] of TROUBLE) {
  test(`no token (${JSON.stringify(fault)}): ${expected}, and a token the next time`, async (t) => {
    const { ask, simulator, told } = await relayed(t);
    // More than once: the client may try again by itself.
    simulator.inject("authorization-server", fault, 20);
    const { status, headers, json } = await ask();
    const { error } = json();
    assert.deepEqual([status, error.code, error.retryable], [expected, "token-unavailable", retryable]);
    checkShape(told[0]);
    assert.equal(error.kind, told[0].kind);
    if (retryAfter !== undefined) {
      assert.equal(error.retryAfter, retryAfter);
      assert.equal(headers["retry-after"], String(retryAfter));
    }
  });
}

test("a token that does not come in time: 504", async (t) => {
  const stage = await platform(t, { token: () => {} });
  const relay = direct({ environment: stage.environment, timeout: 50 });
  t.after(() => relay.close());
  const answer = await relay(page());
  const { error } = await answer.json();
  assert.deepEqual([answer.status, error.kind, error.retryable], [504, "timeout", true]);
});

test("a page that goes away disturbs nobody who waits for the same token", async (t) => {
  const { promise: release, resolve } = deferred();
  const stage = await platform(t, {
    token: async (_, response) => {
      await release;
      json(response, 200, { access_token: "awaited", token_type: "Bearer", expires_in: 3600 });
    },
  });
  /** @type {unknown[]} */
  const told = [];
  let asked = 0;
  /** @type {RelayOptions["authorize"]} */
  const counted = (request) => {
    asked += 1;
    return authorize(request);
  };
  /** @param {unknown} error */
  const onError = (error) => told.push(error);
  const relay = direct({ environment: stage.environment, authorize: counted, onError });
  t.after(() => relay.close());
  const leaver = new AbortController();
  const left = relay(page({}, leaver.signal));
  await until(() => stage.tokenRequests().length === 1, "the token request");
  const stayers = [relay(page()), relay(page({}, new AbortController().signal))];
  await until(() => asked === 3, "all have been let in");
  leaver.abort();
  await soon(left);
  resolve();
  for (const answer of await soon(Promise.all(stayers))) assert.equal((await answer.json()).access_token, "awaited");
  assert.deepEqual(told, [], "a page that goes away is no failure");
});

test("when all pages have gone away, so has the token request", async (t) => {
  let cut = 0;
  const stage = await platform(t, { token: (_, response) => response.once("close", () => (cut += 1)) });
  const { url, told } = await relayed(t, { environment: stage.environment });
  const leavers = [1, 2].map(() => request(`${url}/token`, { method: "POST", headers: pageHeaders(), agent: false }));
  for (const leaver of leavers) leaver.on("error", () => {}).end("{}");
  await until(() => stage.tokenRequests().length === 1, "the token request");
  for (const leaver of leavers) leaver.destroy();
  await until(() => cut === 1, "the token request is cut");
  assert.deepEqual(told, []);
});

test("the secret is in no answer and no error, whatever is asked", async (t) => {
  const { ask, told, clientSecret } = await relayed(t, { rateLimit: { perMinute: 100 } });
  const texts = [];
  for (const body of [
    "",
    "{}",
    "{",
    "[]",
    JSON.stringify({ rejected: clientSecret }),
    clientSecret,
    "x".repeat(5000),
  ]) {
    for (const method of ["POST", "GET", "OPTIONS", "PUT"]) {
      const { text, headers } = await ask(body, pageHeaders(), method);
      texts.push(text, JSON.stringify(headers));
    }
  }
  assertHides([texts, told], [clientSecret]);
});

test("after close there is no token any more, and the relay says that it stops", async (t) => {
  const { ask, relay, tokenRequests } = await relayed(t);
  assert.equal((await ask()).status, 200);
  await Promise.all([relay.close(), relay.close()]);
  const { status, json } = await ask();
  assert.deepEqual([status, json().error.code], [503, "relay-closed"]);
  assert.equal(tokenRequests().length, 1);
});

test("a relay closed before its first request never makes a client", async () => {
  const relay = direct({ environment: "sandbox", fetch: () => assert.fail("nothing is sent") });
  await relay.close();
  assert.equal((await relay(page())).status, 503);
});

test("the client's own options are checked by ready(); until then the page is told nothing of them", async () => {
  /** @type {unknown[]} */
  const told = [];
  const relay = direct({ environment: untyped("moon"), onError: (error) => told.push(error) });
  await assert.rejects(relay.ready(), { name: "SneError", kind: "config", message: /environment/ });
  const answer = await relay(page());
  const { error } = await answer.json();
  assert.deepEqual([answer.status, error.kind, error.code], [500, "config", "relay-failed"]);
  assert.doesNotMatch(JSON.stringify(error), /environment|moon/);
  checkShape(told[0]);
  assert.match(told[0].message, /environment/);
});

test("ready() sends nothing", async () => {
  const relay = direct({ environment: "sandbox", fetch: () => assert.fail("nothing is sent") });
  assert.equal(await relay.ready(), undefined);
  await relay.close();
});

test("an onError that fails changes no answer", async () => {
  const failures = [
    () => {
      throw new Error("mine");
    },
    () => Promise.reject(new Error("mine")),
  ];
  for (const onError of failures) {
    const relay = direct({ environment: untyped("moon"), onError });
    assert.equal((await relay(page())).status, 500);
  }
});

test("a client in a page works through the relay, and survives a token that the gateway forgot", async (t) => {
  const { tokenFromRelay } = await import("sne-cotation/relay/page");
  const { url, simulator, server, calls } = await relayed(t);
  // In a browser, Origin and Cookie are the browser's affair.
  /** @type {FetchLike} */
  const asPage = (address, init) => {
    for (const [name, value] of Object.entries({ origin: PAGE, cookie: "session=ada" })) init.headers.set(name, value);
    return fetch(address, init);
  };
  const getToken = tokenFromRelay(`${url}/token`, { fetch: asPage });
  const sne = await SneCotation.create({ environment: server.environments.sandbox, getToken });
  assert.deepEqual(await sne.healthcheck(), { version: "1.0", etat: "OK" });
  simulator.revokeTokens();
  assert.deepEqual(await sne.healthcheck(), { version: "1.0", etat: "OK" });
  assert.deepEqual(
    calls().map(({ status }) => status),
    [200, 401, 200],
  );
  await sne.close();
});

/** A relay without a socket. @param {Partial<RelayOptions>} options */
function direct(options) {
  const credentials = { clientId: "platform-client", clientSecret: "platform-s3cret-value" };
  const all = { ...credentials, authorize, allowedOrigins: [PAGE], ...options };
  return createTokenRelay(/** @type {RelayOptions} */ (all));
}

/**
 * A page's request, as a runtime with web standards hands it over.
 * @param {object} [question]
 * @param {AbortSignal} [signal]
 */
function page(question = {}, signal) {
  const body = JSON.stringify(question);
  return new Request("https://relay.example/token", { method: "POST", headers: pageHeaders(), body, signal });
}
