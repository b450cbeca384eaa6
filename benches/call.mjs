// A call of an operation, with a body and an answer of a middling size: request and answer validated, and what that is
// made of.

import { bareFetch, sameFetch } from "./same.mjs";
import { DEMANDES } from "./server.mjs";

/** @param {object} [more] */
const text = (more) => ({ type: "string", ...more });

const CONTRACT = {
  swagger: "2.0",
  info: { title: "Bench", version: "1" },
  consumes: ["application/json"],
  produces: ["application/json"],
  paths: {
    "/demandes/{guichet}": {
      post: {
        operationId: "chercherDemandes",
        parameters: [
          { name: "guichet", in: "path", required: true, ...text({ pattern: "^[0-9]{5}$" }) },
          { name: "range", in: "query", ...text({ pattern: "^[0-9]+-[0-9]+$" }) },
          { name: "recherche", in: "body", required: true, schema: { $ref: "#/definitions/Recherche" } },
        ],
        responses: { 200: { description: "Une page", schema: { $ref: "#/definitions/Page" } } },
      },
    },
  },
  definitions: {
    Recherche: {
      type: "object",
      required: ["communes"],
      properties: {
        communes: { type: "array", items: text({ pattern: "^[0-9]{5}$" }), minItems: 1 },
        depuis: text({ format: "date" }),
        aCoter: { type: "boolean" },
        tri: text({ enum: ["date", "cotation"] }),
      },
    },
    Page: {
      type: "object",
      required: ["total", "demandes"],
      properties: {
        total: { type: "integer", minimum: 0 },
        demandes: { type: "array", items: { $ref: "#/definitions/Demande" } },
      },
    },
    Demande: {
      type: "object",
      required: ["numero", "deposeLe", "souhaits"],
      properties: {
        numero: text({ minLength: 18, maxLength: 18 }),
        deposeLe: text({ format: "date" }),
        etat: text({ enum: ["ACTIVE", "RADIEE"] }),
        personnes: { type: "integer", format: "int32", minimum: 1 },
        ressources: { type: "number", minimum: 0 },
        souhaits: { type: "array", items: { $ref: "#/definitions/Souhait" } },
      },
    },
    Souhait: {
      type: "object",
      required: ["commune", "rang"],
      properties: {
        commune: text({ maxLength: 60 }),
        rang: { type: "integer", minimum: 1 },
        points: { type: "number" },
      },
    },
  },
};

const RECHERCHE = { communes: ["75056", "69123", "13055"], depuis: "2026-01-31", aCoter: true, tri: "date" };

/**
 * The ways, and which are to be compared.
 * @param {typeof import("../pkg-template/types/index.d.ts").SneCotation} SneCotation
 * @param {string} origin
 * @returns {Promise<import("./turns.mjs").Bench>}
 */
export async function callBench(SneCotation, origin) {
  const apiUrl = `${origin}/mtes/sne-cotation/v1.0`;
  const validating = await clientOf(SneCotation, origin, CONTRACT, { request: "error", response: "error" });
  const trusting = await clientOf(SneCotation, origin, CONTRACT, false);
  const url = `${apiUrl}/demandes/75101?range=0-99`;
  const authorization = `Bearer ${await validating.accessToken()}`;
  const init = () => ({
    method: "POST",
    headers: { authorization, accept: "application/json", "content-type": "application/json" },
    body: JSON.stringify(RECHERCHE),
  });
  const request = {
    method: "POST",
    path: "/demandes/75101",
    query: { range: "0-99" },
    body: RECHERCHE,
    idempotent: false,
  };
  const parameters = { guichet: "75101", range: "0-99", recherche: RECHERCHE };
  return {
    title: `call of an operation, answer of ${JSON.stringify(DEMANDES).length} bytes`,
    ways: {
      "bare fetch": () => bareFetch(url, init()),
      "fetch, same request": () => sameFetch(url, init()),
      request: async () => (await trusting.request(request)).data,
      "call, not validated": async () => (await trusting.call("chercherDemandes", parameters)).data,
      "call, both validated": async () => (await validating.call("chercherDemandes", parameters)).data,
    },
    ratios: [
      ["call, both validated", "bare fetch"],
      ["call, both validated", "fetch, same request"],
      ["call, both validated", "request"],
      ["call, not validated", "request"],
      ["request", "bare fetch"],
      ["request", "fetch, same request"],
    ],
    end: () => Promise.all([validating.close(), trusting.close()]),
  };
}

/**
 * A client with a contract, and what is wanted of the validation.
 * @param {typeof import("../pkg-template/types/index.d.ts").SneCotation} SneCotation
 * @param {string} origin
 * @param {object} contract
 * @param {import("../pkg-template/types/index.d.ts").CommonOptions["validate"]} validate
 */
export function clientOf(SneCotation, origin, contract, validate) {
  const environment = { tokenUrl: `${origin}/api/oauth/token`, apiUrl: `${origin}/mtes/sne-cotation/v1.0` };
  return SneCotation.create({ environment, clientId: "bench", clientSecret: "bench", contract, validate });
}
