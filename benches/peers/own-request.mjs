// The package: `request`, with method, path, query and body.

import { GUICHET_OF_SEARCH, RECHERCHE } from "../search.mjs";
import { clientOf } from "./own.mjs";

/** @import { Page } from "../search.mjs" */

/** @type {import("./index.mjs").Open} */
export async function open(origin) {
  const client = await clientOf(origin);
  const path = `/demandes/${GUICHET_OF_SEARCH}`;
  return {
    healthcheck: async () =>
      /** @type {{ etat: string }} */ ((await client.request({ method: "GET", path: "/healthcheck" })).data),
    search: async (range) => {
      const request = { method: "POST", path, query: { range }, body: RECHERCHE, idempotent: false };
      return /** @type {Page} */ ((await client.request(request)).data);
    },
    end: () => client.close(),
  };
}
