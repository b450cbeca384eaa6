// Aborts by the caller: at every stage of a call, with any reason, without a trace left on the signal, in the client or
// on the wire.

import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { test } from "node:test";
import { failureOf, reasonOf } from "./support/failure.mjs";
import { healthy, grantAnother, platform } from "./support/platform.mjs";
import { untyped } from "./support/untyped.mjs";
import { deferred, soon, until } from "./support/wait.mjs";

/** @import { Platform, Reply } from "./support/platform.mjs" */
/** @import { Deferred } from "./support/wait.mjs" */

const OK = { version: "1.0", etat: "OK" };

/** Never answers, and tells when the client hangs up. */
function hanging() {
  const hungUp = deferred();
  /** @type {Reply} */
  const handler = (_request, response) => response.once("close", () => hungUp.resolve(true));
  return { handler, hungUp: hungUp.promise };
}

/** Sends the head and the beginning of a body, and no more. */
function stuckInBody() {
  const { handler, hungUp } = hanging();
  /** @type {Reply} */
  const begin = (request, response) => {
    handler(request, response);
    response.writeHead(200, { "Content-Type": "application/json" });
    response.write('{"version":');
  };
  return { handler: begin, hungUp };
}

/** Answers once so, and normally afterwards. @param {Reply} first @param {Reply} then @returns {Reply} */
function firstOnly(first, then) {
  let count = 0;
  return (...exchange) => {
    count += 1;
    return (count === 1 ? first : then)(...exchange);
  };
}

/** What a server does that is in trouble. @typedef {{ handler: Reply, hungUp: Promise<unknown> }} Trouble */
/** @typedef {{ token?: Reply, api?: Reply, reached: (platform: Platform) => number }} Stage */

/**
 * The stages in which a call can be aborted: how to get there, and how to see that one is there.
 * @satisfies {Record<string, (trouble: Trouble) => Stage>}
 */
const STAGES = {
  "the token request": ({ handler }) => ({
    token: firstOnly(handler, grantAnother()),
    reached: ({ tokenRequests }) => tokenRequests().length,
  }),
  "the call": ({ handler }) => ({ api: firstOnly(handler, healthy), reached: ({ calls }) => calls().length }),
};

/** @type {[stage: string, make: (trouble: Trouble) => Stage, stuck: () => Trouble][]} */
const STUCK = [
  ["the token request", STAGES["the token request"], hanging],
  ["the call", STAGES["the call"], hanging],
  ["the body", STAGES["the call"], stuckInBody],
  ["the body of the token answer", STAGES["the token request"], stuckInBody],
];

for (const [stage, make, stuck] of STUCK) {
  test(`during ${stage}: rejects at once, hangs up, leaves the client usable`, async (t) => {
    const trouble = stuck();
    const { reached, ...handlers } = make(trouble);
    const server = await platform(t, handlers);
    const sne = await server.client();
    const controller = new AbortController();
    const call = reasonOf(sne.healthcheck({ signal: controller.signal }));
    await until(() => reached(server));
    const reason = new Error("changed my mind");
    controller.abort(reason);
    assert.equal(await soon(call, 1), reason);
    assert.equal(await soon(trouble.hungUp), true);
    assert.deepEqual(getEventListeners(controller.signal, "abort"), []);
    assert.deepEqual(await sne.healthcheck(), OK);
  });
}

for (const method of /** @type {const} */ (["healthcheck", "request", "accessToken"])) {
  test(`before ${method}: rejects without sending anything`, async (t) => {
    const { client, requests } = await platform(t);
    const sne = await client();
    const reason = new Error("too late");
    const signal = AbortSignal.abort(reason);
    const call = method === "request" ? sne.request({ path: "/x", signal }) : sne[method]({ signal });
    assert.equal(await reasonOf(call), reason);
    assert.deepEqual(requests, []);
  });
}

const REASONS = ["a string", 0, null, false, Symbol("s"), { custom: true }, 7n, [], () => {}];

for (const reason of REASONS) {
  test(`the reason comes back as it is: ${String(typeof reason)} ${String(reason)}`, async (t) => {
    const { handler } = hanging();
    const { client, calls } = await platform(t, { api: handler });
    const sne = await client();
    assert.equal(await reasonOf(sne.healthcheck({ signal: AbortSignal.abort(reason) })), reason);
    const controller = new AbortController();
    const call = reasonOf(sne.healthcheck({ signal: controller.signal }));
    await until(() => calls().length);
    controller.abort(reason);
    assert.equal(await soon(call, 1), reason);
  });
}

test("without a reason, it is the platform's AbortError; of AbortSignal.timeout, its TimeoutError", async (t) => {
  const { client } = await platform(t, { api: hanging().handler });
  const sne = await client();
  const controller = new AbortController();
  controller.abort();
  const aborted = await reasonOf(sne.healthcheck({ signal: controller.signal }));
  assert.ok(aborted instanceof DOMException);
  assert.equal(aborted.name, "AbortError");
  const timedOut = await soon(reasonOf(sne.healthcheck({ signal: AbortSignal.timeout(20) })));
  assert.ok(timedOut instanceof DOMException);
  assert.equal(timedOut.name, "TimeoutError");
});

test("one caller's abort does not fail another that waits for the same token", async (t) => {
  const gate = deferred();
  const grant = grantAnother();
  /** @type {Reply} */
  const token = async (...exchange) => {
    await gate.promise;
    grant(...exchange);
  };
  const { client, tokenRequests } = await platform(t, { token });
  const sne = await client();
  const controller = new AbortController();
  const aborted = reasonOf(sne.healthcheck({ signal: controller.signal }));
  const other = sne.healthcheck();
  await until(() => tokenRequests().length);
  controller.abort("mine only");
  assert.equal(await aborted, "mine only");
  gate.resolve();
  assert.deepEqual(await other, OK);
  assert.equal(tokenRequests().length, 1);
});

test("the last caller that leaves cancels the token request, and the next makes another", async (t) => {
  const { handler, hungUp } = hanging();
  const { client, tokenRequests } = await platform(t, { token: firstOnly(handler, grantAnother()) });
  const sne = await client();
  const controllers = Array.from({ length: 3 }, () => new AbortController());
  const calls = controllers.map(({ signal }) => reasonOf(sne.healthcheck({ signal })));
  await until(() => tokenRequests().length);
  let isHungUp = false;
  hungUp.then(() => {
    isHungUp = true;
  });
  for (const controller of controllers.slice(1)) controller.abort("gone");
  await Promise.all(calls.slice(1));
  assert.equal(isHungUp, false, "one still waits");
  controllers[0].abort("gone");
  assert.equal(await calls[0], "gone");
  assert.equal(await soon(hungUp), true);
  assert.deepEqual(await sne.healthcheck(), OK);
  assert.equal(tokenRequests().length, 2);
});

test("nothing is left on a long-lived signal, whatever became of the calls", async (t) => {
  /** @type {Reply} */
  const api = (request, response) =>
    request.url.endsWith("/bad") ? response.writeHead(500).end() : healthy(request, response);
  const { client } = await platform(t, { api });
  const sne = await client();
  const { signal } = new AbortController();
  for (let round = 0; round < 20; round += 1) {
    await sne.healthcheck({ signal });
    await failureOf(sne.request({ path: "/bad", signal }));
    await failureOf(sne.request({ path: "../outside", signal }));
    await sne.accessToken({ signal });
  }
  assert.deepEqual(getEventListeners(signal, "abort"), []);
});

test("an abort after the end changes nothing, and one signal aborts many calls", async (t) => {
  const { handler } = hanging();
  let isHanging = false;
  const { client, calls } = await platform(t, { api: (...exchange) => (isHanging ? handler : healthy)(...exchange) });
  const sne = await client();
  const controller = new AbortController();
  assert.deepEqual(await sne.healthcheck({ signal: controller.signal }), OK);
  isHanging = true;
  const many = Array.from({ length: 10 }, () => reasonOf(sne.healthcheck({ signal: controller.signal })));
  await until(() => calls().length === 11);
  controller.abort("all");
  assert.deepEqual(await soon(Promise.all(many)), Array(10).fill("all"));
});

test("many calls at once share a signal without a warning, each until its own end", async (t) => {
  /** @type {string[]} */
  const warnings = [];
  /** @param {Error} warning */
  const note = (warning) => warnings.push(warning.message);
  process.on("warning", note);
  t.after(() => process.off("warning", note));
  const { handler } = hanging();
  /** @type {Reply} */
  const api = (request, response) => (request.url.endsWith("/hang") ? handler : healthy)(request, response);
  const { client, calls } = await platform(t, { api });
  const sne = await client();
  const controller = new AbortController();
  const { signal } = controller;
  const hung = Array.from({ length: 20 }, () => reasonOf(sne.request({ path: "/hang", signal })));
  const done = Array.from({ length: 20 }, () => sne.healthcheck({ signal }));
  assert.deepEqual(await soon(Promise.all(done)), Array(20).fill(OK));
  await until(() => calls().length === 40);
  controller.abort("all");
  assert.deepEqual(await soon(Promise.all(hung)), Array(20).fill("all"));
  assert.deepEqual(getEventListeners(signal, "abort"), []);
  await new Promise(setImmediate);
  assert.deepEqual(warnings, []);
});

test("aborts leave no unhandled rejection behind, even of a fetch that fails later", async (t) => {
  /** @type {unknown[]} */
  const unhandled = [];
  /** @param {unknown} reason */
  const note = (reason) => unhandled.push(reason);
  process.on("unhandledRejection", note);
  t.after(() => process.off("unhandledRejection", note));
  /** @type {Deferred<Response>} */
  const late = deferred();
  let isSent = false;
  const { client } = await platform(t);
  const fetch = () => {
    isSent = true;
    return late.promise;
  };
  const sne = await client({ fetch });
  const controller = new AbortController();
  const call = reasonOf(sne.healthcheck({ signal: controller.signal }));
  await until(() => isSent);
  controller.abort("now");
  assert.equal(await soon(call, 1), "now");
  late.reject(new Error("late"));
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(unhandled, []);
});

const HALF = { aborted: false, addEventListener() {} };
const NOT_SIGNALS = ["abort", 1, true, {}, [], { aborted: false }, { ...HALF, aborted: "no" }, HALF];

for (const signal of NOT_SIGNALS) {
  test(`what is no signal is refused: ${typeof signal} ${Object.keys(Object(signal))}`, async (t) => {
    const { client, requests } = await platform(t);
    const error = await failureOf(soon((await client()).healthcheck({ signal: untyped(signal) })));
    assert.equal(error.kind, "config");
    assert.match(error.message, /signal/);
    assert.deepEqual(requests, []);
  });
}
