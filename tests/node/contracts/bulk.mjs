// A contract written for the tests of long runs: one operation that has an effect, and one that has none.

const numero = { name: "numero", in: "path", required: true, type: "string" };
const answer = { description: "OK", schema: { type: "object", properties: { score: { type: "integer" } } } };

export const BULK = {
  swagger: "2.0",
  info: { title: "bulk", version: "1" },
  paths: {
    "/cotations/{numero}": {
      post: { operationId: "calculer", parameters: [numero], responses: { 200: answer } },
      get: { operationId: "lire", parameters: [numero], responses: { 200: answer } },
    },
  },
};
