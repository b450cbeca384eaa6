// Contracts without `healthcheck`: with an operation that asks for nothing, and without one.

/** @param {Record<string, object>} paths */
export const contractWith = (paths) => ({ swagger: "2.0", info: { title: "Référentiels", version: "1.0" }, paths });

/** A path with one operation. @param {string} operationId @param {object} [more] */
export const get = (operationId, more) => ({
  get: { operationId, produces: ["application/json"], responses: { 200: { description: "OK" } }, ...more },
});

const numero = { name: "numero", in: "path", type: "string", required: true };
const body = { name: "commune", in: "body", required: true, schema: { type: "object" } };
const communes = {
  200: {
    description: "OK",
    schema: { type: "array", items: { type: "object", properties: { nom: { type: "string" } } } },
  },
};

const WITH_PARAMETERS = {
  "/communes/{numero}": get("lireCommune", { parameters: [numero] }),
  "/communes": { post: { operationId: "creerCommune", parameters: [body], responses: { 201: { description: "OK" } } } },
};

export const NO_HEALTHCHECK = contractWith({
  ...WITH_PARAMETERS,
  "/referentiels/communes": get("listerCommunes", { responses: communes }),
});

export const NOTHING_TO_CALL = contractWith(WITH_PARAMETERS);
