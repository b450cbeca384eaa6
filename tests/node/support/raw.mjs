// A platform that is written byte by byte, for answers that no HTTP server would give.

import assert from "node:assert/strict";
import { createServer } from "node:net";
import { SneCotation } from "sne-cotation";
import { checkShape } from "./failure.mjs";
import { CREDENTIALS, TOKEN } from "./platform.mjs";
import { soon, until } from "./wait.mjs";

const OK = { version: "1.0", etat: "OK" };

/** An answer as bytes. `headers` are lines; the length of the body is announced unless told otherwise. */
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
 * Starts it until the test ends. `hostile[where]`, "token" or "api", is what a request there is answered with: bytes, or
 * a function that is given the socket; without it, the answer is a good one. `requests` lists `where`, the head and the
 * socket of each request, `open` holds the connections that are not closed.
 */
export async function rawPlatform(t, hostile = {}) {
  const requests = [];
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
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => {
    for (const socket of open) socket.destroy();
    return new Promise((resolve) => server.close(resolve));
  });
  const url = `http://127.0.0.1:${server.address().port}`;
  const environment = { tokenUrl: `${url}/token`, apiUrl: `${url}/api` };
  const client = (options) => SneCotation.create({ environment, ...CREDENTIALS, ...options });
  return { url, hostile, requests, open, client };
}

/** Calls back with the head of each request, once its body is there. */
function onRequests(socket, callback) {
  let text = "";
  socket.setEncoding("latin1").on("data", (piece) => {
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
 */
export async function outcomeOf(platform, sne) {
  const outcome = await soon(sne.healthcheck(), 20).then(
    () => ({ kind: "ok" }),
    (error) => ({ kind: error?.kind, error }),
  );
  if (outcome.kind !== "ok") checkShape(outcome.error);
  await assertUsable(platform, sne);
  return outcome;
}

/** The client works once the platform does; one that spares a platform in trouble may take a moment, and is told to forget. */
export async function assertUsable({ hostile }, sne) {
  for (const where of Object.keys(hostile)) delete hostile[where];
  sne.forgetToken();
  assert.deepEqual(await until(() => soon(sne.healthcheck()).catch(() => undefined), "a good answer"), OK);
}
