// A platform whose answers the test writes itself, for what PISTE in miniature is too well-behaved to do.

import { createServer } from "node:http";
import { SneCotation } from "sne-cotation";

/** Credentials that no server but the test's own knows. */
export const CREDENTIALS = { clientId: "platform-client", clientSecret: "platform-s3cret-value" };

/** The token that the platform gives unless told otherwise; each has its number at the end. */
export const TOKEN = "platform-token-";

/**
 * A server for the length of a test. `token` and `api` answer the requests to the two addresses; each gets the request
 * (its body already read) and the response. `requests` lists what arrived.
 */
export async function platform(t, { token = grantAnother(), api = healthy } = {}) {
  const requests = [];
  const server = createServer(async (request, response) => {
    request.on("error", () => {});
    const isToken = request.url.startsWith("/token");
    const seen = {
      isToken,
      method: request.method,
      url: request.url,
      headers: request.headers,
      rawHeaders: request.rawHeaders,
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
    // Most tests are about what one exchange means.
    client: (options) => SneCotation.create({ environment, ...CREDENTIALS, retry: false, ...options }),
  };
}

/** Puts a server on a free port of the loopback address until the test ends; resolves to its address. */
export async function serve(t, server) {
  await new Promise((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", resolve));
  t.after(() => {
    server.closeAllConnections?.();
    return new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${server.address().port}`;
}

/** Answers a token request, each time with another token. `fields` change the answer. */
export function grantAnother(fields) {
  let count = 0;
  return (request, response) => {
    count += 1;
    json(response, 200, { access_token: TOKEN + count, token_type: "Bearer", expires_in: 3600, ...fields });
  };
}

/** What `healthcheck` answers when all is well. */
export function healthy(request, response) {
  json(response, 200, { version: "1.0", etat: "OK" });
}

/** Answers with JSON. */
export function json(response, status, value, headers) {
  response.writeHead(status, { "Content-Type": "application/json", ...headers }).end(JSON.stringify(value));
}

/** An `api` or `token` that always answers so; `body` is a text or bytes. */
export function always(status, headers = {}, body = "") {
  return (request, response) => response.writeHead(status, headers).end(body);
}

/** The token of a call. */
export function bearerOf({ headers }) {
  return headers.authorization?.replace("Bearer ", "");
}

async function bodyOf(request) {
  const pieces = [];
  for await (const piece of request) pieces.push(piece);
  return Buffer.concat(pieces).toString("latin1");
}
