// The platform's own fetch, with no settings at all, so that it can neither be cancelled nor kept from a cache.

import { GUICHET_OF_SEARCH, RECHERCHE } from "../search.mjs";
import { tokenOf } from "./token.mjs";

/** @type {import("./index.mjs").Open} */
export function open(origin) {
  const authorization = tokenOf(origin);
  return {
    async healthcheck() {
      const headers = { authorization: await authorization(), accept: "application/json" };
      return (await fetch(`${origin}/v1/healthcheck`, { headers })).json();
    },
    async search(range) {
      const response = await fetch(`${origin}/v1/demandes/${GUICHET_OF_SEARCH}?range=${range}`, {
        method: "POST",
        headers: {
          authorization: await authorization(),
          accept: "application/json",
          "content-type": "application/json",
        },
        body: JSON.stringify(RECHERCHE),
      });
      return response.json();
    },
  };
}
