// Servers that hang or drip, over raw sockets, in every part of an answer: the call ends at its time-out, and its
// connection is closed, so that nothing is left of it.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { failureOf } from "./support/failure.mjs";
import { answerOf, assertUsable, rawPlatform } from "./support/raw.mjs";
import { soon, until } from "./support/wait.mjs";

/** @import { Socket } from "node:net" */

const TIMEOUT = 400;
const PAUSE = 50;

/**
 * Sends some bytes at once, then a byte at a time, over and over, for as long as the other side listens.
 * @param {string | Uint8Array} first
 * @param {(index: number) => string} bytes
 * @returns {(socket: Socket) => void}
 */
const dripping = (first, bytes) => (socket) => {
  socket.write(first);
  let sent = 0;
  const timer = setInterval(() => socket.write(bytes(sent++)), PAUSE);
  socket.once("close", () => clearInterval(timer));
};
/** @param {string} status @param {string[]} headers */
const head = (status, ...headers) => answerOf("", { status, headers, length: false });
const LONG = "Content-Length: 1000000";

/** @satisfies {Record<string, (socket: Socket) => void>} */
const SLOW = {
  "takes the request and says nothing": () => {},
  "sends half of a status line": (socket) => socket.write("HTTP/1.1 2"),
  "sends half of a head": (socket) => socket.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"),
  "sends a head and no body": (socket) => socket.write(head("200 OK", LONG)),
  "sends a head and no body, without a length": (socket) => socket.write(head("200 OK")),
  "sends half of a body": (socket) => socket.write(Buffer.concat([head("200 OK", LONG), Buffer.from('{"version":')])),
  "sends chunks without a last one": (socket) =>
    socket.write(Buffer.concat([head("200 OK", "Transfer-Encoding: chunked"), Buffer.from("2\r\n{}\r\n")])),
  "sends the head of an error and no body": (socket) => socket.write(head("422 No", LONG)),
  "drips a head": dripping("HTTP/1.1 200 OK\r\nX-Drip: ", () => "y"),
  "drips headers": dripping("HTTP/1.1 200 OK\r\n", (index) => `X-${index}: y\r\n`),
  "drips interim answers": dripping("", () => "HTTP/1.1 103 Early Hints\r\n\r\n"),
  "drips a body": dripping(head("200 OK", LONG), () => " "),
  "drips chunks": dripping(head("200 OK", "Transfer-Encoding: chunked"), () => "1\r\n \r\n"),
  "drips the body of an error": dripping(head("422 No", LONG), () => " "),
  "stops reading and writing": (socket) => socket.pause(),
};

describe("slow servers", { concurrency: 8 }, () => {
  for (const where of ["token", "api"]) {
    for (const [name, answer] of Object.entries(SLOW)) {
      test(`a server that ${name}, as ${where}: a time-out, and the connection is closed`, async (t) => {
        const platform = await rawPlatform(t, { [where]: answer });
        const sne = await platform.client({ timeout: TIMEOUT });
        const begun = performance.now();
        const error = await failureOf(soon(sne.healthcheck(), 10));
        const took = performance.now() - begun;
        assert.deepEqual([error.kind, error.retryable], ["timeout", true]);
        assert.equal(error.attempts, where === "token" ? 0 : 1);
        assert.ok(took >= TIMEOUT - 20, `not before its time: ${took} ms`);
        const hung = platform.requests.findLastIndex((request) => request.where === where);
        await until(() => !platform.open.has(platform.requests[hung].socket), "the end of the connection");
        await assertUsable(platform, await platform.client());
        await assertUsable(platform, sne);
      });
    }
  }
});

test("100 calls that hang at once leave no connection behind, and the client usable", async (t) => {
  const platform = await rawPlatform(t, {});
  const sne = await platform.client({ timeout: TIMEOUT });
  await soon(sne.accessToken());
  const before = platform.requests.length;
  platform.hostile.api = SLOW["drips a body"];
  const errors = await soon(Promise.all(Array.from({ length: 100 }, () => failureOf(sne.healthcheck()))), 15);
  assert.ok(errors.every(({ kind }) => kind === "timeout"));
  const hung = platform.requests.slice(before).map(({ socket }) => socket);
  assert.ok(hung.length > 0);
  await until(() => hung.every((socket) => !platform.open.has(socket)), "the end of the connections");
  await assertUsable(platform, sne);
});
