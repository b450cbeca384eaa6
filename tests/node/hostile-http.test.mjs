// What breaks HTTP itself, over raw sockets, from either server: it ends in an error of the network, never in a call
// that hangs, a process that dies or a value; and the same client works with the next good answer.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { gzipSync } from "node:zlib";
import { soon } from "./support/wait.mjs";
import { answerOf, outcomeOf, rawPlatform } from "./support/raw.mjs";

/** @import { Socket } from "node:net" */

const OK = '{"version":"1.0","etat":"OK"}';
const GRANT = '{"access_token":"a-token","token_type":"Bearer","expires_in":3600}';

const RESET = "resetAndDestroy";

/**
 * Bytes, then the end of the connection: in order, or a reset.
 * @param {string | Uint8Array} bytes
 * @param {"end" | typeof RESET} [end]
 * @returns {(socket: Socket) => void}
 */
const cut =
  (bytes, end = "end") =>
  (socket) =>
    socket.write(bytes, () => socket[end]());

/** @param {string} body @param {string[]} headers */
const unannounced = (body, ...headers) => answerOf(body, { headers, length: false });
/** @param {string} body @param {string} rest @param {string[]} headers */
const chunked = (body, rest, ...headers) => {
  const chunks = `${body.length.toString(16)}\r\n${body}\r\n${rest}`;
  return cut(unannounced(chunks, "Transfer-Encoding: chunked", ...headers));
};
const LAST_CHUNK = "0\r\n\r\n";
const manyHeaders = Array.from({ length: 20_000 }, (_, index) => `X-Header-${index}: ${"z".repeat(30)}`);

/**
 * Each makes, of a body that would be good, an answer that is not.
 * @type {Record<string, (good: string) => (socket: Socket) => void>}
 */
const BROKEN = {
  "garbage instead of HTTP": () => cut("\x00\x01garbage\r\n\r\n"),
  "another protocol": () => cut("SSH-2.0-OpenSSH_9.2\r\n"),
  "a body without a head": (good) => cut(good),
  "the preface of HTTP/2": () => cut("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
  "a status that is no number": (good) => cut(answerOf(good, { status: "ok fine" })),
  "a connection closed at once": () => (socket) => socket.end(),
  "a connection reset at once": () => (socket) => socket[RESET](),
  "a connection closed in the head": () => cut("HTTP/1.1 200 OK\r\nContent-Ty"),
  "a connection reset in the head": () => cut("HTTP/1.1 200 OK\r\nContent-Ty", RESET),
  "a connection closed in the body": (good) => cut(answerOf(good).subarray(0, -5)),
  "a connection reset in the body": (good) => cut(answerOf(good).subarray(0, -5), RESET),
  "a length that is too large": (good) => cut(unannounced(good, "Content-Length: 100000")),
  "a length that is no number": (good) => cut(unannounced(good, "Content-Length: many")),
  "a negative length": (good) => cut(unannounced(good, "Content-Length: -1")),
  "two lengths": (good) => cut(answerOf(good, { headers: ["Content-Length: 5"] })),
  "a length and chunks": (good) => chunked(good, LAST_CHUNK, "Content-Length: 5"),
  "chunks that stop": (good) => chunked(good, ""),
  "a chunk that stops": (good) => chunked(good, "ff\r\nhalf"),
  "a chunk whose size is no number": (good) => chunked(good, `zz\r\nrest\r\n${LAST_CHUNK}`),
  "a chunk of 2^80 bytes": (good) => chunked(good, `1${"0".repeat(20)}\r\n`),
  "a carriage return in a header's name": (good) => cut(answerOf(good, { headers: ["X-Bad\r : 1"] })),
  "a NUL in a header": (good) => cut(answerOf(good, { headers: ["X-Bad: a\0b"] })),
  "control characters in the content type": (good) => cut(answerOf(good, { type: "\xff\xfe\x01" })),
  "headers of 20 KB": (good) => cut(answerOf(good, { headers: [`X-Long: ${"y".repeat(20_000)}`] })),
  "headers of 1 MB": (good) => cut(answerOf(good, { headers: manyHeaders })),
  "a switch of protocols": () => cut("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n"),
  "interim answers and nothing else": () => cut("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n".repeat(100)),
};

const GOOD = { token: GRANT, api: OK };

// At once, because a client may wait before it tries again.
describe("broken HTTP", { concurrency: 8 }, () => {
  for (const where of /** @type {const} */ (["token", "api"])) {
    for (const [name, answer] of Object.entries(BROKEN)) {
      test(`${name}, from ${where}: network`, async (t) => {
        const platform = await rawPlatform(t, { [where]: answer(GOOD[where]) });
        const { kind, error } = await outcomeOf(platform, await platform.client({ timeout: 5000 }));
        assert.deepEqual([kind, error?.retryable], ["network", true], error?.message);
        assert.ok(error?.cause instanceof Error);
      });
    }

    test(`gzip that is none, from ${where}: protocol`, async (t) => {
      const response = cut(answerOf(GOOD[where], { headers: ["Content-Encoding: gzip"] }));
      const platform = await rawPlatform(t, { [where]: response });
      const { kind, error } = await outcomeOf(platform, await platform.client({ timeout: 5000 }));
      assert.deepEqual([kind, error?.retryable], ["protocol", true], error?.message);
      assert.ok(error?.cause instanceof Error);
    });

    test(`gzip that is cut, from ${where}: whatever the platform tells, half an answer is none`, async (t) => {
      const half = gzipSync(GOOD[where].padEnd(5000)).subarray(0, 30);
      const platform = await rawPlatform(t, { [where]: cut(answerOf(half, { headers: ["Content-Encoding: gzip"] })) });
      const { kind } = await outcomeOf(platform, await platform.client({ timeout: 5000 }));
      assert.ok(["network", "protocol"].includes(kind), kind);
    });

    test(`interim answers before a good one, from ${where}: it is the good one that counts`, async (t) => {
      const interim =
        "HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </x>; rel=preload\r\n\r\n".repeat(20);
      const platform = await rawPlatform(t, { [where]: Buffer.concat([Buffer.from(interim), answerOf(GOOD[where])]) });
      assert.equal((await outcomeOf(platform, await platform.client())).kind, "ok");
    });
  }
});

test("an answer that nobody asked for, sent behind a good one, does not answer the next request", async (t) => {
  const forged = answerOf('{"version":"forged","etat":"FORGED"}');
  const platform = await rawPlatform(t, { api: Buffer.concat([answerOf(OK), forged]) });
  const sne = await platform.client();
  for (let call = 0; call < 20; call += 1) {
    const answer = await soon(sne.healthcheck(), 10).catch((error) => assert.equal(error.kind, "network"));
    if (answer) assert.deepEqual(answer, JSON.parse(OK));
  }
});
