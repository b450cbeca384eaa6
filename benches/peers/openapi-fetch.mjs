// openapi-fetch: a fetch by the paths of an OpenAPI document, whose types alone it knows; the token by its middleware.

import createClient from "openapi-fetch";
import { GUICHET_OF_SEARCH, RECHERCHE } from "../search.mjs";
import { LIMIT } from "./limit.mjs";
import { tokenOf } from "./token.mjs";

/** @import { Page } from "../search.mjs" */

/** @type {import("./index.mjs").Open} */
export function open(origin) {
  const authorization = tokenOf(origin);
  const api = createClient({ baseUrl: `${origin}/v1` });
  api.use({
    async onRequest({ request }) {
      request.headers.set("authorization", await authorization());
      return request;
    },
  });
  return {
    async healthcheck() {
      return /** @type {{ etat: string }} */ (dataOf(await api.GET("/healthcheck", limited({}))));
    },
    async search(range) {
      const params = { path: { guichet: GUICHET_OF_SEARCH }, query: { range } };
      return /** @type {Page} */ (dataOf(await api.POST("/demandes/{guichet}", limited({ params, body: RECHERCHE }))));
    },
  };
}

/** @param {object} options */
const limited = (options) => ({ ...options, signal: AbortSignal.timeout(LIMIT) });

/** @param {{ data?: unknown, response: Response }} result */
function dataOf({ data, response }) {
  if (!response.ok) throw new Error(String(response.status));
  return data;
}
