// The operations that the runs call, once for each row, and the rows: one that reads, and one that may have an effect,
// of which more is written down.

const PARAMETERS = [
  { name: "numero", in: "path", required: true, type: "string", pattern: "^[0-9]{18}$" },
  { name: "commentaire", in: "query", type: "string", maxLength: 80 },
];
const ETAT = { type: "object", properties: { version: { type: "string" }, etat: { type: "string" } } };
const RESPONSES = { 200: { description: "Etat", schema: ETAT } };

const CONTRACT = {
  swagger: "2.0",
  info: { title: "Bench", version: "1" },
  produces: ["application/json"],
  paths: {
    "/demandes/{numero}": {
      get: { operationId: "lireDemande", parameters: PARAMETERS, responses: RESPONSES },
      post: { operationId: "coterDemande", parameters: PARAMETERS, responses: RESPONSES },
    },
  },
};

/** @param {string} [origin] where the API is */
export const optionsFor = (origin = "http://127.0.0.1:9") => ({
  environment: { tokenUrl: `${origin}/token`, apiUrl: `${origin}/v1` },
  clientId: "bench",
  clientSecret: "bench",
  contract: CONTRACT,
});

/** So many rows of a hundred bytes of JSON. @param {number} items */
export function* rows(items) {
  for (let n = 0; n < items; n += 1)
    yield { numero: String(n).padStart(18, "1"), commentaire: "une demande de plus, à coter ce soir".padEnd(40, ".") };
}
