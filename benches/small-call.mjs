// A call of the smallest operation, the one that every subscriber has, through a contract: what a call costs by itself.

import { clientOf } from "./call.mjs";
import { bareFetch, sameFetch } from "./same.mjs";

const text = { type: "string" };

const CONTRACT = {
  swagger: "2.0",
  info: { title: "Bench", version: "1" },
  produces: ["application/json"],
  paths: {
    "/healthcheck": {
      get: {
        operationId: "healthcheck",
        responses: { 200: { description: "Etat", schema: { $ref: "#/definitions/Etat" } } },
      },
    },
  },
  definitions: { Etat: { type: "object", required: ["version", "etat"], properties: { version: text, etat: text } } },
};

/**
 * The ways, and which are to be compared.
 * @param {typeof import("../pkg-template/types/index.d.ts").SneCotation} SneCotation
 * @param {string} origin
 * @returns {Promise<import("./turns.mjs").Bench>}
 */
export async function smallCallBench(SneCotation, origin) {
  const url = `${origin}/mtes/sne-cotation/v1.0/healthcheck`;
  const client = await clientOf(SneCotation, origin, CONTRACT, { request: "error", response: "error" });
  const headers = { authorization: `Bearer ${await client.accessToken()}`, accept: "application/json" };
  return {
    title: "call of the operation healthcheck",
    ways: {
      "bare fetch": () => bareFetch(url, { headers }),
      "fetch, same request": () => sameFetch(url, { headers }),
      "call, both validated": async () => (await client.call("healthcheck")).data,
    },
    ratios: [
      ["call, both validated", "bare fetch"],
      ["call, both validated", "fetch, same request"],
    ],
    end: () => client.close(),
  };
}
