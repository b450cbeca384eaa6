// A contract, written for the tests, of operations with pages of every kind.

/** @param {string} name @param {object} [more] */
const text = (name, more) => ({ name, in: "query", type: "string", ...more });
/** @param {string} operationId @param {object[]} parameters */
const get = (operationId, parameters) => ({
  get: { operationId, parameters, responses: { 200: { description: "Une page" } } },
});
/** @param {string} operationId @param {object} schema */
const post = (operationId, schema) => ({
  post: {
    operationId,
    consumes: ["application/json"],
    parameters: [{ name: "recherche", in: "body", schema }],
    responses: { 200: { description: "Une page" } },
  },
});

export const PAGED = {
  swagger: "2.0",
  info: { title: "Pages", version: "1" },
  produces: ["application/json"],
  paths: {
    "/range": get("parRange", [text("range"), text("filtre")]),
    "/assumed": get("parRangeSuppose", [text("range", { default: "0-24" })]),
    "/header": get("parEntete", [{ name: "Range", in: "header", type: "string" }]),
    "/numbers": get("parNumero", [{ name: "numeroPage", in: "query", type: "integer", minimum: 1 }, text("filtre")]),
    "/unsaid": get("sansDebut", [{ name: "page", in: "query", type: "integer" }, text("size")]),
    "/zero": get("deZero", [{ name: "Page", in: "query", type: "integer", default: 0 }]),
    "/both": get("parNom", [text("tranche"), text("feuillet")]),
    "/cursor": get("parCurseur", [text("curseur")]),
    "/search": post("parCorps", { $ref: "#/definitions/Recherche" }),
    "/deep": post("parCorpsProfond", { type: "object" }),
  },
  definitions: {
    Recherche: {
      type: "object",
      properties: { mots: { type: "string" }, pageNumber: { type: "integer", minimum: 1 }, tri: { type: "object" } },
    },
  },
};
