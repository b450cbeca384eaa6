// The simulator on real sockets.

import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { test } from "node:test";
import { createSimulator } from "sne-cotation/simulator";
import { callWith, tokenFor, tokenRequest } from "./simulator-support.mjs";
import { untyped } from "./support/untyped.mjs";

/** @import { TestContext } from "node:test" */
/** @import { LocalServer, SimulatorOptions } from "sne-cotation/simulator" */
/** @import { FetchArguments } from "./simulator-support.mjs" */

/**
 * A simulator that listens for the length of a test, and a token of its working application.
 * @param {TestContext} t
 * @param {SimulatorOptions} [options]
 */
async function serving(t, options) {
  const simulator = await createSimulator(options);
  const server = await simulator.listen();
  t.after(() => server.close());
  const token = await tokenFor({ fetch, environments: server.environments }, simulator.find());
  /** @param {RequestInit} [init] */
  const call = (init) => get(callWith(token, server.environments), init);
  return { simulator, server, token, call };
}

/** @param {FetchArguments} call @param {RequestInit} [more] */
function get([url, init], more) {
  return fetch(url, { ...init, ...more });
}

test("token and healthcheck over a local address", async (t) => {
  const { server, call } = await serving(t);
  assert.match(server.url, /^http:\/\/127\.0\.0\.1:\d+$/);
  assert.equal(server.environments.production.tokenUrl, `${server.url}/oauth/api/oauth/token`);
  assert.equal(server.environments.sandbox.apiUrl, `${server.url}/sandbox-api/mtes/sne-cotation/v1.0`);
  const answer = await call();
  assert.deepEqual([answer.status, await answer.json()], [200, { version: "1.0", etat: "OK" }]);
});

test("the token endpoint refuses whatever carries Origin, without CORS headers", async (t) => {
  const { simulator, server } = await serving(t);
  const [url, init] = tokenRequest(server.environments, simulator.find());
  const headers = { Origin: "https://app.example" };
  const preflight = { method: "OPTIONS", headers: { ...headers, "Access-Control-Request-Method": "POST" } };
  for (const request of [{ ...init, headers }, preflight]) {
    const answer = await fetch(url, request);
    assert.deepEqual([answer.status, await answer.text()], [403, ""]);
    assert.deepEqual(
      [...answer.headers.keys()].filter((name) => name.startsWith("access-control")),
      [],
    );
  }
});

test("over quota, the body of the request comes back", async (t) => {
  const { simulator, server } = await serving(t, { clock: "manual" });
  const token = await tokenFor({ fetch, environments: server.environments }, simulator.find("quota-by-second"));
  const [url, init] = callWith(token, server.environments);
  await fetch(url, init);
  await fetch(url, init);
  const answer = await fetch(url, { ...init, method: "POST", body: "Dupont" });
  assert.deepEqual([answer.status, answer.headers.get("retry-after"), await answer.text()], [429, "1", "Dupont"]);
});

test("a truncated body announces its whole length and is cut on the wire", async (t) => {
  const { simulator, server, token } = await serving(t);
  for (const after of [0, 5]) {
    simulator.inject("gateway", { type: "truncated-body", after });
    const line = "GET /sandbox-api/mtes/sne-cotation/v1.0/healthcheck HTTP/1.1";
    const text = await raw(server, `${line}\r\nHost: x\r\nAuthorization: Bearer ${token}\r\n\r\n`);
    const [head, body] = text.split("\r\n\r\n");
    assert.match(head, /^HTTP\/1\.1 200[\s\S]*content-length: 29/i);
    assert.equal(body, '{"version"'.slice(0, after));
  }
  simulator.inject("gateway", { type: "truncated-body", after: 5 });
  const answer = await get(callWith(token, server.environments));
  await assert.rejects(answer.text(), TypeError);
});

/** What comes back on a connection until it ends. @param {LocalServer} server @param {string} request */
async function raw(server, request) {
  const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
  socket.setEncoding("utf8").write(request);
  let received = "";
  socket.on("data", (data) => {
    received += data;
  });
  await once(socket, "close");
  return received;
}

test("a dropped connection is dropped", async (t) => {
  const { simulator, server, call } = await serving(t);
  simulator.inject("gateway", "dropped-connection");
  await assert.rejects(call(), TypeError);
  simulator.inject("gateway", "dropped-connection");
  assert.equal(await raw(server, "GET /api/x HTTP/1.1\r\nHost: x\r\n\r\n"), "");
  assert.equal((await call()).status, 200);
});

test("a slow body comes in pieces, after its head", async (t) => {
  const { simulator, call } = await serving(t);
  simulator.inject("gateway", { type: "slow-body", milliseconds: 1, chunkSize: 7 });
  const answer = await call();
  assert.equal(answer.headers.get("content-length"), "29");
  assert.equal((await answer.json()).etat, "OK");
});

test("a client that goes away leaves nothing waiting", async (t) => {
  const { simulator, call } = await serving(t);
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
  simulator.clearExchanges();
  simulator.inject("gateway", { type: "delay", milliseconds: 3_600_000 });
  const controller = new AbortController();
  const pending = call({ signal: controller.signal });
  while (simulator.exchanges.length === 0) await new Promise(setImmediate);
  await new Promise(setImmediate);
  const waiting = timers();
  controller.abort(new Error("enough"));
  await assert.rejects(pending, /enough/);
  while (timers() >= waiting) await new Promise(setImmediate);
  assert.equal((await call()).status, 200);
});

test("a huge body arrives whole", async (t) => {
  const { simulator, call } = await serving(t);
  simulator.inject("gateway", { type: "huge-body", bytes: 5_000_000 });
  assert.equal((await (await call()).arrayBuffer()).byteLength, 5_000_000);
});

test("a redirect stays on the local server", async (t) => {
  const { simulator, server, call } = await serving(t);
  simulator.inject("gateway", "login-redirect");
  const answer = await call();
  assert.deepEqual([answer.status, answer.url], [200, `${server.url}/sandbox-api/login`]);
});

test("other paths say where to go", async (t) => {
  const { server } = await serving(t);
  const answer = await fetch(`${server.url}/favicon.ico`);
  assert.equal(answer.status, 404);
  assert.deepEqual((await answer.json()).environments, server.environments);
});

test("close cuts idle and waiting connections, and can be called again", async () => {
  const simulator = await createSimulator();
  const server = await simulator.listen();
  await (await fetch(`${server.url}/api/x`)).text();
  simulator.inject("gateway", { type: "delay", milliseconds: 3_600_000 });
  const pending = fetch(`${server.url}/api/x`);
  while (simulator.exchanges.length < 2) await new Promise(setImmediate);
  await Promise.all([server.close(), assert.rejects(pending, TypeError)]);
  await server.close();
  await assert.rejects(fetch(`${server.url}/api/x`), TypeError);
});

test("a taken port and an unknown option are errors", async (t) => {
  const { simulator, server } = await serving(t);
  await assert.rejects(simulator.listen({ port: Number(new URL(server.url).port) }), { code: "EADDRINUSE" });
  await assert.rejects(simulator.listen(untyped({ prot: 1 })), /unknown option: prot/);
});
