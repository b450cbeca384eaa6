// swagger-client: calls by a Swagger 2.0 document; the token and the time limit by its interceptor.

import SwaggerClient from "swagger-client";
import { SWAGGER } from "../contract.mjs";
import { GUICHET_OF_SEARCH, RECHERCHE } from "../search.mjs";
import { LIMIT } from "./limit.mjs";
import { tokenOf } from "./token.mjs";

/** @import { Page } from "../search.mjs" */

/** @type {import("./index.mjs").Open} */
export async function open(origin) {
  const authorization = tokenOf(origin);
  const { host, pathname, protocol } = new URL(`${origin}/v1`);
  const client = await new SwaggerClient({
    spec: { ...SWAGGER, host, basePath: pathname, schemes: [protocol.slice(0, -1)] },
    async requestInterceptor(request) {
      request.headers.Authorization = await authorization();
      request.signal = AbortSignal.timeout(LIMIT);
      return request;
    },
  });
  return {
    healthcheck: async () =>
      /** @type {{ etat: string }} */ ((await client.execute({ operationId: "healthcheck" })).body),
    search: async (range) => {
      const parameters = { guichet: GUICHET_OF_SEARCH, range, recherche: RECHERCHE };
      return /** @type {Page} */ ((await client.execute({ operationId: "chercherDemandes", parameters })).body);
    },
  };
}
