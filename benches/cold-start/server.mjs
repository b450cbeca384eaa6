// The server of the cold start, in a process of its own: a token, a healthcheck, and the files of a folder for pages.

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";

/** @type {Record<string, string>} */
const ANSWERS = {
  "/token": JSON.stringify({ access_token: "a".repeat(54), token_type: "Bearer", expires_in: 3600 }),
  "/api/healthcheck": JSON.stringify({ version: "1.0", etat: "OK" }),
};

const [, , folder] = process.argv;

const server = createServer((request, response) => {
  request.resume();
  const { url = "/" } = request;
  const answer = ANSWERS[url];
  if (answer !== undefined) return send(response, "application/json", answer);
  const type = url.endsWith(".html") ? "text/html" : "text/javascript";
  try {
    return send(response, type, readFileSync(join(folder, url)));
  } catch {
    return response.writeHead(404).end();
  }
});

/**
 * @param {import("node:http").ServerResponse} response
 * @param {string} type
 * @param {string | Uint8Array} body
 */
function send(response, type, body) {
  response
    .writeHead(200, { "content-type": type, "content-length": body.length, "cache-control": "no-store" })
    .end(body);
}

server.listen(0, "127.0.0.1", () => {
  process.send?.(/** @type {import("node:net").AddressInfo} */ (server.address()).port);
});
// When the benchmark ends, however it ends, the channel closes; so does this process.
process.once("disconnect", () => process.exit(0));
