// All that a Worker fetches, in place of the network: requests for PISTE's hosts go to the simulator.

import { createServer } from "node:http";
import { close, listen } from "../../support/site.mjs";

/** @import { IncomingMessage, ServerResponse } from "node:http" */

/**
 * Starts it on a free port; resolves to its host and port, the requests for a token that it has seen, and its end.
 * @param {string} simulator the address of the simulator
 */
export async function startOutbound(simulator) {
  /** @type {string[]} */
  const tokens = [];
  const server = createServer((request, response) => {
    if (request.url?.endsWith("/token")) tokens.push(request.url);
    return passOn(simulator, request, response);
  });
  const { host } = new URL(await listen(server));
  return { host, tokens, close: () => close(server) };
}

/**
 * Hands a request for one of PISTE's hosts to the simulator.
 * @param {string} simulator
 * @param {IncomingMessage} request
 * @param {ServerResponse} response
 */
async function passOn(simulator, request, response) {
  const headers = new Headers();
  for (const name of /** @type {const} */ (["authorization", "content-type", "accept"])) {
    const value = request.headers[name];
    if (value !== undefined) headers.set(name, value);
  }
  const body = Buffer.concat(await request.toArray());
  const [label] = (request.headers.host ?? "").split(".");
  const init = { method: request.method, headers, ...(body.length > 0 && { body }) };
  const answer = await fetch(`${simulator}/${label}${request.url}`, init);
  response
    .writeHead(answer.status, { "content-type": answer.headers.get("content-type") ?? "" })
    .end(await answer.text());
}
