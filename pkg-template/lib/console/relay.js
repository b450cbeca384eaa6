// The token relay: PISTE's authorisation servers refuse every browser, so the page hands its credentials to this
// server, on the same machine, which asks for the token with the package's own client. They stay in memory and are not
// logged.

import { SneCotation, SneError } from "../index.js";
import { tokenInPlaceOf } from "../relay/renewal.js";
import { Clients } from "./clients.js";
import { readJson, sendJson } from "./http.js";
import { checkedQuestion, goneSignal, LONGEST_BODY } from "./question.js";
import { Scopes } from "./scopes.js";

/**
 * @import { Credentials, Environments } from "./credentials.ts"
 * @import { Route, Routes } from "./site.ts"
 */

/** Failures that are in what the person gave; the others came back from PISTE. */
const OF_THE_REQUEST = ["config", "credentials"];

/**
 * @param {Environments} environments what the names that the page may say stand for
 * @returns {{ routes: Routes, close: () => Promise<void> }}
 */
export function relayTo(environments) {
  const scopes = new Scopes();
  const clients = new Clients(({ environment, clientId, clientSecret, scope, language }) => {
    const credentials = { clientId, clientSecret, ...(scope !== undefined && { scope }) };
    return SneCotation.create({
      environment: environments[environment],
      ...credentials,
      language,
      fetch: scopes.fetch,
    });
  });
  /** @type {Route} */
  const give = async (request, response) => {
    const body = await readJson(request, LONGEST_BODY);
    const question = { ...checkedQuestion(body, environments), rejected: body.rejected };
    const signal = goneSignal(response);
    try {
      sendJson(response, 200, scopes.added(await tokenFor(clients, question, signal)));
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof SneError)) throw error;
      sendJson(response, OF_THE_REQUEST.includes(error.kind) ? 400 : 502, error.toJSON());
    }
  };
  /** @type {Route} */
  const forget = async (_request, response) => {
    scopes.forget();
    await clients.close();
    response.writeHead(204, { "Cache-Control": "no-store" }).end();
  };
  return { routes: { "POST /api/token": give, "DELETE /api/token": forget }, close: () => clients.close() };
}

/**
 * The token and how long it lives. What failed has no token to keep, and the next try may want another language.
 * @param {Clients} clients
 * @param {Credentials & { rejected?: string }} question
 * @param {AbortSignal} signal
 */
async function tokenFor(clients, { rejected, ...credentials }, signal) {
  const client = await clients.of(credentials);
  try {
    return await tokenInPlaceOf(client, { rejected, signal });
  } catch (error) {
    if (!signal.aborted) clients.drop(credentials);
    throw error;
  }
}
