// Each way in which PISTE and the API answer, and the error that the client makes of it, in both languages: the rows of
// the platform notes ("Token", "Gateway answers"), met through real sockets.

import assert from "node:assert/strict";
import { test } from "node:test";
import { failureOf } from "./support/failure.mjs";
import { simulated } from "./support/simulated.mjs";

const DAY = 86_400;
const invalidToken = (description) => ({
  type: "answer",
  status: 401,
  headers: { "WWW-Authenticate": `Bearer realm="DefaultRealm",error="invalid_token",error_description="${description}"` },
});
const json = (status, value) => {
  return { type: "answer", status, headers: { "Content-Type": "application/json" }, body: JSON.stringify(value) };
};
const answer = (status, headers = {}, body = "") => ({ type: "answer", status, headers, body });

/** A fetch that changes the headers of the requests whose address contains `where`. */
const meddling = (where, change) => (url, init) => {
  return fetch(url, url.includes(where) ? { ...init, headers: change({ ...init.headers }) } : init);
};
const withOrigin = (headers) => ({ ...headers, Origin: "https://elsewhere.example" });
const withoutToken = ({ authorization, ...headers }) => headers;

/** Rows of the authorisation server. `says` is what message and advice together must mention. */
const TOKEN_ROWS = [
  {
    row: "wrong secret",
    options: { clientSecret: "not-this-one" },
    is: { kind: "credentials", code: "invalid_client", status: 400 },
    says: { fr: /bac à sable.*API Keys/s, en: /sandbox.*API Keys/s },
  },
  { row: "wrong id", options: { clientId: "unknown" }, is: { kind: "credentials", code: "invalid_client", status: 400 } },
  {
    row: "sandbox credentials in production",
    elsewhere: "production",
    is: { kind: "credentials", code: "invalid_client", status: 400 },
    says: { fr: /environment/, en: /environment/ },
  },
  {
    row: "unauthorized_client",
    token: json(400, { error: "unauthorized_client" }),
    is: { kind: "credentials", code: "unauthorized_client", status: 400 },
    says: { fr: /Confidentiel/, en: /Confidentiel/ },
  },
  {
    row: "throttled: 400 without an OAuth error",
    token: "throttled-token",
    is: { kind: "authorization-server", status: 400, retryable: true },
    says: { fr: /quelques secondes/, en: /few seconds/ },
  },
  {
    row: "a scope that the application does not have",
    options: { scope: "never.given" },
    is: { kind: "authorization-server", code: "invalid_scope", status: 400 },
    says: { fr: /invalid_scope.*scope/s, en: /invalid_scope.*scope/s },
  },
  {
    row: "403 to whatever carries Origin",
    options: { fetch: meddling("/oauth/token", withOrigin) },
    is: { kind: "authorization-server", status: 403 },
    says: { fr: /navigateur.*getToken/s, en: /browser.*getToken/s },
  },
  {
    row: "404: not a token endpoint",
    token: answer(404),
    is: { kind: "authorization-server", status: 404 },
    says: { fr: /tokenUrl/, en: /tokenUrl/ },
  },
  { row: "503", token: { type: "outage", retryAfter: 7 }, is: { kind: "authorization-server", status: 503, retryable: true, retryAfter: 7 } },
  { row: "504", token: "gateway-timeout", is: { kind: "authorization-server", status: 504, retryable: true } },
  { row: "no answer", token: "dropped-connection", is: { kind: "network", retryable: true } },
  { row: "a login page", token: "html-page", is: { kind: "gateway", status: 200, retryable: true }, says: { fr: /HTML/, en: /HTML/ } },
  { row: "a redirect", token: "login-redirect", is: { kind: "protocol", status: 302 }, says: { fr: /tokenUrl/, en: /tokenUrl/ } },
  { row: "an answer without token", token: json(200, { expires_in: 3600 }), is: { kind: "protocol", status: 200 }, says: { fr: /jeton/, en: /token/ } },
  {
    row: "a token of another type",
    token: json(200, { access_token: "x", token_type: "mac" }),
    is: { kind: "protocol", status: 200 },
    says: { fr: /Bearer/, en: /Bearer/ },
  },
];

/** Rows of the gateway and of the API. `calls` is how many are made; the last one fails. */
const GATEWAY_ROWS = [
  {
    row: "no token that it can read",
    options: { fetch: meddling("/sandbox-api/", withoutToken) },
    is: { kind: "authorization-server", code: "invalid_request", status: 400, attempts: 1 },
    says: { fr: /Authorization/, en: /Authorization/ },
  },
  {
    row: "unknown token",
    api: invalidToken("Unable to find the access token in persistent storage."),
    is: { kind: "authorization-server", code: "invalid_token", status: 401 },
    says: { fr: /environnement/, en: /environment/ },
  },
  { row: "expired token", api: invalidToken("The access token expired."), is: { kind: "authorization-server", code: "invalid_token", status: 401 } },
  {
    row: "application disabled",
    application: "disabled",
    is: { kind: "authorization-server", code: "invalid_token", status: 401, attempts: 1 },
    says: { fr: /« Activée »/, en: /"Activée"/ },
  },
  { row: "scope missing", application: "missing-scope", is: { kind: "subscription", code: "insufficient_scope", status: 403 }, says: { fr: /scope/, en: /scope/ } },
  ...["no-subscription", "subscription-pending", "terms-not-accepted"].map((application) => ({
    row: application,
    application,
    is: { kind: "subscription", status: 403 },
    says: { fr: /Modifier l'application.*approbation.*CGU.*Javascript Origins/s, en: /Modifier l'application.*approval.*CGU.*Javascript Origins/s },
  })),
  {
    row: "origin not allowed",
    application: "origin-not-allowed",
    options: { fetch: meddling("/sandbox-api/", withOrigin) },
    is: { kind: "subscription", status: 403 },
    says: { fr: /Javascript Origins/, en: /Javascript Origins/ },
  },
  { row: "blocked", application: "blocked", is: { kind: "blocked", status: 423 }, says: { fr: /suspecte/, en: /suspicious/ } },
  {
    row: "quota by the second",
    application: "quota-by-second",
    calls: 3,
    is: { kind: "quota", status: 429, retryable: true, retryAfter: 1 },
    says: { fr: /1 s/, en: /1 s/ },
  },
  { row: "quota by the day", application: "quota-by-day", calls: 3, is: { kind: "quota", status: 429, retryable: true, retryAfter: DAY }, says: { fr: /heures/, en: /hours/ } },
  { row: "quota without Retry-After", api: answer(429), is: { kind: "quota", status: 429, retryable: true }, says: { fr: /Retry-After/, en: /Retry-After/ } },
  { row: "404 for an unknown path", path: "/nothing-here", is: { kind: "gateway", status: 404, retryable: true }, says: { fr: /chemin/i, en: /path/i } },
  { row: "404 that is no page", api: answer(404), is: { kind: "request", status: 404 }, says: { fr: /Chemin de base/, en: /Chemin de base/ } },
  { row: "405", api: answer(405), is: { kind: "request", status: 405 }, says: { fr: /méthode/, en: /method/ } },
  { row: "400 with nothing in it", api: answer(400), is: { kind: "request", status: 400 }, says: { fr: /sans explication/, en: /without an explanation/ } },
  { row: "another 4xx", api: answer(418, {}, "no"), is: { kind: "request", status: 418 }, says: { fr: /418/, en: /418/ } },
  { row: "General Exception", api: "general-exception", is: { kind: "gateway", status: 404, retryable: true }, says: { fr: /chemin/i, en: /path/i } },
  { row: "500", api: { type: "flapping", status: 500 }, is: { kind: "gateway", status: 500, retryable: true }, says: { fr: /500/, en: /500/ } },
  { row: "503", api: { type: "outage", retryAfter: 5 }, is: { kind: "gateway", status: 503, retryable: true, retryAfter: 5 } },
  { row: "504", api: "gateway-timeout", is: { kind: "gateway", status: 504, retryable: true }, says: { fr: /à temps/, en: /in time/ } },
  { row: "no answer", api: "dropped-connection", is: { kind: "network", retryable: true } },
  { row: "a login page", api: "html-page", is: { kind: "gateway", status: 200, retryable: true }, says: { fr: /HTML/, en: /HTML/ } },
  { row: "a redirect to a login page", api: "login-redirect", is: { kind: "protocol", status: 302 }, says: { fr: /apiUrl/, en: /apiUrl/ } },
  { row: "no business profile", application: "no-profile", is: { kind: "profile", code: "ERRAUTUSR0001", status: 403 }, says: { fr: /profil métier.*api-platau-administration@/s, en: /business profile.*api-platau-administration@/s } },
  ...[200, 400, 404, 409, 422, 500].map((status) => ({
    row: `an error of the API itself under ${status}`,
    api: json(status, { code: "ERRCOTCAL0004", message: "Calcul impossible." }),
    is: { kind: "business", code: "ERRCOTCAL0004", status },
    says: { fr: /ERRCOTCAL0004 : Calcul impossible\./, en: /ERRCOTCAL0004: Calcul impossible\./ },
  })),
];

for (const language of ["fr", "en"]) {
  for (const row of TOKEN_ROWS) {
    test(`token, ${language}: ${row.row}`, (t) => check(t, row, language, 0));
  }
  for (const row of GATEWAY_ROWS) {
    test(`gateway, ${language}: ${row.row}`, (t) => check(t, row, language, 1));
  }
}

async function check(t, row, language, attempts) {
  const { simulator, server, client } = await simulated(t, { clock: "manual" });
  const addresses = row.elsewhere && { environment: server.environments[row.elsewhere] };
  const sne = await client(row.application ?? "works", { language, ...row.options, ...addresses });
  if (row.token) simulator.inject("authorization-server", row.token, 10);
  if (row.api) simulator.inject("gateway", row.api, 10);
  const call = () => (row.path ? sne.request({ path: row.path }) : sne.healthcheck());
  for (let made = 1; made < (row.calls ?? 1); made += 1) await call();
  const error = await failureOf(call());
  const seen = Object.fromEntries(FIELDS.map((field) => [field, error[field]]));
  assert.deepEqual(seen, { ...NOTHING, attempts, ...row.is });
  if (row.says) assert.match(`${error.message}\n${error.advice}`, row.says[language]);
}

const FIELDS = ["kind", "code", "status", "retryable", "retryAfter", "attempts"];
const NOTHING = { code: undefined, status: undefined, retryable: false, retryAfter: undefined };

test("the two languages say different things, and toJSON says all of it", async (t) => {
  const { client } = await simulated(t);
  const failures = ["fr", "en"].map(async (language) => failureOf((await client("no-profile", { language })).healthcheck()));
  const [french, english] = await Promise.all(failures);
  assert.notEqual(french.message, english.message);
  assert.notEqual(french.advice, english.advice);
  const { name, kind, message, advice, code, status, retryable, attempts } = french;
  const plain = { name, kind, message, advice, code, status, retryable, attempts };
  assert.deepEqual(JSON.parse(JSON.stringify(french)), plain);
});

test("a wait until a date is a wait of seconds", async (t) => {
  const { simulator, client } = await simulated(t);
  const sne = await client("works");
  const date = new Date(Date.now() + 90_000).toUTCString();
  simulator.inject("gateway", answer(429, { "Retry-After": date }));
  const { retryAfter } = await failureOf(sne.healthcheck());
  assert.ok(retryAfter > 80 && retryAfter <= 90, `${retryAfter}`);
});

for (const expiresIn of ["number", "text", "absent"]) {
  test(`a token whose life is told as ${expiresIn} works`, async (t) => {
    const { client, tokenRequests } = await simulated(t, { expiresIn });
    const sne = await client("works");
    for (let call = 0; call < 3; call += 1) assert.deepEqual(await sne.healthcheck(), { version: "1.0", etat: "OK" });
    assert.equal(tokenRequests().length, 1);
  });
}
