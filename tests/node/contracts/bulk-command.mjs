// A contract written for the tests of `sne-cotation bulk`: that of long runs, and an operation with a body.

import { BULK } from "./bulk.mjs";

export const BULK_COMMAND = {
  ...BULK,
  basePath: "/api",
  consumes: ["application/json"],
  paths: {
    ...BULK.paths,
    "/notes": {
      post: {
        operationId: "noter",
        parameters: [{ name: "corps", in: "body", required: true, schema: { $ref: "#/definitions/Note" } }],
        responses: { 200: { description: "OK" } },
      },
    },
  },
  definitions: {
    Note: { type: "object", properties: { identite: { $ref: "#/definitions/Identite" } } },
    Identite: { type: "object", properties: { nom: { type: "string" }, age: { type: "integer" } } },
  },
};
