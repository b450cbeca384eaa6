// A platform whose answers the test writes itself, for what PISTE in miniature is too well-behaved to do.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { SneCotation } from "sne-cotation";
import { portOf } from "../../support/site.mjs";
import { observed } from "./leftovers.mjs";

export { portOf };

/** @import { IncomingHttpHeaders, IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http" */
/** @import { TestContext } from "node:test" */
/** @import { CommonOptions, Options, TokenOptions } from "sne-cotation" */
/** @import { Server } from "node:net" */
/** @import { CredentialOptions } from "sne-cotation" */

/**
 * Who ends what a test has begun: the context of the test, or a list that a suite keeps.
 * @typedef {{ after: (end: () => unknown) => unknown }} Ending
 */

/**
 * What a server gets: for a server, these two are always there.
 * @typedef {IncomingMessage & { url: string, method: string }} ServerRequest
 */
/** @typedef {[request: ServerRequest, response: ServerResponse, seen: Seen]} ServerExchange */
/** Answers a request. @typedef {(...exchange: ServerExchange) => unknown} Handler */
/**
 * One that does not need what was noted.
 * @typedef {(request: ServerRequest, response: ServerResponse, seen?: Seen) => unknown} Reply
 */

/**
 * What arrived at a server.
 * @typedef {object} Seen
 * @property {boolean} isToken
 * @property {string} method
 * @property {string} url
 * @property {IncomingHttpHeaders} headers
 * @property {string[]} rawHeaders
 * @property {string} body in latin1, a character for each byte
 */

/** @typedef {Omit<CredentialOptions, "getToken">} Credentials */

/**
 * The options of `create` that a test sets itself, beside those that a platform sets for it.
 * @typedef {CommonOptions & Partial<Credentials & Pick<TokenOptions, "getToken">>} ClientOptions
 */

/** @typedef {Awaited<ReturnType<typeof platform>>} Platform */
/** @typedef {Awaited<ReturnType<Platform["client"]>>} Client */

/** Credentials that no server but the test's own knows. */
export const CREDENTIALS = { clientId: "platform-client", clientSecret: "platform-s3cret-value" };

/** The token that the platform gives unless told otherwise; each has its number at the end. */
export const TOKEN = "platform-token-";

/**
 * A server for the length of a test. `token` and `api` answer the requests to the two addresses; each gets the request
 * (its body already read) and the response. `requests` lists what arrived.
 * @param {TestContext} t
 * @param {{ token?: Handler, api?: Handler }} [handlers]
 */
export async function platform(t, { token = grantAnother(), api = healthy } = {}) {
  /** @type {Seen[]} */
  const requests = [];
  const server = createServer(async (incoming, response) => {
    const request = /** @type {ServerRequest} */ (incoming);
    request.on("error", () => {});
    const isToken = request.url.startsWith("/token");
    const seen = {
      isToken,
      method: request.method,
      url: request.url,
      headers: request.headers,
      rawHeaders: request.rawHeaders,
      body: "",
    };
    requests.push(seen);
    seen.body = await bodyOf(request).catch(() => "");
    await (isToken ? token : api)(request, response, seen);
  });
  const url = await serve(t, server);
  const environment = { tokenUrl: `${url}/token`, apiUrl: `${url}/api` };
  return {
    url,
    environment,
    requests,
    tokenRequests: () => requests.filter((request) => request.isToken),
    calls: () => requests.filter((request) => !request.isToken),
    lastCall: () => {
      const call = requests.findLast((request) => !request.isToken);
      assert.ok(call, "no call has arrived");
      return call;
    },
    /** A client of the platform. @param {ClientOptions} [options] */
    client: (options) => {
      // Most tests are about what one exchange means.
      const { onEvent, ...others } = options ?? {};
      const all = { environment, ...CREDENTIALS, retry: false, ...others, ...observed(onEvent) };
      return SneCotation.create(/** @type {Options} */ (all));
    },
  };
}

/**
 * Puts a server on a free port of the loopback address until the test ends; resolves to its address.
 * @param {Ending} t
 * @param {Server & { closeAllConnections?: () => void }} server
 */
export async function serve(t, server) {
  await listening(server);
  t.after(() => {
    server.closeAllConnections?.();
    return new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${portOf(server)}`;
}

/** Puts a server on a free port of the loopback address. @param {Server} server @returns {Promise<void>} */
export function listening(server) {
  return new Promise((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", resolve));
}

/**
 * Answers a token request, each time with another token. `fields` change the answer.
 * @param {Record<string, unknown>} [fields]
 * @returns {Reply}
 */
export function grantAnother(fields) {
  let count = 0;
  return (_request, response) => {
    count += 1;
    json(response, 200, { access_token: TOKEN + count, token_type: "Bearer", expires_in: 3600, ...fields });
  };
}

/** What `healthcheck` answers when all is well. @type {Reply} */
export const healthy = (_request, response) => json(response, 200, { version: "1.0", etat: "OK" });

/**
 * Answers with JSON.
 * @param {ServerResponse} response
 * @param {number} status
 * @param {unknown} value
 * @param {OutgoingHttpHeaders} [headers]
 */
export function json(response, status, value, headers) {
  response.writeHead(status, { "Content-Type": "application/json", ...headers }).end(JSON.stringify(value));
}

/**
 * An `api` or `token` that always answers so; `body` is a text or bytes.
 * @param {number} status
 * @param {OutgoingHttpHeaders} [headers]
 * @param {string | Uint8Array} [body]
 * @returns {Reply}
 */
export function always(status, headers = {}, body = "") {
  return (_request, response) => response.writeHead(status, headers).end(body);
}

/** The token of a call. @param {Pick<Seen, "headers">} call */
export function bearerOf({ headers }) {
  return headers.authorization?.replace("Bearer ", "");
}

/** @param {IncomingMessage} request */
async function bodyOf(request) {
  const pieces = [];
  for await (const piece of request) pieces.push(piece);
  return Buffer.concat(pieces).toString("latin1");
}
