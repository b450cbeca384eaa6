// A contract for the tests of the command: an operation for each way in which a parameter can be typed.

/** @param {string} type */
const list = (type) => ({ type: "array", items: { type } });

export const COMMAND_CONTRACT = {
  swagger: "2.0",
  info: { title: "Pour la commande", version: "1" },
  basePath: "/",
  consumes: ["application/json"],
  produces: ["application/json"],
  paths: {
    "/healthcheck": {
      get: { operationId: "healthcheck", summary: "L'API répond-elle ?", responses: { 200: { description: "Oui" } } },
    },
    "/choses/{numero}": {
      get: {
        operationId: "uneOperation",
        summary: "Lire une chose",
        description: "La lit en entier.",
        tags: ["lecture"],
        parameters: [
          { name: "numero", in: "path", required: true, type: "string", description: "Son numéro" },
          { name: "page", in: "query", type: "integer", format: "int64" },
          { name: "prix", in: "query", type: "number" },
          { name: "actif", in: "query", type: "boolean" },
          { name: "tri", in: "query", ...list("string"), collectionFormat: "multi" },
          { name: "pages", in: "query", ...list("integer") },
          { name: "genre", in: "query", type: "string", enum: ["a", "b"] },
        ],
        responses: { 200: { description: "Lue" } },
      },
      delete: {
        deprecated: true,
        parameters: [{ name: "numero", in: "path", required: true, type: "string" }],
        responses: { 204: { description: "Fait" } },
      },
    },
    "/choses": {
      post: {
        operationId: "autreOperation",
        parameters: [{ name: "corps", in: "body", required: true, schema: { $ref: "#/definitions/Chose" } }],
        responses: { 200: { description: "Faite", schema: { $ref: "#/definitions/Chose" } } },
      },
      put: {
        operationId: "remplacer",
        consumes: ["application/pdf"],
        parameters: [{ name: "corps", in: "body", required: true, schema: { type: "string", format: "binary" } }],
        responses: { 200: { description: "Faite" } },
      },
    },
    "/envois": {
      post: {
        operationId: "envoi",
        consumes: ["multipart/form-data"],
        parameters: [
          { name: "document", in: "formData", type: "file", required: true },
          { name: "titre", in: "formData", type: "string" },
          { name: "pieces", in: "formData", ...list("file"), collectionFormat: "multi" },
          { name: "brut", in: "formData", type: "string", format: "binary" },
          { name: "mots", in: "formData", ...list("string"), collectionFormat: "multi" },
        ],
        responses: { default: { description: "Fait" } },
      },
    },
  },
  definitions: { Chose: { type: "object", properties: { ville: { type: "string" } } } },
};
