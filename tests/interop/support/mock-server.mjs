// oauth2-mock-server as the authorisation server, on a free port: its tokens are JWTs, which the API verifies with the
// server's published keys, and its hooks let a test change what it answers.

import { createRemoteJWKSet, jwtVerify } from "jose";
import { OAuth2Server } from "oauth2-mock-server";
import { startResourceServer } from "./resource-server.mjs";

/**
 * Starts both servers until the test ends. `forms` lists the fields of every token request as the server read them;
 * `answer(change)` sets what is done to each token answer from now on: `change(answer, response)` gets the server's own
 * `{ statusCode, body }` and Express's response.
 */
export async function startMockServer(t) {
  const server = new OAuth2Server();
  await server.issuer.keys.generate("ES256");
  await server.start(0, "127.0.0.1");
  t.after(() => server.stop());
  const url = `http://127.0.0.1:${server.address().port}`;
  const forms = [];
  let change = () => {};
  server.service.on("beforeTokenSigning", (token, request) => (token.payload.client_id = request.body.client_id));
  server.service.on("beforeResponse", (answer, request) => {
    forms.push({ ...request.body });
    change(answer, request.res);
  });
  const keys = createRemoteJWKSet(new URL(`${url}/jwks`));
  const verify = async (token) => (await jwtVerify(token, keys, { issuer: server.issuer.url })).payload;
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
    answer: (wanted) => (change = wanted),
  };
}
