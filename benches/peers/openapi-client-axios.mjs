// openapi-client-axios: calls by an OpenAPI 3 document, over axios; the token by an interceptor.

import { OpenAPIClientAxios } from "openapi-client-axios";
import { OPENAPI } from "../contract.mjs";
import { GUICHET_OF_SEARCH, RECHERCHE } from "../search.mjs";
import { LIMIT } from "./limit.mjs";
import { tokenOf } from "./token.mjs";

/** @import { Page } from "../search.mjs" */

/** @type {import("./index.mjs").Open} */
export async function open(origin) {
  const authorization = tokenOf(origin);
  const axiosConfigDefaults = { baseURL: `${origin}/v1`, timeout: LIMIT };
  const client = await new OpenAPIClientAxios({ definition: OPENAPI, axiosConfigDefaults }).getClient();
  client.interceptors.request.use(async (config) => {
    config.headers.Authorization = await authorization();
    return config;
  });
  return {
    healthcheck: async () => /** @type {{ etat: string }} */ ((await client.healthcheck()).data),
    search: async (range) => {
      const answer = await client.chercherDemandes({ guichet: GUICHET_OF_SEARCH, range }, RECHERCHE);
      return /** @type {Page} */ (answer.data);
    },
  };
}
