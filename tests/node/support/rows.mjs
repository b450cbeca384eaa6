// The rows of the platform notes ("Token", "Gateway answers"): what brings each about, and the error it must become.

/** @import { FetchLike, SneError } from "sne-cotation" */
/** @import { Environment, Fault, ReadyMade } from "sne-cotation/simulator" */
/** @import { Says } from "./languages.mjs" */
/** @import { ClientOptions } from "./platform.mjs" */

/**
 * @typedef {object} Row
 * @property {string} row
 * @property {ClientOptions} [options]
 * @property {Environment} [elsewhere] where the credentials of the sandbox are taken to
 * @property {ReadyMade} [application]
 * @property {Fault} [token] what the authorisation server answers
 * @property {Fault} [api] what the gateway answers
 * @property {number} [calls] how many are made; the last one fails
 * @property {string} [path]
 * @property {Partial<SneError>} is
 * @property {Required<Says>} [says] what message and advice together must mention
 */

const DAY = 86_400;
/** @param {string} description @returns {Fault} */
const invalidToken = (description) => ({
  type: "answer",
  status: 401,
  headers: {
    "WWW-Authenticate": `Bearer realm="DefaultRealm",error="invalid_token",error_description="${description}"`,
  },
});
/** @param {number} status @param {Record<string, string>} [headers] @param {string} [body] @returns {Fault} */
export const answer = (status, headers = {}, body = "") => ({ type: "answer", status, headers, body });
/** @param {number} status @param {unknown} value */
const json = (status, value) => answer(status, { "Content-Type": "application/json" }, JSON.stringify(value));

/** @typedef {Record<string, string>} SentHeaders */

/**
 * A fetch that changes the headers of the requests whose address contains `where`.
 * @param {string} where
 * @param {(headers: SentHeaders) => SentHeaders} change
 * @returns {FetchLike}
 */
const meddling = (where, change) => (url, init) => {
  return fetch(url, url.includes(where) ? { ...init, headers: change({ ...init.headers }) } : init);
};
/** @param {SentHeaders} headers */
const withOrigin = (headers) => ({ ...headers, Origin: "https://elsewhere.example" });
/** @param {SentHeaders} headers */
const withoutToken = ({ authorization: _, ...headers }) => headers;

/** Rows of the authorisation server. @type {Row[]} */
export const TOKEN_ROWS = [
  {
    row: "wrong secret",
    options: { clientSecret: "not-this-one" },
    is: { kind: "credentials", code: "invalid_client", status: 400 },
    says: { fr: /bac à sable.*API Keys/s, en: /sandbox.*API Keys/s },
  },
  {
    row: "wrong id",
    options: { clientId: "unknown" },
    is: { kind: "credentials", code: "invalid_client", status: 400 },
  },
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
  {
    row: "503",
    token: { type: "outage", retryAfter: 7 },
    is: { kind: "authorization-server", status: 503, retryable: true, retryAfter: 7 },
  },
  { row: "504", token: "gateway-timeout", is: { kind: "authorization-server", status: 504, retryable: true } },
  { row: "no answer", token: "dropped-connection", is: { kind: "network", retryable: true } },
  {
    row: "a login page",
    token: "html-page",
    is: { kind: "authorization-server", status: 200, retryable: true },
    says: { fr: /HTML/, en: /HTML/ },
  },
  {
    row: "a redirect",
    token: "login-redirect",
    is: { kind: "protocol", status: 302 },
    says: { fr: /tokenUrl/, en: /tokenUrl/ },
  },
  {
    row: "an answer without token",
    token: json(200, { expires_in: 3600 }),
    is: { kind: "protocol", status: 200 },
    says: { fr: /jeton/, en: /token/ },
  },
  {
    row: "a token of another type",
    token: json(200, { access_token: "x", token_type: "mac" }),
    is: { kind: "protocol", status: 200 },
    says: { fr: /Bearer/, en: /Bearer/ },
  },
];

/** @param {number} status @returns {Row} */
function businessError(status) {
  return {
    row: `an error of the API itself under ${status}`,
    api: json(status, { code: "ERRCOTCAL0004", message: "Calcul impossible." }),
    is: { kind: "business", code: "ERRCOTCAL0004", status },
    says: { fr: /ERRCOTCAL0004 : Calcul impossible\./, en: /ERRCOTCAL0004: Calcul impossible\./ },
  };
}

/** @param {ReadyMade} application @returns {Row} */
function notSubscribed(application) {
  return {
    row: application,
    application,
    is: { kind: "subscription", status: 403 },
    says: {
      fr: /Modifier l'application.*approbation.*CGU.*Javascript Origins/s,
      en: /Modifier l'application.*approval.*CGU.*Javascript Origins/s,
    },
  };
}

/** Rows of the gateway and of the API. @type {Row[]} */
export const GATEWAY_ROWS = [
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
  {
    row: "expired token",
    api: invalidToken("The access token expired."),
    is: { kind: "authorization-server", code: "invalid_token", status: 401 },
  },
  {
    row: "application disabled",
    application: "disabled",
    is: { kind: "authorization-server", code: "invalid_token", status: 401, attempts: 1 },
    says: { fr: /« Activée »/, en: /"Activée"/ },
  },
  {
    row: "scope missing",
    application: "missing-scope",
    is: { kind: "subscription", code: "insufficient_scope", status: 403 },
    says: { fr: /scope/, en: /scope/ },
  },
  notSubscribed("no-subscription"),
  notSubscribed("subscription-pending"),
  notSubscribed("terms-not-accepted"),
  {
    row: "origin not allowed",
    application: "origin-not-allowed",
    options: { fetch: meddling("/sandbox-api/", withOrigin) },
    is: { kind: "subscription", status: 403 },
    says: { fr: /Javascript Origins/, en: /Javascript Origins/ },
  },
  {
    row: "blocked",
    application: "blocked",
    is: { kind: "blocked", status: 423 },
    says: { fr: /suspecte/, en: /suspicious/ },
  },
  {
    row: "quota by the second",
    application: "quota-by-second",
    calls: 3,
    is: { kind: "quota", status: 429, retryable: true, retryAfter: 1 },
    says: { fr: /1 s/, en: /1 s/ },
  },
  {
    row: "quota by the day",
    application: "quota-by-day",
    calls: 3,
    is: { kind: "quota", status: 429, retryable: true, retryAfter: DAY },
    says: { fr: /heures/, en: /hours/ },
  },
  {
    row: "quota without Retry-After",
    api: answer(429),
    is: { kind: "quota", status: 429, retryable: true },
    says: { fr: /Retry-After/, en: /Retry-After/ },
  },
  {
    row: "404 for an unknown path",
    path: "/nothing-here",
    is: { kind: "gateway", status: 404, retryable: true },
    says: { fr: /chemin/i, en: /path/i },
  },
  {
    row: "404 that is no page",
    api: answer(404),
    is: { kind: "request", status: 404, retryable: true },
    says: { fr: /Chemin de base/, en: /Chemin de base/ },
  },
  {
    row: "404 with something in it",
    api: json(404, { erreur: "inconnu" }),
    is: { kind: "request", status: 404 },
    says: { fr: /Chemin de base/, en: /Chemin de base/ },
  },
  {
    row: "401 of the API behind the gateway",
    api: "api-unauthorized",
    is: { kind: "request", code: "invalid_request", status: 401, attempts: 1 },
    says: { fr: /Habilitation expiree.*documentation/s, en: /Habilitation expiree.*documentation/s },
  },
  { row: "405", api: answer(405), is: { kind: "request", status: 405 }, says: { fr: /méthode/, en: /method/ } },
  {
    row: "400 with nothing in it",
    api: answer(400),
    is: { kind: "request", status: 400, retryable: true },
    says: { fr: /sans explication/, en: /without an explanation/ },
  },
  {
    row: "another 4xx",
    api: answer(418, {}, "no"),
    is: { kind: "request", status: 418 },
    says: { fr: /418/, en: /418/ },
  },
  {
    row: "General Exception",
    api: "general-exception",
    is: { kind: "gateway", status: 404, retryable: true },
    says: { fr: /chemin/i, en: /path/i },
  },
  {
    row: "500",
    api: { type: "flapping", status: 500 },
    is: { kind: "gateway", status: 500, retryable: true },
    says: { fr: /500/, en: /500/ },
  },
  {
    row: "503",
    api: { type: "outage", retryAfter: 5 },
    is: { kind: "gateway", status: 503, retryable: true, retryAfter: 5 },
  },
  {
    row: "504",
    api: "gateway-timeout",
    is: { kind: "gateway", status: 504, retryable: true },
    says: { fr: /à temps/, en: /in time/ },
  },
  { row: "no answer", api: "dropped-connection", is: { kind: "network", retryable: true } },
  {
    row: "a login page",
    api: "html-page",
    is: { kind: "gateway", status: 200, retryable: true },
    says: { fr: /HTML/, en: /HTML/ },
  },
  {
    row: "a redirect to a login page",
    api: "login-redirect",
    is: { kind: "protocol", status: 302 },
    says: { fr: /apiUrl/, en: /apiUrl/ },
  },
  {
    row: "no business profile",
    application: "no-profile",
    is: { kind: "profile", code: "ERRAUTUSR0001", status: 403 },
    says: { fr: /profil métier.*api-platau-administration@/s, en: /business profile.*api-platau-administration@/s },
  },
  ...[200, 400, 404, 409, 422, 500].map(businessError),
];
