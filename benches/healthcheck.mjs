// A healthcheck, against two fetches of the same address with the same headers.

import { bareFetch, sameFetch } from "./same.mjs";

/**
 * The ways, and which are to be compared.
 * @param {typeof import("../pkg-template/types/index.d.ts").SneCotation} SneCotation
 * @param {string} origin
 * @returns {Promise<import("./turns.mjs").Bench>}
 */
export async function healthcheckBench(SneCotation, origin) {
  const apiUrl = `${origin}/mtes/sne-cotation/v1.0`;
  const environment = { tokenUrl: `${origin}/api/oauth/token`, apiUrl };
  const client = await SneCotation.create({ environment, clientId: "bench", clientSecret: "bench" });
  const headers = { authorization: `Bearer ${await client.accessToken()}`, accept: "application/json" };
  return {
    title: "healthcheck",
    ways: {
      "bare fetch": () => bareFetch(`${apiUrl}/healthcheck`, { headers }),
      "fetch, same request": () => sameFetch(`${apiUrl}/healthcheck`, { headers }),
      "sne-cotation": () => client.healthcheck(),
    },
    ratios: [
      ["sne-cotation", "bare fetch"],
      ["sne-cotation", "fetch, same request"],
    ],
    end: () => client.close(),
  };
}
