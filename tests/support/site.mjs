// A small site for a browser under test: folders served as they are, and answers computed by the test, on a free port
// of the loopback address, under the strictest Content-Security-Policy that the package is promised to work with.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";

/** @import { Server } from "node:http" */

/** @typedef {{ status?: number, headers?: Record<string, string>, body?: string | Uint8Array }} Answer */

/**
 * @typedef {object} SiteOptions
 * @property {Record<string, string>} [folders]
 * @property {Record<string, () => Answer | Promise<Answer>>} [routes]
 * @property {string} [policy] the Content-Security-Policy of every answer
 * @property {boolean} [compresses] whether it sends bodies compressed, as hosts of static files do
 */

/** @type {Record<string, string>} */
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".wasm": "application/wasm",
};

/**
 * The policy of a page that calls the API at `connect`: nothing but its own scripts, WebAssembly, and that address.
 * @param {string[]} connect
 */
export function strictPolicy(...connect) {
  return `default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self' ${connect.join(" ")}`.trim();
}

/**
 * Starts a site. `folders` maps a path's beginning to a folder, `routes` maps "METHOD /path" to a function that returns
 * `{ status, headers, body }`. Resolves to `{ url, requests, close }`; `requests` lists what was asked for.
 * @param {SiteOptions} [options]
 */
export async function startSite({ folders = {}, routes = {}, policy, compresses = false } = {}) {
  /** @type {string[]} */
  const requests = [];
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://site");
    requests.push(`${request.method} ${pathname}`);
    const answer = await answerTo(`${request.method} ${pathname}`, pathname, { folders, routes });
    const headers = {
      ...(policy && { "content-security-policy": policy }),
      ...(compresses && { "content-encoding": "gzip" }),
      ...answer.headers,
    };
    const body = compresses ? gzipSync(answer.body ?? "") : answer.body;
    response.writeHead(answer.status ?? 200, headers).end(body);
  });
  const url = await listen(server);
  return { url, requests, close: () => close(server) };
}

/**
 * Puts a server on a free port; resolves to its address.
 * @param {Server} server
 */
export async function listen(server) {
  await new Promise((resolve, reject) => {
    server.once("error", reject).listen(0, "127.0.0.1", () => resolve(undefined));
  });
  return `http://127.0.0.1:${portOf(server)}`;
}

/**
 * The port at which a server listens.
 * @param {import("node:net").Server} server
 */
export function portOf(server) {
  return /** @type {import("node:net").AddressInfo} */ (server.address()).port;
}

/**
 * Stops a server at once, the connections that a browser keeps open included.
 * @param {Server} server
 */
export function close(server) {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(resolve));
}

/**
 * @param {string} key
 * @param {string} pathname
 * @param {{ folders: Record<string, string>, routes: Record<string, () => Answer | Promise<Answer>> }} site
 * @returns {Promise<Answer>}
 */
async function answerTo(key, pathname, { folders, routes }) {
  if (routes[key]) return routes[key]();
  for (const [prefix, folder] of Object.entries(folders)) {
    if (pathname.startsWith(prefix)) return file(folder, pathname.slice(prefix.length));
  }
  return { status: 404, body: "" };
}

/**
 * @param {string} folder
 * @param {string} path
 * @returns {Promise<Answer>}
 */
async function file(folder, path) {
  const inside = normalize(join("/", path.endsWith("/") || path === "" ? `${path}index.html` : path));
  try {
    const body = await readFile(join(folder, inside));
    return { headers: { "content-type": TYPES[extname(inside)] ?? "text/plain" }, body };
  } catch {
    return { status: 404, body: "" };
  }
}
