// What the tests of the simulator share: requests in few words, as arguments of a fetch function.

/** @import { Application, Environment, Environments, Simulator } from "sne-cotation/simulator" */

/** @typedef {RequestInit & { headers?: Record<string, string> }} Init */
/** What `fetch` is given. @typedef {[url: string, init: Init]} FetchArguments */

/**
 * The token request of an application, at the environment it names.
 * @param {Environments} environments
 * @param {Pick<Application, "environment" | "clientId" | "clientSecret">} application
 * @returns {FetchArguments}
 */
export function tokenRequest(environments, { environment, clientId, clientSecret }) {
  const fields = { grant_type: "client_credentials", client_id: clientId, client_secret: clientSecret };
  return [environments[environment].tokenUrl, { method: "POST", body: new URLSearchParams(fields) }];
}

/**
 * `healthcheck` with a token.
 * @param {string} token
 * @param {Environments} environments
 * @param {Environment} [environment]
 * @returns {FetchArguments}
 */
export function callWith(token, environments, environment = "sandbox") {
  return [`${environments[environment].apiUrl}/healthcheck`, { headers: { Authorization: `Bearer ${token}` } }];
}

/**
 * A token of an application.
 * @param {Pick<Simulator, "fetch" | "environments">} simulator
 * @param {Application} application
 */
export async function tokenFor({ fetch, environments }, application) {
  const grant = await fetch(...tokenRequest(environments, application));
  const { access_token } = await grant.json();
  return access_token;
}
