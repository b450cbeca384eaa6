// A contract, written for the tests, in which every rule of validation can be broken, each by a property of one body.

/** @param {Record<string, object>} properties */
const of = (properties) => ({ type: "object", properties });

export const RULES = {
  swagger: "2.0",
  info: { title: "Règles", version: "1" },
  basePath: "/regles/v1",
  consumes: ["application/json"],
  produces: ["application/json"],
  paths: {
    "/regles": {
      post: {
        operationId: "verifier",
        parameters: [
          { name: "corps", in: "body", required: true, schema: { $ref: "#/definitions/Corps" } },
          { name: "page", in: "query", type: "integer", minimum: 1 },
          { name: "codes", in: "query", type: "array", items: { type: "string", pattern: "^[0-9]{5}$" } },
        ],
        responses: {
          200: { description: "Fait", schema: { $ref: "#/definitions/Reponse" } },
          204: { description: "Rien" },
        },
      },
      get: { operationId: "lire", responses: { default: { description: "Tout", schema: { type: "string" } } } },
    },
  },
  definitions: {
    Corps: of({
      multiple: { type: "number", multipleOf: 0.5 },
      max: { type: "integer", maximum: 10 },
      maxExclu: { type: "integer", maximum: 10, exclusiveMaximum: true },
      min: { type: "integer", minimum: 1 },
      minExclu: { type: "integer", minimum: 1, exclusiveMinimum: true },
      court: { type: "string", maxLength: 3 },
      long: { type: "string", minLength: 3 },
      code: { type: "string", pattern: "^[A-Z]+$" },
      jour: { type: "string", format: "date" },
      peu: { type: "array", maxItems: 1 },
      beaucoup: { type: "array", minItems: 2, items: { type: "integer" } },
      uniques: { type: "array", uniqueItems: true },
      couple: { type: "array", items: [{}, {}], additionalItems: false },
      petit: { type: "object", maxProperties: 1 },
      grand: { type: "object", minProperties: 1 },
      strict: { ...of({ a: {} }), additionalProperties: false },
      animal: { $ref: "#/definitions/Animal" },
      id: { type: "integer", readOnly: true },
      besoin: { type: "object", required: ["nom"] },
      boucle: { $ref: "#/definitions/Boucle" },
      nombres: { type: "array", items: { type: "number" } },
    }),
    Animal: { ...of({ espece: { type: "string" } }), discriminator: "espece", required: ["espece"] },
    Chat: { allOf: [{ $ref: "#/definitions/Animal" }, of({ griffes: { type: "boolean" } })] },
    Boucle: { uniqueItems: true, items: { $ref: "#/definitions/Boucle" } },
    Reponse: { ...of({ id: { type: "integer", format: "int64" }, nom: { type: "string" } }), required: ["id"] },
  },
};
