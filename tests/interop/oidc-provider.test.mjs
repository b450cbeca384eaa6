// The client against oidc-provider, an authorisation server that nobody here wrote, and an API that asks it about every
// token.

import assert from "node:assert/strict";
import { test } from "node:test";
import { SneCotation } from "sne-cotation";
import { failureOf } from "../node/support/failure.mjs";
import { assertHides } from "../node/support/hidden.mjs";
import { soon, until } from "../node/support/wait.mjs";
import { APPLICATION, startOidcProvider } from "./support/oidc-provider.mjs";

/** @import { CredentialOptions } from "sne-cotation" */

const OK = { version: "1.0", etat: "OK" };

/**
 * A client of the application at those servers.
 * @param {Awaited<ReturnType<typeof startOidcProvider>>} servers
 * @param {Partial<CredentialOptions>} [options]
 */
const clientOf = ({ environment }, options) => SneCotation.create({ environment, ...APPLICATION, ...options });

test("a token by client credentials in the body, which the server knows as its own", async (t) => {
  const servers = await startOidcProvider(t);
  const sne = await clientOf(servers);
  assert.deepEqual(await soon(sne.healthcheck()), OK);
  const [{ token = "", status }] = servers.api.calls;
  assert.deepEqual([status, token], [200, await sne.accessToken()]);
  const { active, client_id, token_type } = await servers.introspect(token);
  assert.deepEqual([active, client_id, token_type], [true, APPLICATION.clientId, "Bearer"]);
  assert.deepEqual(servers.outcomes, ["granted"]);
});

test("the scope is asked for, and only when there is one", async (t) => {
  const servers = await startOidcProvider(t);
  for (const [scope, granted] of [
    [undefined, undefined],
    ["resource.READ", "resource.READ"],
    ["openid resource.READ", "openid resource.READ"],
  ]) {
    const sne = await clientOf(servers, { scope });
    assert.equal((await servers.introspect(await soon(sne.accessToken()))).scope, granted);
  }
});

test("an API that needs a scope refuses the token without it, and takes the one with it", async (t) => {
  const servers = await startOidcProvider(t, { needs: "resource.READ" });
  const error = await failureOf(soon((await clientOf(servers)).healthcheck()));
  assert.deepEqual([error.kind, error.code, error.status], ["subscription", "insufficient_scope", 403]);
  assert.deepEqual(await soon((await clientOf(servers, { scope: "resource.READ" })).healthcheck()), OK);
});

const STRANGERS = {
  "the wrong secret": { clientSecret: "not-the-s3cret" },
  "the wrong id": { clientId: "nobody-here" },
  "the secret in other letters": { clientSecret: APPLICATION.clientSecret.toUpperCase() },
};

for (const [name, options] of Object.entries(STRANGERS)) {
  test(`${name}: invalid_client, and no secret in the error`, async (t) => {
    const servers = await startOidcProvider(t);
    const sne = await clientOf(servers, options);
    for (const call of [sne.healthcheck(), sne.accessToken()]) {
      const error = await failureOf(soon(call));
      const { kind, code, retryable, attempts } = error;
      assert.deepEqual([kind, code, retryable, attempts], ["credentials", "invalid_client", false, 0]);
      assertHides(error, [{ ...APPLICATION, ...options }.clientSecret]);
    }
    assert.ok(servers.outcomes.length > 0 && servers.outcomes.every((outcome) => outcome === "invalid_client"));
    assert.deepEqual(servers.api.calls, []);
  });
}

test("a scope that the application may not have: invalid_scope", async (t) => {
  const servers = await startOidcProvider(t);
  const error = await failureOf(soon((await clientOf(servers, { scope: "resource.WRITE" })).healthcheck()));
  assert.deepEqual([error.kind, error.code, error.status], ["authorization-server", "invalid_scope", 400]);
  assert.equal(error.retryable, false);
  assert.deepEqual(servers.api.calls, []);
});

test("a server without this grant: unsupported_grant_type", async (t) => {
  const features = { devInteractions: { enabled: false }, introspection: { enabled: true } };
  const application = { grant_types: [] };
  const servers = await startOidcProvider(t, { application, provider: { features } });
  const error = await failureOf(soon((await clientOf(servers)).healthcheck()));
  assert.deepEqual([error.kind, error.code, error.status], ["authorization-server", "unsupported_grant_type", 400]);
});

test("an application without this grant is refused with the server's own code", async (t) => {
  const servers = await startOidcProvider(t, { application: { grant_types: [] } });
  const error = await failureOf(soon((await clientOf(servers)).healthcheck()));
  assert.deepEqual([error.kind, error.status, error.retryable], ["authorization-server", 400, false]);
  assert.deepEqual(new Set(servers.outcomes), new Set([error.code]));
});

test("an address of the server that is no token endpoint", async (t) => {
  const servers = await startOidcProvider(t);
  const sne = await clientOf(servers, { tokenUrl: `${servers.issuer}/nothing-here` });
  const error = await failureOf(soon(sne.healthcheck()));
  assert.deepEqual([error.kind, error.status, error.retryable], ["authorization-server", 404, false]);
});

const ODD = {
  plus: "a+b++c",
  ampersand: "a&b&client_id=c",
  equals: "=a==b=",
  percent: "100%25%41%",
  "spaces inside": "two  spaces in the middle",
  quotes: `"double" 'single' \`back\``,
  "all that ASCII has": Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index)).join(""),
};

for (const [name, odd] of Object.entries(ODD)) {
  test(`an id and a secret with ${name} arrive as they are`, async (t) => {
    const servers = await startOidcProvider(t, { application: { client_id: odd, client_secret: odd } });
    const sne = await clientOf(servers, { clientId: odd, clientSecret: odd });
    assert.deepEqual(await soon(sne.healthcheck()), OK);
    const stranger = await clientOf(servers, { clientId: odd, clientSecret: `${odd}!` });
    const error = await failureOf(soon(stranger.healthcheck()));
    assert.equal(error.code, "invalid_client");
    assertHides(error, [odd]);
  });
}

test("a token revoked before its end: refused, replaced and the call made again, all by itself", async (t) => {
  const servers = await startOidcProvider(t);
  const sne = await clientOf(servers);
  assert.deepEqual(await soon(sne.healthcheck()), OK);
  const revoked = await sne.accessToken();
  await servers.revoke(revoked);
  assert.equal((await servers.introspect(revoked)).active, false);
  assert.deepEqual(await soon(sne.healthcheck()), OK);
  const replaced = await sne.accessToken();
  assert.notEqual(replaced, revoked);
  const expected = [
    [revoked, 200],
    [revoked, 401],
    [replaced, 200],
  ];
  assert.deepEqual(
    servers.api.calls.map(({ token, status }) => [token, status]),
    expected,
  );
  assert.deepEqual(servers.outcomes, ["granted", "granted"]);
});

test("40 calls at once with a revoked token: one token request, every call answered", async (t) => {
  const servers = await startOidcProvider(t);
  const sne = await clientOf(servers);
  await servers.revoke(await soon(sne.accessToken()));
  const answers = await soon(Promise.all(Array.from({ length: 40 }, () => sne.healthcheck())), 10);
  assert.deepEqual(
    answers,
    Array.from({ length: 40 }, () => OK),
  );
  assert.deepEqual(servers.outcomes, ["granted", "granted"]);
});

test("a token that lives two seconds is replaced in time, or when it is refused: every call is answered", async (t) => {
  // The provider counts whole seconds, so that it may take such a token for over before the client does.
  const servers = await startOidcProvider(t, { provider: { ttl: { ClientCredentials: 2 } } });
  const sne = await clientOf(servers);
  const first = await soon(sne.accessToken());
  await until(
    async () => (await sne.healthcheck()).etat === "OK" && (await sne.accessToken()) !== first,
    "another token",
  );
  assert.ok(servers.outcomes.length <= 3 && servers.outcomes.every((outcome) => outcome === "granted"));
  assert.ok(servers.api.calls.filter(({ status }) => status === 401).length <= 1);
});
