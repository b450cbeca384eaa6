// A tiny API behind a gateway that answers as PISTE's does (platform notes, "Gateway answers"). Whether a token is good
// is not for it to say: it asks whoever granted it.

import { createServer } from "node:http";
import { serve } from "../../node/support/platform.mjs";

/**
 * @param {string} error
 * @param {string} description
 */
/**
 * @typedef {(token: string) => Promise<{ isActive: boolean, hasScope?: boolean }>} Check what is to be said of a token
 */
/** @typedef {[status: number, headers: Record<string, string>, body?: string]} Answer */

/**
 * @param {string} error
 * @param {string} description
 */
const challenge = (error, description) =>
  `Bearer realm="DefaultRealm",error="${error}",error_description="${description}"`;
const NO_TOKEN = challenge("invalid_request", "Unable to find token in the message");
const BAD_TOKEN = challenge("invalid_token", "Unable to find the access token in persistent storage.");
const NO_SCOPE = challenge("insufficient_scope", "scope(s) required");

/**
 * Starts it until the test ends. `check(token)` says `{ isActive, hasScope }` of a token. `calls` lists the token and
 * the status of every call.
 * @param {import("node:test").TestContext} t
 * @param {Check} check
 */
export async function startResourceServer(t, check) {
  /** @type {{ token: string | undefined, status: number }[]} */
  const calls = [];
  const server = createServer(async (request, response) => {
    request.resume();
    const token = /^Bearer ([\x21-\x7e]+)$/.exec(request.headers.authorization ?? "")?.[1];
    const failed = (/** @type {unknown} */ error) => /** @type {Answer} */ ([500, {}, String(error)]);
    const [status, headers, body] = await answer(token, check).catch(failed);
    calls.push({ token, status });
    response.writeHead(status, headers).end(body);
  });
  return { url: `${await serve(t, server)}/mtes/sne-cotation/v1.0`, calls };
}

/**
 * @param {string | undefined} token
 * @param {Check} check
 * @returns {Promise<Answer>}
 */
async function answer(token, check) {
  if (token === undefined) return [400, { "WWW-Authenticate": NO_TOKEN }];
  const { isActive, hasScope = true } = await check(token);
  if (!isActive) return [401, { "WWW-Authenticate": BAD_TOKEN }];
  if (!hasScope) return [403, { "WWW-Authenticate": NO_SCOPE }];
  return [200, { "Content-Type": "application/json" }, JSON.stringify({ version: "1.0", etat: "OK" })];
}
