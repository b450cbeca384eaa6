// The operations of search.mjs as Swagger 2.0, as PISTE has them, and as OpenAPI 3, for a peer that knows nothing
// older.

/** @param {object} [more] */
const text = (more) => ({ type: "string", ...more });

/** @param {string} definitions where these are in the document */
const definitionsAt = (definitions) => ({
  Etat: { type: "object", required: ["version", "etat"], properties: { version: text(), etat: text() } },
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
      demandes: { type: "array", items: { $ref: `${definitions}/Demande` } },
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
      souhaits: { type: "array", items: { $ref: `${definitions}/Souhait` } },
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
});

const GUICHET = text({ pattern: "^[0-9]{5}$" });
const RANGE = text({ pattern: "^[0-9]+-[0-9]+$" });

export const SWAGGER = {
  swagger: "2.0",
  info: { title: "Bench", version: "1" },
  consumes: ["application/json"],
  produces: ["application/json"],
  paths: {
    "/healthcheck": {
      get: {
        operationId: "healthcheck",
        responses: { 200: { description: "Etat", schema: { $ref: "#/definitions/Etat" } } },
      },
    },
    "/demandes/{guichet}": {
      post: {
        operationId: "chercherDemandes",
        parameters: [
          { name: "guichet", in: "path", required: true, ...GUICHET },
          { name: "range", in: "query", ...RANGE },
          { name: "recherche", in: "body", required: true, schema: { $ref: "#/definitions/Recherche" } },
        ],
        responses: { 200: { description: "Une page", schema: { $ref: "#/definitions/Page" } } },
      },
    },
  },
  definitions: definitionsAt("#/definitions"),
};

/** @param {string} name */
const json = (name) => ({ "application/json": { schema: { $ref: `#/components/schemas/${name}` } } });

export const OPENAPI = {
  openapi: "3.0.3",
  info: { title: "Bench", version: "1" },
  paths: {
    "/healthcheck": {
      get: { operationId: "healthcheck", responses: { 200: { description: "Etat", content: json("Etat") } } },
    },
    "/demandes/{guichet}": {
      post: {
        operationId: "chercherDemandes",
        parameters: [
          { name: "guichet", in: "path", required: true, schema: GUICHET },
          { name: "range", in: "query", schema: RANGE },
        ],
        requestBody: { required: true, content: json("Recherche") },
        responses: { 200: { description: "Une page", content: json("Page") } },
      },
    },
  },
  components: { schemas: definitionsAt("#/components/schemas") },
};
