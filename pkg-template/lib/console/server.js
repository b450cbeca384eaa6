// The console's local server: the page, and what the page cannot do itself (get a token). Node's own HTTP, no more.

import { createServer } from "node:http";
import { withSettings } from "./config.js";
import { doctorFor } from "./doctor.js";
import { siteAt } from "./files.js";
import { forwarderTo } from "./forward.js";
import { guardOf } from "./guard.js";
import { Refusal, sendFile, sendJson } from "./http.js";
import { apiOrigins, headersFor } from "./policy.js";
import { relayTo } from "./relay.js";
import { Runs } from "./runs/routes.js";
import { Session } from "./session.js";

/**
 * @import { IncomingMessage, Server, ServerResponse } from "node:http"
 * @import { AddressInfo } from "node:net"
 * @import { Addresses } from "../../types/simulator.d.ts"
 * @import { Environments } from "./credentials.ts"
 * @import { Files, Miniature, Route, Routes, RunningSimulator, SiteFile } from "./site.ts"
 */

const SITE = new URL("../console/", import.meta.url);

/** What is shown to visitors without the key: how to get it. */
const LOCKED = "/locked.html";
const FOR_ALL = [LOCKED, "/locked.css", "/icon.svg"];

/** The simulator has both of PISTE's environments; the page is offered the one that newcomers meet first. */
const SIMULATED = "sandbox";
const NOT_SIMULATED = "production";

/**
 * What is served, and to whom.
 * @typedef {object} Site
 * @property {(request: IncomingMessage) => void} guard
 * @property {Session} session
 * @property {Routes} routes
 * @property {Files} files
 */

/**
 * Serves the console until `close()`.
 * @param {object} [options]
 * @param {number} [options.port] 0 is any free one
 * @param {string} [options.host] whoever reaches it can use the relay: leave it at this machine
 * @param {RunningSimulator} [options.simulator] one that listens, and its applications
 * @param {Addresses} [options.other] an environment of one's own, which the page offers too
 * @param {"fr" | "en"} [options.language] what the page begins in; without it, the browser's
 * @param {Uint8Array} [options.theme] a style sheet over the console's own
 * @param {Uint8Array} [options.contract] a contract for the page to begin with
 * @param {string} [options.runs] the folder where runs are kept; without it, none outlasts the console
 * @returns {Promise<{ url: string, address: string, addressOnce: () => string, close: () => Promise<void> }>}
 *   `address` has the key; that of `addressOnce()` has one that opens the console once
 */
export async function startConsole({
  port = 8787,
  host = "127.0.0.1",
  simulator,
  other,
  theme,
  contract,
  language,
  runs: folder,
} = {}) {
  const files = await siteAt(SITE);
  const server = createServer();
  const url = await listening(server, { port, host });
  const miniature = simulator && offered(simulator);
  /** @type {Environments} */
  const environments = { simulator: miniature?.addresses, other, sandbox: "sandbox", production: "production" };
  const relay = relayTo(environments);
  const origins = apiOrigins([miniature?.addresses.apiUrl, other?.apiUrl].filter((address) => address !== undefined));
  const runs = new Runs(environments, folder);
  const routes = {
    ...relay.routes,
    ...runs.routes,
    ...forwarderTo(origins),
    ...doctorFor(environments, simulator?.environments[NOT_SIMULATED]),
    "DELETE /api/credentials": forgetting(relay, runs),
  };
  const session = new Session(url);
  const settled = withSettings(files, { miniature, other, theme, contract, language });
  const site = { guard: guardOf(url), session, routes, files: settled };
  const page = /** @type {SiteFile} */ (settled.get("/"));
  const headers = headersFor(origins, page.body.toString("utf8"));
  server.on("request", (request, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    answer(request, response, site).catch((error) => fail(response, error));
  });
  /** @type {Promise<void> | undefined} */
  let closed;
  return {
    url,
    address: session.address,
    addressOnce: () => session.addressOnce(),
    close: () => (closed ??= closing(server, relay, runs)),
  };
}

/**
 * @param {RunningSimulator} simulator
 * @returns {Miniature}
 */
function offered({ environments, applications }) {
  return {
    addresses: environments[SIMULATED],
    applications: applications.filter(({ environment }) => environment === SIMULATED),
  };
}

/**
 * Rejects when the port is taken, with Node's own error.
 * @param {Server} server
 * @param {{ port: number, host: string }} place
 * @returns {Promise<string>}
 */
function listening(server, { port, host }) {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, host }, () => {
      const { address, family, port: actual } = /** @type {AddressInfo} */ (server.address());
      resolve(new URL(`http://${family === "IPv6" ? `[${address}]` : address}:${actual}/`).href);
    });
  });
}

/**
 * @param {IncomingMessage} request
 * @param {ServerResponse} response
 * @param {Site} site
 */
async function answer(request, response, { guard, session, routes, files }) {
  guard(request);
  const shown = session.keyShown(request);
  if (shown === true) return session.open(response);
  const [path] = (request.url ?? "").split("?");
  if (shown === false || !session.admits(request)) return withoutKey(request, response, { path, files });
  const route = routes[`${request.method} ${path}`];
  if (route) return route(request, response);
  if (path.startsWith("/api/")) throw new Refusal(404, "there is no such address");
  return sendOne(request, response, files.get(path));
}

/**
 * How to get the key, at the address itself; nothing anywhere else.
 * @param {IncomingMessage} request
 * @param {ServerResponse} response
 * @param {{ path: string, files: Files }} asked
 */
function withoutKey(request, response, { path, files }) {
  const name = path === "/" ? LOCKED : path;
  if (!FOR_ALL.includes(name)) throw new Refusal(403, "open the address that the command has printed", "no-session");
  // Not to be cached: the same address is the console once the key has been shown.
  const file = files.get(name);
  return sendOne(request, response, file && { ...file, cache: "no-store" });
}

/**
 * @param {IncomingMessage} request
 * @param {ServerResponse} response
 * @param {SiteFile | undefined} file
 */
function sendOne(request, response, file) {
  if (file?.body === undefined) throw new Refusal(404, "there is no such file");
  if (!["GET", "HEAD"].includes(request.method ?? "")) throw new Refusal(405, "files can only be read");
  return sendFile(request, response, file);
}

/**
 * A refusal says why. Anything else is a mistake of ours, of which the page learns nothing but that it happened.
 * @param {ServerResponse} response
 * @param {unknown} error
 */
function fail(response, error) {
  if (response.headersSent || response.destroyed) return response.destroy();
  // What is left of the request is not read.
  response.setHeader("Connection", "close");
  const refusal = error instanceof Refusal ? error : new Refusal(500, "unexpected error in the console's server");
  sendJson(response, refusal.status, refusal.toJSON());
}

/**
 * All credentials that are kept anywhere: those of a run, too, which stops.
 * @param {{ routes: Routes }} relay
 * @param {Runs} runs
 * @returns {Route}
 */
function forgetting(relay, runs) {
  return async (request, response) => {
    await runs.stop();
    await relay.routes["DELETE /api/token"](request, response);
  };
}

/**
 * Closes at once: connections are cut, credentials forgotten. A run ends what it has under way.
 * @param {Server} server
 * @param {{ close: () => Promise<void> }} relay
 * @param {Runs} runs
 */
async function closing(server, relay, runs) {
  const stopped = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await Promise.all([stopped, relay.close(), runs.close()]);
}
