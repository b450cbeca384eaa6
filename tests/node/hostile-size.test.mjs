// Answers that are far too large, over real sockets: a token answer is given up after 64 KB, the API's after
// `maxResponseBytes`, an error's after 64 KB. How much was read is counted on both sides: what the client took from the
// body, and what the server could get rid of.

import assert from "node:assert/strict";
import { once } from "node:events";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { failureOf } from "./support/failure.mjs";
import { always, platform } from "./support/platform.mjs";
import { soon, until } from "./support/wait.mjs";

/** @import { FetchLike, SneErrorKind } from "sne-cotation" */
/** @import { Reply } from "./support/platform.mjs" */

const KB = 1024;
const MB = 1024 * KB;
const HUGE = 96 * MB;
const TOKEN_LIMIT = 64 * KB;
/** What the kernel's buffers on both ends of a connection, and Node's, may hold of what nobody reads. */
const BUFFERED = 16 * MB;
const JSON_TYPE = { "Content-Type": "application/json" };
const PIECE = Buffer.alloc(64 * KB, " ");

/** A server that writes 96 MB as fast as it is read; `taken` is what it could get rid of. */
function flood(status = 200, headers = {}) {
  const seen = { taken: 0, isOver: false };
  /** @type {Reply} */
  const handler = async (_request, response) => {
    response.once("close", () => {
      seen.isOver = true;
    });
    response.writeHead(status, { ...JSON_TYPE, ...headers });
    while (seen.taken < HUGE && !response.destroyed) {
      const goesOn = response.write(PIECE, (error) => {
        if (!error) seen.taken += PIECE.length;
      });
      if (!goesOn) await Promise.race([once(response, "drain"), once(response, "close")]).catch(() => {});
    }
    response.end();
  };
  return { handler, seen };
}

/** How many bytes were read, and how many of them at last. @typedef {{ read: number, last: number }} Counted */

/**
 * A fetch that counts, in `seen`, the bytes that are read of the bodies from one place, and those of the last piece.
 * @param {string} where
 * @param {Counted} seen
 * @returns {FetchLike}
 */
function countingFetch(where, seen) {
  return async (url, init) => {
    const response = await fetch(url, init);
    if (!url.includes(where)) return response;
    assert.ok(response.body);
    const reader = response.body.getReader();
    /** @param {ReadableStreamDefaultController} controller */
    const pull = async (controller) => {
      const { done, value } = await reader.read();
      if (done) return controller.close();
      Object.assign(seen, { read: seen.read + value.byteLength, last: value.byteLength });
      controller.enqueue(value);
    };
    /** @param {unknown} reason */
    const cancel = (reason) => reader.cancel(reason);
    const { status, headers } = response;
    return new Response(new ReadableStream({ pull, cancel }, { highWaterMark: 0 }), { status, headers });
  };
}

/** What is read ends with the piece that goes beyond the limit. @param {Counted} seen @param {number} limit */
function assertStopped({ read, last }, limit) {
  assert.ok(read > 0 && read - last <= limit, `${read} bytes read, ${last} of them at last, of ${limit}`);
  assert.ok(last <= 64 * KB, `a piece of ${last} bytes`);
}

const ANNOUNCEMENTS = { "with its length": { "Content-Length": String(HUGE) }, "without a length": {} };

for (const [announced, headers] of Object.entries(ANNOUNCEMENTS)) {
  test(`a token answer of 96 MB, ${announced}: refused after 64 KB, and the connection given up`, async (t) => {
    const { handler, seen } = flood(200, headers);
    const { client } = await platform(t, { token: handler });
    const error = await failureOf(soon((await client()).healthcheck(), 10));
    assert.deepEqual([error.kind, error.status, error.retryable, error.attempts], ["protocol", 200, false, 0]);
    assert.match(error.message, /65536/);
    await until(() => seen.isOver, "the end of the connection");
    assert.ok(seen.taken < BUFFERED, `the server got rid of ${seen.taken} bytes`);
  });

  test(`a token answer of 96 MB, ${announced}: 64 KB and the piece that goes beyond are read, no more`, async (t) => {
    const { client } = await platform(t, { token: flood(200, headers).handler });
    const seen = { read: 0, last: 0 };
    const sne = await client({ fetch: countingFetch("/token", seen) });
    assert.equal((await failureOf(soon(sne.healthcheck(), 10))).kind, "protocol");
    assertStopped(seen, TOKEN_LIMIT);
  });

  for (const [
    limit,
    status,
    kind,
    allowed,
  ] of /** @type {[limit: number, status: number, kind: SneErrorKind, allowed: number][]} */ ([
    [1 * MB, 200, "protocol", 1 * MB],
    [5 * KB, 200, "protocol", 5 * KB],
    // Of an error, the status says enough: 64 KB are looked into, whatever a success may have.
    [8 * MB, 422, "request", 64 * KB],
    [5 * KB, 422, "request", 64 * KB],
  ])) {
    test(`an answer ${status} of 96 MB from the API, ${announced}, with a limit of ${limit}: ${kind}`, async (t) => {
      const { handler, seen } = flood(status, headers);
      const { client } = await platform(t, { api: handler });
      const counted = { read: 0, last: 0 };
      const sne = await client({ maxResponseBytes: limit, fetch: countingFetch("/api", counted) });
      const error = await failureOf(soon(sne.healthcheck(), 10));
      assert.deepEqual([error.kind, error.status], [kind, status]);
      if (status === 200)
        assert.match(`${error.message} ${error.advice}`, new RegExp(`${limit}.*maxResponseBytes`, "s"));
      assertStopped(counted, allowed);
      await until(() => seen.isOver, "the end of the connection");
      assert.ok(seen.taken < BUFFERED, `the server got rid of ${seen.taken} bytes`);
    });
  }
}

test("a token refusal of 96 MB is a refusal, of which 64 KB are looked into", async (t) => {
  const { handler, seen } = flood(400);
  const { client } = await platform(t, { token: handler });
  const counted = { read: 0, last: 0 };
  const error = await failureOf(soon((await client({ fetch: countingFetch("/token", counted) })).healthcheck(), 20));
  assert.deepEqual([error.kind, error.status], ["authorization-server", 400]);
  assert.ok(counted.read <= 64 * TOKEN_LIMIT, `${counted.read}`);
  await until(() => seen.isOver, "the end of the connection");
});

const bomb = gzipSync(Buffer.alloc(HUGE, " "));
/** @type {Record<string, [bytes: Buffer, encoding: string]>} */
const BOMBS = {
  "compressed once": [bomb, "gzip"],
  "compressed twice": [gzipSync(bomb), "gzip, gzip"],
};

for (const [name, [bytes, encoding]] of Object.entries(BOMBS)) {
  for (const where of ["token", "api"]) {
    test(`96 MB ${name}, from ${where}: inflated to the limit and no further`, async (t) => {
      const answer = always(200, { ...JSON_TYPE, "Content-Encoding": encoding, "Content-Length": bytes.length }, bytes);
      const { client } = await platform(t, { [where]: answer });
      const counted = { read: 0, last: 0 };
      const sne = await client({ maxResponseBytes: TOKEN_LIMIT, fetch: countingFetch(`/${where}`, counted) });
      assert.equal((await failureOf(soon(sne.healthcheck(), 10))).kind, "protocol");
      assertStopped(counted, TOKEN_LIMIT);
      // And with the platform's own fetch, which may read in one go what is said to be short.
      const bare = await client({ maxResponseBytes: TOKEN_LIMIT });
      const before = process.memoryUsage().arrayBuffers;
      assert.equal((await failureOf(soon(bare.healthcheck(), 10))).kind, "protocol");
      assert.ok(process.memoryUsage().arrayBuffers - before < 16 * MB, "it is not kept in memory");
    });
  }
}
