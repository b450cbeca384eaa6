// A contract, written for the tests, in which everything is that the client reads of Swagger 2.0.

/** @param {string | undefined} collectionFormat @param {string} [type] */
const list = (collectionFormat, type = "string") => ({
  type: "array",
  items: { type },
  ...(collectionFormat && { collectionFormat }),
});

export const EVERYTHING = {
  swagger: "2.0",
  info: { title: "Tout", version: "1" },
  host: "evil.example",
  schemes: ["http"],
  basePath: "/bibliotheque/v2",
  securityDefinitions: { evil: { type: "apiKey", in: "query", name: "key" } },
  security: [{ evil: [] }],
  consumes: ["application/json"],
  produces: ["application/json"],
  tags: [{ name: "livres" }],
  paths: {
    "/livres/{n°}": {
      parameters: [{ $ref: "#/parameters/Id" }],
      get: {
        operationId: "lireLivre",
        summary: "Lire un livre",
        tags: ["livres"],
        parameters: [
          { name: "n°", in: "query", type: "integer" },
          { name: "langue", in: "query", type: "string", enum: ["fr", "en"], default: "fr" },
          { name: "complet", in: "query", type: "boolean" },
          { name: "prix", in: "query", type: "number" },
          { name: "Range", in: "header", type: "string" },
          { name: "X-Liste", in: "header", ...list("pipes") },
          { name: "Authorization", in: "header", type: "string", required: true },
        ],
        responses: { 200: { $ref: "#/responses/Livre" }, default: { description: "Échec" } },
      },
      put: {
        operationId: "remplacerLivre",
        parameters: [{ name: "livre", in: "body", required: true, schema: { $ref: "#/definitions/Livre" } }],
        responses: { 204: { description: "Fait" } },
      },
      delete: { deprecated: true, responses: { 204: { description: "Fait" } } },
    },
    "/livres": {
      get: {
        operationId: "chercherLivres",
        parameters: [
          { name: "csv", in: "query", ...list("csv") },
          { name: "ssv", in: "query", ...list("ssv") },
          { name: "tsv", in: "query", ...list("tsv") },
          { name: "pipes", in: "query", ...list("pipes") },
          { name: "multi", in: "query", ...list("multi", "integer") },
          { name: "defaut", in: "query", ...list(undefined, "integer") },
        ],
        responses: { 200: { description: "Liste", schema: { type: "array", items: { $ref: "#/definitions/Livre" } } } },
      },
      post: {
        operationId: "noterLivre",
        consumes: ["application/x-www-form-urlencoded"],
        parameters: [
          { name: "note", in: "formData", type: "integer", required: true },
          { name: "mots", in: "formData", ...list("multi") },
        ],
        responses: { 201: { description: "Fait" } },
      },
    },
    "/livres/{n°}/couverture": {
      parameters: [{ $ref: "#/parameters/Id" }],
      post: {
        operationId: "envoyerCouverture",
        consumes: ["multipart/form-data"],
        parameters: [
          { name: "image", in: "formData", type: "file", required: true },
          { name: "legende", in: "formData", type: "string" },
        ],
        responses: { 201: { description: "Fait" } },
      },
      put: {
        operationId: "remplacerCouverture",
        consumes: ["image/png"],
        produces: ["text/plain", "application/pdf"],
        parameters: [{ name: "image", in: "body", required: true, schema: { type: "string", format: "binary" } }],
        responses: { 200: { description: "Fait" } },
      },
    },
    "/avis.xml": {
      post: {
        operationId: "donnerAvis",
        consumes: ["application/xml"],
        parameters: [{ name: "avis", in: "body", schema: { type: "object" } }],
        responses: { 204: { description: "Fait" } },
      },
    },
  },
  parameters: { Id: { name: "n°", in: "path", required: true, type: "string", description: "Cote du livre" } },
  responses: { Livre: { description: "Le livre", schema: { $ref: "#/definitions/Livre" } } },
  definitions: {
    Livre: {
      type: "object",
      required: ["titre"],
      properties: { titre: { type: "string" }, suite: { $ref: "#/definitions/Livre" }, type: { type: "string" } },
    },
    Roman: {
      allOf: [{ $ref: "#/definitions/Livre" }, { properties: { pages: { type: "integer", format: "int64" } } }],
    },
  },
};
