// A platform that is written byte by byte, for answers that no HTTP server would give.

import assert from "node:assert/strict";
import { createServer } from "node:net";
import { SneCotation } from "sne-cotation";
import { checkShape } from "./failure.mjs";
import { CREDENTIALS, TOKEN, listening, portOf } from "./platform.mjs";
import { soon, until } from "./wait.mjs";

/** @import { Socket } from "node:net" */
/** @import { TestContext } from "node:test" */
/** @import { Options, SneError, SneErrorKind } from "sne-cotation" */
/** @import { Client, ClientOptions } from "./platform.mjs" */

/** Bytes, or what writes them. @typedef {string | Uint8Array | ((socket: Socket) => unknown)} RawAnswer */
/** What is answered at each of the two addresses. @typedef {{ token?: RawAnswer, api?: RawAnswer }} RawAnswers */
/** @typedef {Awaited<ReturnType<typeof rawPlatform>>} RawPlatform */

const OK = { version: "1.0", etat: "OK" };

/**
 * An answer as bytes. `headers` are lines; the length of the body is announced unless told otherwise.
 * @param {string | Buffer} [body]
 * @param {{ status?: string, headers?: string[], type?: string, length?: boolean }} [options]
 */
export function answerOf(
  body = "",
  { status = "200 OK", headers = [], type = "application/json", length = true } = {},
) {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(body);
  const lines = [`HTTP/1.1 ${status}`, ...(type ? [`Content-Type: ${type}`] : []), ...headers];
  if (length) lines.push(`Content-Length: ${bytes.length}`);
  return Buffer.concat([Buffer.from(`${lines.join("\r\n")}\r\n\r\n`, "latin1"), bytes]);
}

const GOOD = {
  token: answerOf(JSON.stringify({ access_token: `${TOKEN}good`, token_type: "Bearer", expires_in: 3600 })),
  api: answerOf(JSON.stringify(OK)),
};

/**
 * Starts it until the test ends. `hostile[where]`, "token" or "api", is what a request there is answered with: bytes,
 * or a function that is given the socket; without it, the answer is a good one. `requests` lists `where`, the head and
 * the socket of each request, `open` holds the connections that are not closed.
 * @param {TestContext} t
 * @param {RawAnswers} [hostile]
 */
export async function rawPlatform(t, hostile = {}) {
  /** @type {{ where: keyof RawAnswers, head: string, socket: Socket }[]} */
  const requests = [];
  /** @type {Set<Socket>} */
  const open = new Set();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on("error", () => {}).once("close", () => open.delete(socket));
    onRequests(socket, (head) => {
      const where = head.startsWith("POST /token") ? "token" : "api";
      requests.push({ where, head, socket });
      const answer = hostile[where] ?? GOOD[where];
      if (typeof answer === "function") answer(socket);
      else socket.write(answer);
    });
  });
  await listening(server);
  t.after(() => {
    for (const socket of open) socket.destroy();
    return new Promise((resolve) => server.close(resolve));
  });
  const url = `http://127.0.0.1:${portOf(server)}`;
  const environment = { tokenUrl: `${url}/token`, apiUrl: `${url}/api` };
  /** @param {ClientOptions} [options] */
  const client = (options) => SneCotation.create(/** @type {Options} */ ({ environment, ...CREDENTIALS, ...options }));
  return { url, hostile, requests, open, client };
}

/**
 * Calls back with the head of each request, once its body is there.
 * @param {Socket} socket
 * @param {(head: string) => void} callback
 */
function onRequests(socket, callback) {
  let text = "";
  socket.setEncoding("latin1").on("data", (/** @type {string} */ piece) => {
    text += piece;
    for (;;) {
      const end = text.indexOf("\r\n\r\n");
      const head = text.slice(0, end);
      const length = Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0);
      if (end < 0 || text.length < end + 4 + length) return;
      text = text.slice(end + 4 + length);
      callback(head);
    }
  });
}

/**
 * Makes a healthcheck against what is hostile, then against what is well again. The first may give anything but a
 * failure that is no `SneError`; the second must succeed. Resolves to `{ kind, error }` of the first; its kind is "ok"
 * when there is no error.
 * @param {RawPlatform} platform
 * @param {Client} sne
 * @returns {Promise<{ kind: "ok", error?: undefined } | { kind: SneErrorKind, error: SneError }>}
 */
export async function outcomeOf(platform, sne) {
  const failure = await soon(sne.healthcheck(), 20).then(
    () => undefined,
    (error) => ({ error }),
  );
  if (failure) checkShape(failure.error);
  await assertUsable(platform, sne);
  return failure ? { kind: failure.error.kind, error: failure.error } : { kind: "ok" };
}

/**
 * The client works once the platform does; one that spares a platform in trouble may take a moment, and is told to
 * forget.
 * @param {Pick<RawPlatform, "hostile">} platform
 * @param {Client} sne
 */
export async function assertUsable({ hostile }, sne) {
  delete hostile.token;
  delete hostile.api;
  sne.forgetToken();
  assert.deepEqual(await until(() => soon(sne.healthcheck()).catch(() => undefined), "a good answer"), OK);
}
