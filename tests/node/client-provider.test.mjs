// `getToken`, the caller's own way to a token: what it is told, and what becomes of whatever it gives or throws.

import assert from "node:assert/strict";
import { test } from "node:test";
import { SneCotation } from "sne-cotation";
import { failureOf } from "./support/failure.mjs";
import { always, bearerOf, healthy, platform } from "./support/platform.mjs";
import { untyped } from "./support/untyped.mjs";
import { soon, until } from "./support/wait.mjs";

/** @import { TestContext } from "node:test" */
/** @import { AbortSignalLike, TokenAnswer, TokenRequest } from "sne-cotation" */
/** @import { Handler } from "./support/platform.mjs" */

const OK = { version: "1.0", etat: "OK" };
const INVALID = { "WWW-Authenticate": 'Bearer error="invalid_token"' };

/**
 * A client that gets its tokens so, of a platform whose API answers so.
 * @param {TestContext} t
 * @param {(request: TokenRequest) => unknown} getToken
 * @param {Handler} [api]
 */
async function withProvider(t, getToken, api) {
  const server = await platform(t, { api });
  const environment = { apiUrl: server.environment.apiUrl };
  const sne = await SneCotation.create({ environment, getToken: untyped(getToken) });
  return { ...server, sne };
}

test("getToken is asked once for all, with a signal and without credentials or this", async (t) => {
  /** @type {[self: unknown, question: TokenRequest, ...others: unknown[]][]} */
  const questions = [];
  /** @this {unknown} @param {TokenRequest} question @param {unknown[]} others */
  async function getToken(question, ...others) {
    questions.push([this, question, ...others]);
    return { access_token: "from-relay", expires_in: 3600 };
  }
  const { sne, calls, tokenRequests } = await withProvider(t, getToken);
  const answers = await Promise.all(Array.from({ length: 50 }, () => sne.healthcheck()));
  assert.deepEqual(answers.at(-1), OK);
  assert.equal(tokenRequests().length, 0);
  assert.ok(calls().every((call) => bearerOf(call) === "from-relay"));
  assert.equal(questions.length, 1);
  const [self, question, ...others] = questions[0];
  assert.deepEqual([self, others], [undefined, []]);
  assert.ok(question.signal instanceof AbortSignal && !question.signal.aborted);
  assert.equal(question.rejected, undefined);
});

test("getToken is told which token was refused, and no longer once another is obtained", async (t) => {
  /** @type {unknown[]} */
  const told = [];
  let count = 0;
  /** @param {TokenRequest} request */
  const getToken = ({ rejected }) => {
    told.push(rejected);
    count += 1;
    return { access_token: `relay-${count}`, expires_in: 3600 };
  };
  /** @type {Handler} */
  const api = (request, response, seen) =>
    (bearerOf(seen) === "relay-1" ? always(401, INVALID) : healthy)(request, response);
  const { sne } = await withProvider(t, getToken, api);
  await sne.accessToken();
  assert.deepEqual(await sne.healthcheck(), OK);
  sne.forgetToken();
  await sne.healthcheck();
  assert.deepEqual(told, [undefined, "relay-1", undefined]);
});

test("a refused token that getToken gives again is not tried for ever", async (t) => {
  let asked = 0;
  const getToken = () => {
    asked += 1;
    return { access_token: "always-the-same" };
  };
  const { sne, calls } = await withProvider(t, getToken, always(401, INVALID));
  const error = await failureOf(sne.healthcheck());
  assert.equal(error.kind, "authorization-server");
  assert.ok(asked <= 2 && calls().length <= 2, `${asked} ${calls().length}`);
});

test("the signal of getToken is aborted when nobody waits any more", async (t) => {
  /** @type {AbortSignalLike | undefined} */
  let seen;
  const { sne } = await withProvider(t, ({ signal }) => {
    seen = signal;
    return new Promise(() => {});
  });
  const controllers = [new AbortController(), new AbortController()];
  const calls = controllers.map(({ signal }) => sne.healthcheck({ signal }).catch((reason) => reason));
  const told = await until(() => seen);
  controllers[0].abort("first");
  assert.equal(await soon(calls[0]), "first");
  assert.equal(told.aborted, false, "another still waits");
  controllers[1].abort("second");
  assert.equal(await soon(calls[1]), "second");
  assert.equal(told.aborted, true);
});

test("a getToken that never answers ends in a time-out", async (t) => {
  const { sne } = await withProvider(t, () => new Promise(() => {}));
  const error = await failureOf(soon(sne.healthcheck({ timeout: 50 })));
  assert.equal(error.kind, "timeout");
});

const relayDown = Object.assign(new Error("relay down"), { code: "ECONNREFUSED" });
const FAILURES = {
  "throws an error": () => {
    throw relayDown;
  },
  "rejects with an error": () => Promise.reject(relayDown),
  "rejects with undefined": () => Promise.reject(),
  "rejects with a string": () => Promise.reject("relay down"),
  "throws null": () => {
    throw null;
  },
};

for (const [name, getToken] of Object.entries(FAILURES)) {
  test(`a getToken that ${name} fails the call, and is asked again by the next`, async (t) => {
    let isDown = true;
    const { sne, calls } = await withProvider(t, () => (isDown ? getToken() : { access_token: "up" }));
    const error = await failureOf(soon(sne.healthcheck()));
    assert.deepEqual([error.kind, calls().length], ["authorization-server", 0]);
    assert.ok(error.cause instanceof Error);
    if (name.endsWith("an error"))
      assert.deepEqual([error.cause.message, Reflect.get(error.cause, "code")], ["relay down", "ECONNREFUSED"]);
    isDown = false;
    assert.deepEqual(await sne.healthcheck(), OK);
  });
}

const revoked = () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};
const RUBBISH = {
  undefined: () => undefined,
  null: () => null,
  "a string": () => "token",
  "a number": () => 7,
  "a function": () => () => "token",
  "an empty object": () => ({}),
  "an array": () => ["token"],
  "a Response": () => Response.json({ access_token: "x" }),
  "a token of another type": () => ({ access_token: "x", token_type: "mac" }),
  "a token that is no text": () => ({ access_token: Symbol("x") }),
  "a token with a line break": () => ({ access_token: "a\r\nb: c" }),
  "a throwing getter": () => ({
    get access_token() {
      throw new Error("no");
    },
  }),
  "a revoked proxy": () => ({ access_token: "x", token_type: revoked() }),
};

for (const [name, getToken] of Object.entries(RUBBISH)) {
  test(`a getToken that gives ${name} is a protocol error, and nothing is sent`, async (t) => {
    const { sne, calls } = await withProvider(t, getToken);
    const error = await failureOf(soon(sne.healthcheck()));
    assert.deepEqual([error.kind, calls().length], ["protocol", 0]);
  });
}

test("a getToken without expires_in, or with a thenable, works", async (t) => {
  const answer = { access_token: "thenable" };
  /** @param {(answer: TokenAnswer) => void} resolve */
  const then = (resolve) => resolve(answer);
  const { sne } = await withProvider(t, () => ({ then }));
  assert.equal(await sne.accessToken(), "thenable");
});

test("getToken gets a signal of its own each time, which no other request aborts", async (t) => {
  /** @type {AbortSignalLike[]} */
  const signals = [];
  /** @param {TokenRequest} request */
  const getToken = ({ signal }) => {
    signals.push(signal);
    return { access_token: "relay", expires_in: 3600 };
  };
  const { sne } = await withProvider(t, getToken, () => {});
  await sne.accessToken();
  sne.forgetToken();
  await sne.accessToken();
  assert.equal((await failureOf(sne.healthcheck({ timeout: 50 }))).kind, "timeout");
  assert.equal(new Set(signals).size, 2);
  assert.ok(signals.every(({ aborted }) => !aborted));
});
