// oauth2-mock-server as the authorisation server, on a free port: its tokens are JWTs, which the API verifies with the
// server's published keys, and its hooks let a test change what it answers.

import { createRemoteJWKSet, jwtVerify } from "jose";
import { OAuth2Server } from "oauth2-mock-server";
import { startResourceServer } from "./resource-server.mjs";

/** @import { ServerResponse } from "node:http" */
/** @import { TestContext } from "node:test" */
/** @import { MutableToken, TokenRequestIncomingMessage } from "oauth2-mock-server" */

/** @typedef {{ statusCode: number, body: Record<string, unknown> }} Answer what the server is about to answer */

/**
 * Express's response, as far as the tests use it.
 * @typedef {object} OfExpress
 * @property {{ body: Record<string, string> }} req
 * @property {(type: string) => Response} type
 * @property {(name: string, value: string) => Response} set
 * @property {(body: unknown) => unknown} json
 * @property {(body: unknown) => unknown} send
 */

/** @typedef {ServerResponse & OfExpress} Response */
/** @typedef {(answer: Answer, response: Response) => void} Change */

/**
 * Starts both servers until the test ends. `forms` lists the fields of every token request as the server read them;
 * `answer(change)` sets what is done to each token answer from now on: `change(answer, response)` gets the server's own
 * `{ statusCode, body }` and Express's response.
 * @param {TestContext} t
 */
export async function startMockServer(t) {
  const server = new OAuth2Server();
  await server.issuer.keys.generate("ES256");
  await server.start(0, "127.0.0.1");
  t.after(() => server.stop());
  const url = `http://127.0.0.1:${server.address().port}`;
  /** @type {Record<string, string>[]} */
  const forms = [];
  /** @type {Change} */
  let change = () => {};
  const beforeSigning = (/** @type {MutableToken} */ token, /** @type {TokenRequestIncomingMessage} */ request) => {
    token.payload.client_id = request.body.client_id;
  };
  server.service.on("beforeTokenSigning", beforeSigning);
  const beforeResponse = (/** @type {Answer} */ answer, /** @type {Response["req"] & { res: Response }} */ request) => {
    forms.push({ ...request.body });
    change(answer, request.res);
  };
  server.service.on("beforeResponse", beforeResponse);
  const keys = createRemoteJWKSet(new URL(`${url}/jwks`));
  /** @param {string} token */
  const verify = async (token) => (await jwtVerify(token, keys, { issuer: server.issuer.url })).payload;
  /** @param {string} token */
  const isGood = (token) =>
    verify(token).then(
      () => ({ isActive: true }),
      () => ({ isActive: false }),
    );
  const api = await startResourceServer(t, isGood);
  return {
    environment: { tokenUrl: `${url}/token`, apiUrl: api.url },
    api,
    forms,
    verify,
    /** @param {Change} wanted */
    answer: (wanted) => {
      change = wanted;
    },
  };
}
