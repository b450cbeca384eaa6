// The adapter for Node's own requests and responses: what a handler of standard requests gets to see, and what becomes
// of its answer.

import assert from "node:assert/strict";
import { once } from "node:events";
import { Agent, createServer, request } from "node:http";
import { setImmediate as turn } from "node:timers/promises";
import { test } from "node:test";
import { toNodeHandler } from "sne-cotation/relay";
import { serve } from "./support/platform.mjs";
import { untyped } from "./support/untyped.mjs";
import { soon, until } from "./support/wait.mjs";

/** @import { IncomingMessage, ServerResponse } from "node:http" */
/** @import { TestContext } from "node:test" */

/**
 * A server around a handler of standard requests; `before` may change Node's request, as a framework does.
 * @param {TestContext} t
 * @param {(request: Request) => Promise<Response>} handler
 * @param {(incoming: IncomingMessage, outgoing: ServerResponse) => unknown} [before]
 */
function serving(t, handler, before = () => {}) {
  const handle = toNodeHandler(handler);
  const server = createServer((incoming, outgoing) => {
    before(incoming, outgoing);
    return handle(incoming, outgoing);
  });
  return serve(t, server);
}

test("method, path, query, headers and body arrive as they were sent", async (t) => {
  /** @param {Request} seen */
  const echo = async (seen) => {
    const { pathname, search } = new URL(seen.url);
    return Response.json([seen.method, pathname, search, seen.headers.get("x-mine"), await seen.text()]);
  };
  const url = await serving(t, echo);
  for (const method of ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"]) {
    const answer = await fetch(`${url}/a/b?c=d`, { method, headers: { "X-Mine": "é".normalize() }, body: "body ü" });
    assert.deepEqual(await answer.json(), [method, "/a/b", "?c=d", "é", "body ü"]);
  }
  const answer = await fetch(`${url}/a//b`, { headers: { "X-Mine": "1" } });
  assert.deepEqual(await answer.json(), ["GET", "/a//b", "", "1", ""]);
});

test("paths that could be taken for an address are paths", async (t) => {
  const url = await serving(t, async (seen) => new Response(seen.url));
  for (const [path, seen] of [
    ["//evil.example/x", "http://localhost//evil.example/x"],
    ["/\\evil.example", "http://localhost//evil.example"],
    ["*", "http://localhost/"],
    ["http://evil.example/", "http://localhost/"],
    ["/@evil.example", "http://localhost/@evil.example"],
  ]) {
    const { hostname, port } = new URL(url);
    const sent = request({ hostname, port, path, method: "OPTIONS", agent: false });
    sent.end();
    const [response] = await once(sent, "response");
    assert.equal((await response.setEncoding("utf8").toArray()).join(""), seen, path);
  }
});

test("where a framework mounts the handler, the path is still the whole one", async (t) => {
  /** @param {IncomingMessage} incoming */
  const mounted = (incoming) => Object.assign(incoming, { originalUrl: incoming.url, url: "/" });
  const url = await serving(t, async (seen) => new Response(new URL(seen.url).pathname), mounted);
  assert.equal(await (await fetch(`${url}/api/token`)).text(), "/api/token");
});

test("a body that a parser has read is there all the same", async (t) => {
  for (const body of [{ rejected: "é" }, '{"rejected":"é"}', Buffer.from('{"rejected":"é"}')]) {
    const url = await serving(
      t,
      async (seen) => Response.json(await seen.json()),
      (incoming) => {
        incoming.resume();
        Object.assign(incoming, { body });
      },
    );
    assert.deepEqual(await (await fetch(url, { method: "POST", body: "{}" })).json(), { rejected: "é" });
  }
});

test("the body is read when it is asked for, and not before", async (t) => {
  /** @type {IncomingMessage | undefined} */
  let incoming;
  /** @type {unknown[]} */
  const didRead = [];
  /** @param {Request} seen */
  const handler = async (seen) => {
    for (let count = 0; count < 5; count += 1) await turn();
    didRead.push(incoming?.readableDidRead);
    await seen.text();
    didRead.push(incoming?.readableDidRead);
    return new Response();
  };
  const url = await serving(t, handler, (one) => {
    incoming = one;
  });
  assert.equal((await fetch(url, { method: "POST", body: "x".repeat(100_000) })).status, 200);
  assert.deepEqual(didRead, [false, true]);
});

test("the connection is kept when all was read, and closed when not", async (t) => {
  const agent = new Agent({ keepAlive: true });
  t.after(() => agent.destroy());
  const url = await serving(t, async (seen) => {
    if (Number(seen.headers.get("content-length")) < 1000) await seen.text();
    return new Response();
  });
  for (const [length, expected] of /** @type {[length: number, expected: string][]} */ ([
    [0, "keep-alive"],
    [999, "keep-alive"],
    [5_000_000, "close"],
  ])) {
    const sent = request(url, { method: "POST", agent, headers: { "Content-Length": length } });
    sent.on("error", () => {});
    sent.end("x".repeat(length));
    const [response] = await once(sent, "response");
    assert.deepEqual([response.statusCode, response.headers.connection], [200, expected], `${length} bytes`);
    response.resume();
  }
});

test("a client that goes away aborts the request; an answer that was sent does not", async (t) => {
  /** @type {AbortSignal[]} */
  const signals = [];
  /** @type {Promise<Response>} */
  const never = new Promise(() => {});
  const url = await serving(t, ({ signal, headers }) => {
    signals.push(signal);
    return headers.has("x-stay") ? Promise.resolve(new Response("ok")) : never;
  });
  assert.equal((await fetch(url, { headers: { "X-Stay": "1" } })).status, 200);
  const leaving = request(url, { agent: false }).on("error", () => {});
  leaving.end();
  await until(() => signals.length === 2, "the second request");
  assert.equal(signals[1].aborted, false);
  leaving.destroy();
  await until(() => signals[1].aborted, "the abort");
  assert.equal(signals[0].aborted, false);
});

test("a handler that fails: 500 without a word", async (t) => {
  for (const handler of [() => Promise.reject(new Error("mine")), () => assert.fail("mine"), async () => undefined]) {
    const answer = await soon(fetch(await serving(t, untyped(handler))));
    assert.deepEqual([answer.status, await answer.text(), answer.headers.get("cache-control")], [500, "", "no-store"]);
  }
});

test("an answer that somebody else has sent is left alone", async (t) => {
  const url = await serving(
    t,
    async () => new Response("late"),
    (_, outgoing) => outgoing.writeHead(418).end("early"),
  );
  const answer = await fetch(url);
  assert.deepEqual([answer.status, await answer.text()], [418, "early"]);
});
