// ky: a fetch with JSON, time limits and repetitions; the token by its hook.

import ky from "ky";
import { GUICHET_OF_SEARCH, RECHERCHE } from "../search.mjs";
import { LIMIT } from "./limit.mjs";
import { tokenOf } from "./token.mjs";

/** @import { Page } from "../search.mjs" */

/** @type {import("./index.mjs").Open} */
export function open(origin) {
  const authorization = tokenOf(origin);
  const api = ky.create({
    timeout: LIMIT,
    hooks: {
      beforeRequest: [
        async ({ request }) => {
          request.headers.set("authorization", await authorization());
        },
      ],
    },
  });
  return {
    healthcheck: () => /** @type {Promise<{ etat: string }>} */ (api.get(`${origin}/v1/healthcheck`).json()),
    search: (range) => {
      const address = `${origin}/v1/demandes/${GUICHET_OF_SEARCH}`;
      return /** @type {Promise<Page>} */ (api.post(address, { searchParams: { range }, json: RECHERCHE }).json());
    },
  };
}
