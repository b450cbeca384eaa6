// The console's local server: the page, and what the page cannot do itself (get a token). Node's own HTTP, no more.

import { createServer } from "node:http";
import { siteAt } from "./files.js";
import { guardOf } from "./guard.js";
import { Refusal, send, sendJson } from "./http.js";
import { headersFor } from "./policy.js";
import { relayTo } from "./relay.js";

const SITE = new URL("../../console/", import.meta.url);

/** The simulator has both of PISTE's environments; the page is offered the one that newcomers meet first. */
const SIMULATED = "sandbox";

/**
 * Serves the console until `close()`.
 * @param {object} [options]
 * @param {number} [options.port] 0 is any free one
 * @param {string} [options.host] whoever reaches it can use the relay: leave it at this machine
 * @param {{ environments: object, applications: object[] }} [options.simulator] one that listens, and its applications
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export async function startConsole({ port = 8787, host = "127.0.0.1", simulator } = {}) {
  const site = await siteAt(SITE);
  const server = createServer();
  const url = await listening(server, { port, host });
  const miniature = simulator && offered(simulator);
  const relay = relayTo(miniature);
  const guard = guardOf(url);
  const headers = headersFor(miniature?.addresses.apiUrl);
  const routes = { ...relay.routes, "GET /api/config": config(miniature) };
  server.on("request", (request, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    answer(request, response, { guard, routes, site }).catch((error) => fail(response, error));
  });
  let closed;
  return { url, close: () => (closed ??= closing(server, relay)) };
}

function offered({ environments, applications }) {
  return {
    addresses: environments[SIMULATED],
    applications: applications.filter(({ environment }) => environment === SIMULATED),
  };
}

/** Rejects when the port is taken, with Node's own error. */
function listening(server, { port, host }) {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, host }, () => {
      const { address, family, port: actual } = server.address();
      resolve(new URL(`http://${family === "IPv6" ? `[${address}]` : address}:${actual}/`).href);
    });
  });
}

async function answer(request, response, { guard, routes, site }) {
  guard(request);
  const [path] = request.url.split("?");
  const route = routes[`${request.method} ${path}`];
  if (route) return route(request, response);
  if (path.startsWith("/api/")) throw new Refusal(404, "there is no such address");
  const file = site.get(path);
  if (file === undefined) throw new Refusal(404, "there is no such file");
  if (!["GET", "HEAD"].includes(request.method)) throw new Refusal(405, "files can only be read");
  send(response, file);
}

/** What the page must know to offer the simulator. Its applications are no secret: they exist on this machine alone. */
function config(miniature) {
  const simulator = miniature
    ? { apiUrl: miniature.addresses.apiUrl, applications: miniature.applications.map(fields) }
    : null;
  return (request, response) => sendJson(response, 200, { simulator });
}

function fields({ label, name, clientId, clientSecret }) {
  return { label, name, clientId, clientSecret };
}

/** A refusal says why. Anything else is a mistake of ours, of which the page learns nothing but that it happened. */
function fail(response, error) {
  if (response.headersSent || response.destroyed) return response.destroy();
  // What is left of the request is not read.
  response.setHeader("Connection", "close");
  const refusal = error instanceof Refusal ? error : new Refusal(500, "unexpected error in the console's server");
  sendJson(response, refusal.status, refusal.toJSON());
}

/** Waits for nobody: connections are cut, credentials forgotten. */
async function closing(server, relay) {
  const stopped = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await Promise.all([stopped, relay.close()]);
}
