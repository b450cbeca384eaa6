// @badgateway/oauth2-client: a fetch that looks after its token.

import { OAuth2Client, OAuth2Fetch } from "@badgateway/oauth2-client";
import { GUICHET_OF_SEARCH, RECHERCHE } from "../search.mjs";
import { LIMIT } from "./limit.mjs";

/** @type {import("./index.mjs").Open} */
export function open(origin) {
  const client = new OAuth2Client({
    clientId: "bench",
    clientSecret: "bench",
    tokenEndpoint: `${origin}/token`,
    authenticationMethod: "client_secret_post",
  });
  const own = new OAuth2Fetch({ client, getNewToken: () => client.clientCredentials() });
  /** @param {string} path @param {RequestInit} init */
  const answer = async (path, init) => {
    const response = await own.fetch(`${origin}/v1${path}`, { ...init, signal: AbortSignal.timeout(LIMIT) });
    if (!response.ok) throw new Error(String(response.status));
    return response.json();
  };
  return {
    healthcheck: () => answer("/healthcheck", { headers: { accept: "application/json" } }),
    search: (range) =>
      answer(`/demandes/${GUICHET_OF_SEARCH}?range=${range}`, {
        method: "POST",
        headers: { accept: "application/json", "content-type": "application/json" },
        body: JSON.stringify(RECHERCHE),
      }),
  };
}
