// The server of the benchmarks, in a process of its own: the least that can answer a token request, a healthcheck and a
// search, and give a page its files. The first part of an address says how it is to behave; what comes under one name
// is counted for itself:
//   /plain/…           all is well
//   /slow-NAME/…       the token takes 50 ms
//   /revoking-NAME/…   the gateway refuses the first token, from the second call on
//   /refusing-NAME/…   the authorisation server refuses the client
//   /dead-NAME/…       the token is there, and the gateway answers 503
//   /hanging-NAME/…    calls are answered once /hanging-NAME/release is asked for
//   /counts/…          what was counted under that name
//   /files/…           a page's files

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { ANSWERS, pageOf } from "./search.mjs";

/** @import { IncomingMessage, ServerResponse } from "node:http" */
/** @typedef {{ tokens: number, calls: number }} Counts */

const [, , files] = process.argv;

const TOKEN_DELAY = 50;
const HEALTHCHECK = JSON.stringify({ version: "1.0", etat: "OK" });
/** @type {Map<string, Uint8Array>} */
const PAGES = new Map(
  Object.values(ANSWERS)
    .filter((range) => range !== "")
    .map((range) => [range, Buffer.from(JSON.stringify(pageOf(range)))]),
);
/** @type {Record<string, string>} */
const TYPES = { ".html": "text/html", ".js": "text/javascript" };

/** @type {Map<string, Counts>} */
const counted = new Map();

/** Answers that are held back, by the name. @type {Map<string, (() => void)[]>} */
const held = new Map();

/** @param {string} name */
function countsOf(name) {
  const counts = counted.get(name) ?? { tokens: 0, calls: 0 };
  counted.set(name, counts);
  return counts;
}

/**
 * @param {ServerResponse} response
 * @param {number} status
 * @param {string | Uint8Array} body
 * @param {string} [type]
 */
function send(response, status, body, type = "application/json") {
  const length = typeof body === "string" ? Buffer.byteLength(body) : body.length;
  response.writeHead(status, { "content-type": type, "content-length": length }).end(body);
}

/**
 * @param {ServerResponse} response
 * @param {string} behaviour
 * @param {Counts} counts
 */
async function sendToken(response, behaviour, counts) {
  counts.tokens += 1;
  const token = `token-${counts.tokens}-`.padEnd(54, "a");
  if (behaviour === "slow" || behaviour === "revoking" || behaviour === "refusing") await pause(TOKEN_DELAY);
  if (behaviour === "refusing") return send(response, 401, JSON.stringify({ error: "invalid_client" }));
  return send(response, 200, JSON.stringify({ access_token: token, token_type: "Bearer", expires_in: 3600 }));
}

/**
 * @param {IncomingMessage} request
 * @param {ServerResponse} response
 * @param {string} behaviour
 * @param {Counts} counts
 */
function sendAnswer(request, response, behaviour, counts) {
  counts.calls += 1;
  if (behaviour === "dead") return send(response, 503, "{}");
  const isFirstToken = request.headers.authorization?.startsWith("Bearer token-1-") === true;
  if (behaviour === "revoking" && isFirstToken && counts.calls > 1) return send(response, 401, "{}");
  const [, range] = /range=([\d-]+)/.exec(request.url ?? "") ?? [];
  return send(response, 200, range === undefined ? HEALTHCHECK : (PAGES.get(range) ?? "{}"));
}

/**
 * Gives all the answers that are held back under a name.
 * @param {ServerResponse} response
 * @param {string} name
 */
function release(response, name) {
  for (const answer of held.get(name) ?? []) answer();
  held.delete(name);
  send(response, 200, "{}");
}

/**
 * @param {ServerResponse} response
 * @param {string} path
 */
function sendFile(response, path) {
  try {
    return send(response, 200, readFileSync(join(files, path)), TYPES[extname(path)]);
  } catch {
    return send(response, 404, "{}");
  }
}

const server = createServer((request, response) => {
  request.resume();
  const [, name, ...rest] = (request.url ?? "/").split("/");
  const path = rest.join("/");
  if (name === "counts") return send(response, 200, JSON.stringify(countsOf(path)));
  if (name === "files") return sendFile(response, path.replace(/\?.*/, ""));
  const [behaviour] = name.split("-");
  if (path === "release") return release(response, name);
  const counts = countsOf(name);
  if (behaviour === "hanging" && path !== "token") {
    counts.calls += 1;
    held.set(name, [...(held.get(name) ?? []), () => send(response, 200, HEALTHCHECK)]);
    return undefined;
  }
  return path === "token" ? sendToken(response, behaviour, counts) : sendAnswer(request, response, behaviour, counts);
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => {
  process.send?.(/** @type {import("node:net").AddressInfo} */ (server.address()).port);
});
// When the benchmark ends, however it ends, the channel closes; so does this process.
process.once("disconnect", () => process.exit(0));
