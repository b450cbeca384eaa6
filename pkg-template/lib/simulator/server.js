// The platform behind a local HTTP server. Delays, cuts and dropped connections happen on the socket itself.

import { createServer } from "node:http";
import { longestBody, pairs, readBody } from "./messages.js";
import { refuseUnknown } from "./options.js";
import { piecesOf } from "./response.js";
import { sleep } from "./sleep.js";
import { forwarder } from "./upstream.js";

/**
 * @import { IncomingMessage, Server, ServerResponse } from "node:http"
 * @import { AddressInfo } from "node:net"
 * @import { Addresses, ListenOptions, LocalServer } from "../../types/simulator.d.ts"
 * @import { Engine } from "./engine.js"
 * @import { Answer, Header, Message } from "./exchange.ts"
 */

const OPTIONS = /** @type {const} */ (["port", "host", "upstream"]);

/** @typedef {(typeof OPTIONS)[number]} ListenOption */

/**
 * @param {Engine} engine
 * @param {ListenOptions} [options]
 * @returns {Promise<LocalServer>}
 */
export async function listen(engine, options = {}) {
  refuseUnknown(options, OPTIONS);
  const { port = 0, host = "127.0.0.1", upstream } = options;
  const forward = upstream === undefined ? undefined : forwarder(upstream);
  const server = createServer();
  await started(server, { port, host });
  const url = urlOf(/** @type {AddressInfo} */ (server.address()));
  server.on("request", (request, response) => {
    serve({ engine, url, forward, request, response }).catch(() => request.socket.destroy());
  });
  /** @type {Promise<void> | undefined} */
  let closed;
  const close = () => (closed ??= closing(server));
  return { url, environments: localEnvironments(engine, url), close };
}

/**
 * @param {Server} server
 * @param {{ port: number, host: string }} place
 * @returns {Promise<void>}
 */
function started(server, { port, host }) {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, host }, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

/**
 * @typedef {ReturnType<typeof forwarder>} Forwarder
 * @typedef {{ engine: Engine, url: string, response: ServerResponse, forward?: Forwarder }} Served
 */

/**
 * Closes at once: open connections, idle or not, are cut.
 * @param {Server} server
 * @returns {Promise<void>}
 */
function closing(server) {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/**
 * Where to reach the server from this machine, also when it listens on all addresses.
 * @param {AddressInfo} address
 */
function urlOf({ address, family, port }) {
  /** @type {Record<string, string>} */
  const onThisMachine = { "0.0.0.0": "127.0.0.1", "::": "::1" };
  const reachable = onThisMachine[address] ?? address;
  return `http://${family === "IPv6" ? `[${reachable}]` : reachable}:${port}`;
}

/**
 * @param {Engine} engine
 * @param {string} base
 */
function localEnvironments(engine, base) {
  // All of PISTE's have one here.
  /** @param {string} address */
  const ownAddress = (address) => /** @type {string} */ (engine.toLocal(address, base));
  /**
   * @param {Addresses} addresses
   * @returns {Addresses}
   */
  const local = ({ tokenUrl, apiUrl }) => ({
    tokenUrl: ownAddress(tokenUrl),
    apiUrl: ownAddress(apiUrl),
  });
  const { production, sandbox } = engine.environments;
  return { production: local(production), sandbox: local(sandbox) };
}

/** @param {Served & { request: IncomingMessage }} served */
async function serve({ engine, url, forward, request, response }) {
  const body = await readBody(request, longestBody);
  // Node leaves neither out of what a server receives.
  const { method, url: local } = /** @type {{ method: string, url: string }} */ (request);
  const target = engine.fromLocal(local);
  if (target === undefined) return nothingHere({ engine, url, response });
  const message = { method, url: target, headers: pairs(request.rawHeaders), body };
  const answer =
    forward === undefined ? engine.handle(message) : await answerOver({ engine, forward, message, response });
  await send(answer, { response, headers: answer.headers.map((header) => localHeader(engine, url, header)) });
}

/**
 * The answer of the gateway, or through it that of the server behind it.
 * @param {{ engine: Engine, forward: Forwarder, message: Message, response: ServerResponse }} asked
 */
async function answerOver({ engine, forward, message, response }) {
  const { answer, forward: onward } = engine.admit(message);
  if (answer !== null) return answer;
  const gone = new AbortController();
  const leave = () => gone.abort();
  response.once("close", leave);
  try {
    return engine.forwarded(
      onward.ticket,
      await forward({ ...onward, method: message.method, body: message.body }, gone.signal),
    );
  } finally {
    response.off("close", leave);
  }
}

/**
 * A redirect to one of PISTE's hosts must not lead out to the real one.
 * @param {Engine} engine
 * @param {string} base
 * @param {Header} header
 * @returns {Header}
 */
function localHeader(engine, base, [name, value]) {
  return name.toLowerCase() === "location" ? [name, engine.toLocal(value, base) ?? value] : [name, value];
}

/**
 * @param {Answer} answer
 * @param {{ response: ServerResponse, headers: Header[] }} to
 */
async function send(answer, { response, headers }) {
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  try {
    await sleep(answer.headDelay, gone.signal);
    if (answer.dropped) return response.socket?.destroy();
    response.writeHead(answer.status, headers.flat());
    response.flushHeaders();
    await sendBody(answer, { response, gone: gone.signal });
  } catch (error) {
    if (!gone.signal.aborted) throw error;
  }
}

/**
 * @param {Answer} answer
 * @param {{ response: ServerResponse, gone: AbortSignal }} to
 */
async function sendBody(answer, { response, gone }) {
  for (const piece of piecesOf(answer)) {
    await sleep(answer.chunkDelay, gone);
    if (!response.write(piece)) await drained(response);
  }
  const cut = answer.truncateAfter !== null && answer.truncateAfter < answer.body.length;
  if (cut) return response.socket?.destroySoon();
  response.end();
}

/**
 * Until the socket takes more, or is gone.
 * @param {ServerResponse} response
 * @returns {Promise<void>}
 */
function drained(response) {
  return new Promise((resolve) => {
    const done = () => {
      response.off("drain", done);
      response.off("close", done);
      resolve();
    };
    response.once("drain", done);
    response.once("close", done);
  });
}

/**
 * What a browser shows that opens the server's address: where to go.
 * @param {Served} served
 */
function nothingHere({ engine, url, response }) {
  const body = { error: "not an address of the simulator", environments: localEnvironments(engine, url) };
  response.writeHead(404, { "Content-Type": "application/json" });
  response.end(`${JSON.stringify(body, null, 2)}\n`);
}
