// The client against oauth2-mock-server, an authorisation server that nobody here wrote: JWTs that the API verifies
// with the server's keys, and, through its hooks, the answers that such servers give on bad days.

import assert from "node:assert/strict";
import { test } from "node:test";
import { SneCotation } from "sne-cotation";
import { failureOf } from "../node/support/failure.mjs";
import { assertHides } from "../node/support/hidden.mjs";
import { soon } from "../node/support/wait.mjs";
import { startMockServer } from "./support/mock-server.mjs";

/** @import { CredentialOptions } from "sne-cotation" */
/** @import { Change } from "./support/mock-server.mjs" */
/** @typedef {Awaited<ReturnType<typeof startMockServer>>} Servers */

const OK = { version: "1.0", etat: "OK" };
const CREDENTIALS = { clientId: "mock-client", clientSecret: "mock-s3cret-value" };
const DAY = 86_400;

/**
 * @param {Pick<Servers, "environment">} servers
 * @param {Partial<CredentialOptions>} [options]
 */
const clientOf = ({ environment }, options) => SneCotation.create({ environment, ...CREDENTIALS, ...options });

test("the token that the API gets is one that the server signed for this client", async (t) => {
  const servers = await startMockServer(t);
  const sne = await clientOf(servers);
  assert.deepEqual(await soon(sne.healthcheck()), OK);
  const [{ token = "", status }] = servers.api.calls;
  assert.deepEqual([status, token], [200, await sne.accessToken()]);
  assert.equal((await servers.verify(token)).client_id, CREDENTIALS.clientId);
  const { clientId: client_id, clientSecret: client_secret } = CREDENTIALS;
  assert.deepEqual(servers.forms, [{ client_id, client_secret, grant_type: "client_credentials" }]);
});

test("the scope is in the token", async (t) => {
  const servers = await startMockServer(t);
  const sne = await clientOf(servers, { scope: "openid resource.READ" });
  assert.equal((await servers.verify(await soon(sne.accessToken()))).scope, "openid resource.READ");
});

for (const odd of [
  `p@ss"w\\rd & 100% été + = 'q'`,
  "日本語 🏠 ñ",
  "%C3%A9+%2B",
  "a&client_id=other&client_secret=b",
  "\\u0041",
]) {
  test(`a secret that is ${odd} is read by the server as it is`, async (t) => {
    const servers = await startMockServer(t);
    servers.answer((answer, response) => {
      const { client_id, client_secret } = response.req.body;
      if (client_id !== odd || client_secret !== odd) {
        Object.assign(answer, { statusCode: 400, body: { error: "invalid_client", error_description: client_secret } });
      }
    });
    assert.deepEqual(await soon((await clientOf(servers, { clientId: odd, clientSecret: odd })).healthcheck()), OK);
    const other = `${odd}!`;
    const error = await failureOf(
      soon((await clientOf(servers, { clientId: odd, clientSecret: other })).healthcheck()),
    );
    assert.deepEqual([error.kind, error.code], ["credentials", "invalid_client"]);
    assertHides(error, [other]);
  });
}

const LIVES = {
  "a number": { expires_in: 3600, ends: 3601 },
  "a string": { expires_in: "3600", ends: 3601 },
  "a fraction as a string": { expires_in: " 1800.5 ", ends: 1802 },
  absent: { expires_in: undefined, ends: 61 },
  null: { expires_in: null, ends: 61 },
  "an empty string": { expires_in: "", ends: 61 },
  huge: { expires_in: 1e300, ends: DAY + 1 },
  "a huge string": { expires_in: "9".repeat(400), ends: DAY + 1 },
  "an object": { expires_in: { seconds: 3600 }, ends: 61 },
};

for (const [name, { expires_in, ends }] of Object.entries(LIVES)) {
  test(`expires_in, ${name}: the token serves several calls, and not for longer than it may`, async (t) => {
    const servers = await startMockServer(t);
    let count = 0;
    servers.answer((answer) => {
      // Tokens of the same second would be the same text.
      count += 1;
      Object.assign(answer.body, { expires_in, access_token: `${answer.body.access_token}.${count}` });
    });
    const sne = await clientOf(servers);
    const first = await soon(sne.accessToken());
    assert.equal(await soon(sne.accessToken()), first);
    assert.equal(servers.forms.length, 1);
    const { now } = Date;
    t.after(() => (Date.now = now));
    Date.now = () => now() + ends * 1000;
    assert.notEqual(await soon(sne.accessToken()), first);
    assert.equal(servers.forms.length, 2);
  });
}

for (const expires_in of [0, -3600, "-1"]) {
  test(`expires_in, ${JSON.stringify(expires_in)}: the token serves one call and is not kept`, async (t) => {
    const servers = await startMockServer(t);
    servers.answer((answer) => Object.assign(answer.body, { expires_in }));
    const sne = await clientOf(servers);
    for (const count of [1, 2]) {
      assert.deepEqual(await soon(sne.healthcheck()), OK);
      assert.equal(servers.forms.length, count);
    }
  });
}

/**
 * @param {number} statusCode
 * @param {unknown} body
 * @returns {Change}
 */
const refusal = (statusCode, body) => (answer) => Object.assign(answer, { statusCode, body });
/**
 * @param {number} statusCode
 * @returns {Change}
 */
const page = (statusCode) => (answer, response) => {
  response.type("html").json = response.send;
  Object.assign(answer, { statusCode, body: "<!DOCTYPE html><html><body>Connexion</body></html>" });
};
/** @type {Change} */
const busy = (answer, response) => {
  // A day: longer than any client may wait by itself.
  response.set("Retry-After", String(DAY));
  Object.assign(answer, { statusCode: 503, body: {} });
};

/** @type {Record<string, [change: Change, kind: string, expected: object]>} */
const BAD_DAYS = {
  unauthorized_client: [refusal(400, { error: "unauthorized_client" }), "credentials", { code: "unauthorized_client" }],
  invalid_client: [refusal(401, { error: "invalid_client" }), "credentials", { code: "invalid_client", status: 401 }],
  invalid_scope: [refusal(400, { error: "invalid_scope" }), "authorization-server", { code: "invalid_scope" }],
  invalid_grant: [refusal(400, { error: "invalid_grant" }), "authorization-server", { code: "invalid_grant" }],
  "400 without an OAuth error": [refusal(400, { status: "busy" }), "authorization-server", { retryable: true }],
  "429 without an OAuth error": [refusal(429, {}), "authorization-server", { retryable: true, status: 429 }],
  500: [refusal(500, { error: "server_error" }), "authorization-server", { status: 500, retryable: true }],
  "503 with Retry-After": [busy, "authorization-server", { status: 503, retryable: true, retryAfter: DAY }],
  "HTML with 200": [page(200), "authorization-server", { status: 200 }],
  "HTML with 500": [page(500), "authorization-server", { status: 500, retryable: true }],
  "a body that is an array": [refusal(200, []), "protocol", {}],
  "a body that is a string": [refusal(200, "token"), "protocol", {}],
  "a body that is null": [refusal(200, null), "protocol", {}],
  "an answer without token": [(answer) => delete answer.body.access_token, "protocol", {}],
  "a token that is a number": [(answer) => (answer.body.access_token = 5), "protocol", {}],
  "a token of another type": [(answer) => (answer.body.token_type = "DPoP"), "protocol", {}],
};

for (const [name, [change, kind, expected]] of Object.entries(BAD_DAYS)) {
  test(`${name}: ${kind}, nothing goes to the API, and a new client finds the server well again`, async (t) => {
    const servers = await startMockServer(t);
    servers.answer(change);
    const error = await failureOf(soon((await clientOf(servers)).healthcheck(), 20));
    assert.equal(error.kind, kind);
    for (const [field, value] of Object.entries(expected)) assert.equal(Reflect.get(error, field), value, field);
    assertHides(error, [CREDENTIALS.clientSecret]);
    assert.deepEqual(servers.api.calls, []);
    servers.answer(() => {});
    assert.deepEqual(await soon((await clientOf(servers)).healthcheck()), OK);
  });
}

test("a token type in other letters, or absent, is taken", async (t) => {
  const servers = await startMockServer(t);
  for (const token_type of ["bearer", "BEARER", undefined]) {
    servers.answer((answer) => (answer.body.token_type = token_type));
    assert.deepEqual(await soon((await clientOf(servers)).healthcheck()), OK);
  }
});

test("a token signed with a key that is not the server's is refused by the API, and said to be", async (t) => {
  const [servers, others] = [await startMockServer(t), await startMockServer(t)];
  const { tokenUrl } = others.environment;
  const error = await failureOf(soon((await clientOf(servers, { tokenUrl })).healthcheck()));
  assert.deepEqual([error.kind, error.code, error.status], ["authorization-server", "invalid_token", 401]);
});
