// What contracts of real life have that Swagger 2.0 does not: of each kind a fragment, laid over a contract that is
// right and has the operation `bien`; where a remark is due and what it costs; and what a call of `odd` sends all the
// same.

/** @typedef {"nothing" | "check" | "operation"} Costs */

/**
 * A kind of oddity.
 * @typedef {object} Kind
 * @property {Record<string, unknown>} over the fragment: fields of the contract; `undefined` takes one away
 * @property {Record<string, Costs>} remarks those that there are, by their pointers
 * @property {Record<string, unknown>} [given] parameters of `odd`, when it can be called
 * @property {string} [sent] what is sent for them: method, address, body
 * @property {string} [fails] the pointer of the remark that is the error of a call of `odd`
 */

const OK = { 200: { description: "ok" } };

/** The operation that nothing is wrong with: its parameters and its answer are exact. */
const BIEN = {
  operationId: "bien",
  parameters: [{ name: "n", in: "query", type: "integer", minimum: 1 }],
  responses: { 200: { description: "ok", schema: { $ref: "#/definitions/Bien" } } },
};
const DEFINITIONS = {
  Bien: { type: "object", required: ["etat"], properties: { etat: { type: "string", enum: ["OK"] } } },
};

/**
 * A contract that has what is odd.
 * @param {Kind["over"]} over
 */
export function contractWith({ paths = {}, definitions = {}, ...over }) {
  const contract = {
    ...{ swagger: "2.0", info: { title: "Un contrat bizarre", version: "1" }, basePath: "/essai/v1" },
    ...{ consumes: ["application/json"], produces: ["application/json"], ...over },
    paths: { "/bien": { get: BIEN }, .../** @type {object} */ (paths) },
    definitions: { ...DEFINITIONS, .../** @type {object} */ (definitions) },
  };
  return Object.fromEntries(Object.entries(contract).filter(([, value]) => value !== undefined));
}

/** @param {object} operation @param {string} [path] @param {string} [method] */
export const odd = (operation, path = "/odd", method = "get") => ({
  paths: { [path]: { [method]: { operationId: "odd", responses: OK, ...operation } } },
});
export const parameter = (/** @type {unknown} */ one) => odd({ parameters: [one] });
export const query = (/** @type {object} */ schema) => parameter({ name: "p", in: "query", ...schema });
/** A body with a property `a` of a schema. @param {unknown} schema */
export const property = (schema) => ({
  ...odd({ parameters: [{ name: "b", in: "body", schema: { $ref: "#/definitions/D" } }] }, "/odd", "post"),
  definitions: { D: { type: "object", required: ["z"], properties: { a: schema, z: { type: "integer" } } } },
});
export const A = "/definitions/D/properties/a";
export const P = "/paths/~1odd/get/parameters/0";
/** What is sent with a property `a`. @param {unknown} a */
export const body = (a) => ({ given: { b: { a, z: 1 } }, sent: `POST /odd ${JSON.stringify({ a, z: 1 })}` });
const unused = (/** @type {unknown} */ schema) => ({ definitions: { D: schema } });

/** @type {Record<string, Kind>} */
export const KINDS = {
  // References.
  "a reference that leads nowhere": {
    over: property({ $ref: "#/definitions/Absente" }),
    remarks: { [`${A}/$ref`]: "check" },
    ...body([1]),
  },
  "a reference to another document": {
    over: property({ $ref: "types.yaml#/Adresse" }),
    remarks: { [`${A}/$ref`]: "check" },
    ...body("x"),
  },
  "references in a circle": {
    over: { ...property({ $ref: "#/x-une" }), "x-une": { $ref: "#/x-autre" }, "x-autre": { $ref: "#/x-une" } },
    remarks: { [`${A}/$ref`]: "check", "/x-une/$ref": "check", "/x-autre/$ref": "check" },
    ...body(null),
  },
  "a parameter that leads nowhere": {
    over: parameter({ $ref: "#/parameters/absent" }),
    remarks: { [`${P}/$ref`]: "check" },
    ...{ given: {}, sent: "GET /odd" },
  },
  "an answer that leads nowhere": {
    over: odd({ responses: { 200: { $ref: "#/responses/Absente" } } }),
    remarks: { "/paths/~1odd/get/responses/200/$ref": "check" },
    ...{ given: {}, sent: "GET /odd" },
  },
  "null beside a reference": {
    over: property({ $ref: "#/definitions/Bien", "x-nullable": true }),
    remarks: {},
    ...body(null),
  },
  "a reference to a name that looks escaped": {
    over: (({ definitions, ...others }) => ({
      ...others,
      definitions: { ...definitions, "A%20B": { type: "integer" } },
    }))(property({ $ref: "#/definitions/A%20B" })),
    remarks: {},
    ...body(5),
  },
  "a reference that is no text": {
    over: property({ $ref: 5 }),
    remarks: { [`${A}/$ref`]: "check" },
    ...body("x"),
  },
  // Schemas.
  "an unknown type": { over: property({ type: "Map" }), remarks: { [`${A}/type`]: "check" }, ...body({ x: 1 }) },
  "a type that is a schema": {
    over: property({ type: { type: "string" } }),
    remarks: { [`${A}/type`]: "check" },
    ...body(5),
  },
  "an unknown format": {
    over: property({ type: "string", format: "siret" }),
    remarks: { [`${A}/format`]: "check" },
    ...body("x"),
  },
  "a limit that is a text": {
    over: property({ type: "integer", minimum: "10" }),
    remarks: { [`${A}/minimum`]: "check" },
    ...body(5),
  },
  "an enum that is none": {
    over: property({ type: "string", enum: "A" }),
    remarks: { [`${A}/enum`]: "check" },
    ...body("B"),
  },
  "an enum of numbers as texts": {
    over: property({ type: "integer", enum: ["1", "2"] }),
    remarks: { [`${A}/enum`]: "check" },
    ...body(3),
  },
  "nullable as a text": {
    over: property({ type: "integer", "x-nullable": "true" }),
    remarks: {},
    ...body(null),
  },
  "a difference of .NET's": {
    over: property({ type: "string", pattern: "^[\\w-[\\d]]+$" }),
    remarks: { [`${A}/pattern`]: "check" },
    ...body("abc"),
  },
  "a value twice in an enum": { over: property({ type: "string", enum: ["A", "A"] }), remarks: {}, ...body("A") },
  "required on a property": {
    over: property({ type: "string", required: true }),
    remarks: { [`${A}/required`]: "check" },
    ...body("x"),
  },
  "a pattern that is none": {
    over: property({ type: "string", pattern: "([" }),
    remarks: { [`${A}/pattern`]: "check" },
    ...body("x"),
  },
  "a pattern of Java's": { over: property({ type: "string", pattern: "(?i)^[a-z]+$" }), remarks: {}, ...body("ABC") },
  "a list of nothing in particular": {
    over: property({ type: "array" }),
    remarks: { [A]: "nothing" },
    ...body([1, "x"]),
  },
  "a multiple of nothing": {
    over: property({ type: "number", multipleOf: 0 }),
    remarks: { [`${A}/multipleOf`]: "check" },
    ...body(1.5),
  },
  "null where a schema is due": { over: property(null), remarks: { [A]: "check" }, ...body({}) },
  "a discriminator that is an object": {
    over: property({ type: "object", discriminator: { propertyName: "t" } }),
    remarks: { [`${A}/discriminator`]: "check" },
    ...body({ t: "x" }),
  },
  "a file in a body": { over: property({ type: "file" }), remarks: { [`${A}/type`]: "check" }, ...body("x") },
  // What nobody uses.
  "an oddity in a definition that nobody uses": {
    over: unused({ type: "Map", properties: { a: { $ref: "#/definitions/Absente" } } }),
    remarks: { "/definitions/D/type": "nothing", [`${A}/$ref`]: "nothing" },
  },
  "a definition that is null": { over: unused(null), remarks: { "/definitions/D": "nothing" } },
  "a default of another type": {
    over: property({ type: "integer", default: "x" }),
    remarks: { [`${A}/default`]: "nothing" },
    ...body(1),
  },
  "a header of an answer": {
    over: odd({ responses: { 200: { description: "ok", headers: { "X-Total": { type: "nombre" } } } } }),
    remarks: { "/paths/~1odd/get/responses/200/headers/X-Total/type": "nothing" },
    ...{ given: {}, sent: "GET /odd" },
  },
  // Parameters.
  "a parameter of an unknown type": {
    over: query({ type: "ref" }),
    remarks: { [`${P}/type`]: "check" },
    ...{ given: { p: "x" }, sent: "GET /odd?p=x" },
  },
  "a parameter without a type": {
    over: query({}),
    remarks: { [P]: "check" },
    ...{ given: { p: 5 }, sent: "GET /odd?p=5" },
  },
  "a parameter in an unknown place": {
    over: parameter({ name: "p", in: "cookie", type: "string" }),
    remarks: { [`${P}/in`]: "check" },
    ...{ given: {}, sent: "GET /odd" },
  },
  "a parameter without a name": {
    over: parameter({ in: "query", type: "string" }),
    remarks: { [P]: "check" },
    ...{ given: {}, sent: "GET /odd" },
  },
  "a parameter twice": {
    over: odd({ parameters: [1, 2].map(() => ({ name: "p", in: "query", type: "string" })) }),
    remarks: { "/paths/~1odd/get/parameters/1": "check" },
    ...{ given: { p: "x" }, sent: "GET /odd?p=x" },
  },
  "null where parameters are due": {
    over: odd({ parameters: null }),
    remarks: { "/paths/~1odd/get/parameters": "nothing" },
    ...{ given: {}, sent: "GET /odd" },
  },
  "a path parameter that is not required": {
    over: odd({ parameters: [{ name: "p", in: "path", type: "string" }] }, "/odd/{p}"),
    remarks: { "/paths/~1odd~1{p}/get/parameters/0": "nothing" },
    ...{ given: { p: "x/y" }, sent: "GET /odd/x%2Fy" },
  },
  "a path parameter that the path has not": {
    over: parameter({ name: "p", in: "path", required: true, type: "string" }),
    remarks: { "/paths/~1odd/get": "check" },
    ...{ given: {}, sent: "GET /odd" },
  },
  "a path parameter that nothing declares": {
    over: odd({}, "/odd/{p}"),
    remarks: { "/paths/~1odd~1{p}/get": "check" },
    ...{ given: { p: "x" }, sent: "GET /odd/x" },
  },
  "a body and a form": {
    over: odd(
      {
        parameters: [
          { name: "b", in: "body", schema: {} },
          { name: "p", in: "formData", type: "string" },
        ],
      },
      "/odd",
      "post",
    ),
    remarks: { "/paths/~1odd/post": "check" },
    ...{ given: { b: { x: 1 } }, sent: 'POST /odd {"x":1}' },
  },
  "a body on GET": {
    over: parameter({ name: "b", in: "body", schema: {} }),
    remarks: { "/paths/~1odd/get": "check" },
    ...{ given: {}, sent: "GET /odd" },
  },
  "a header name with a space": {
    over: parameter({ name: "X Dossier", in: "header", type: "string" }),
    remarks: { [`${P}/name`]: "check" },
    ...{ given: {}, sent: "GET /odd" },
  },
  // Paths.
  "a path with a pattern in it": {
    over: odd({ parameters: [{ name: "p", in: "path", required: true, type: "string" }] }, "/odd/{p:.+}"),
    remarks: { "/paths/~1odd~1{p:.+}": "nothing" },
    ...{ given: { p: "x" }, sent: "GET /odd/x" },
  },
  "a path with a query": {
    over: odd({ parameters: [{ name: "p", in: "query", type: "string" }] }, "/odd?x=1"),
    remarks: { "/paths/~1odd?x=1": "nothing" },
    ...{ given: { p: "y" }, sent: "GET /odd?x=1&p=y" },
  },
  "a path with a template of a query": {
    over: odd({ parameters: [{ name: "page", in: "query", type: "integer" }] }, "/odd{?page}"),
    remarks: { "/paths/~1odd{?page}": "nothing" },
    ...{ given: { page: 2 }, sent: "GET /odd?page=2" },
  },
  "a path with two slashes": {
    over: odd({}, "/odd//deux"),
    remarks: { "/paths/~1odd~1~1deux": "nothing" },
    ...{ given: {}, sent: "GET /odd//deux" },
  },
  "a path with stars": {
    over: odd({}, "/odd/**"),
    remarks: { "/paths/~1odd~1**": "nothing" },
    ...{ given: {}, sent: "GET /odd/**" },
  },
  "a path without a slash": {
    over: odd({}, "odd"),
    remarks: { "/paths/odd": "nothing" },
    ...{ given: {}, sent: "GET /odd" },
  },
  "a path that leaves its place": {
    over: odd({}, "/../odd"),
    remarks: { "/paths/~1..~1odd": "operation" },
    fails: "/paths/~1..~1odd",
  },
  "null where a path is due": { over: { paths: { "/odd": null } }, remarks: { "/paths/~1odd": "nothing" } },
  "extensions among the paths": { over: { paths: { "x-interne": { a: 1 } } }, remarks: {} },
  // Answers.
  "no answers": { over: odd({ responses: {} }), remarks: {}, ...{ given: {}, sent: "GET /odd" } },
  "an answer without a description": {
    over: odd({ responses: { 200: {} } }),
    remarks: {},
    ...{ given: {}, sent: "GET /odd" },
  },
  // The contract as a whole.
  "an empty base path": { over: { basePath: "" }, remarks: { "/basePath": "nothing" } },
  "a base path without a slash": { over: { basePath: "essai/v1" }, remarks: { "/basePath": "nothing" } },
  "a host with a scheme": { over: { host: "https://api.piste.gouv.fr" }, remarks: { "/host": "nothing" } },
  "a version that is a number": { over: { swagger: 2 }, remarks: {} },
  "no info": { over: { info: undefined }, remarks: {} },
  "null for media types": {
    over: { produces: null, consumes: null },
    remarks: { "/produces": "nothing", "/consumes": "nothing" },
  },
  "a summary that is a number": {
    over: odd({ summary: 1 }),
    remarks: { "/paths/~1odd/get/summary": "nothing" },
    ...{ given: {}, sent: "GET /odd" },
  },
  // What is sent and asked for.
  "consumes that is no media type": {
    over: odd({ consumes: ["json"], parameters: [{ name: "b", in: "body", schema: {} }] }, "/odd", "post"),
    remarks: { "/paths/~1odd/post/consumes/0": "nothing" },
    ...{ given: { b: { a: 1 } }, sent: 'POST /odd {"a":1}' },
  },
  "produces that no header can hold": {
    over: odd({ produces: ["application/json – défaut", "text/plain\n"] }),
    remarks: { "/paths/~1odd/get/produces/0": "nothing", "/paths/~1odd/get/produces/1": "nothing" },
    ...{ given: {}, sent: "GET /odd" },
  },
  "consumes that stands for several": {
    over: odd(
      { consumes: ["application/*+json"], parameters: [{ name: "b", in: "body", schema: {} }] },
      "/odd",
      "post",
    ),
    remarks: {},
    ...{ given: { b: { a: 1 } }, sent: 'POST /odd {"a":1}' },
  },
  "two bodies, of which the second is given": {
    over: odd(
      {
        parameters: [
          { name: "b", in: "body", schema: {} },
          { name: "c", in: "body", schema: {} },
        ],
      },
      "/odd",
      "post",
    ),
    remarks: { "/paths/~1odd/post": "check" },
    ...{ given: { c: { a: 1 } }, sent: 'POST /odd {"a":1}' },
  },
  "an empty value": {
    over: query({ type: "boolean", allowEmptyValue: true }),
    remarks: {},
    ...{ given: { p: "" }, sent: "GET /odd?p=" },
  },
  "a body as in OpenAPI 3": {
    over: odd({ requestBody: { content: {} } }, "/odd", "post"),
    remarks: { "/paths/~1odd/post/requestBody": "check" },
    ...{ given: {}, sent: "POST /odd" },
  },
  "a method that there is not": {
    over: {
      paths: { "/odd": { trace: { operationId: "trace", responses: OK }, get: { operationId: "odd", responses: OK } } },
    },
    remarks: { "/paths/~1odd/trace": "check" },
    ...{ given: {}, sent: "GET /odd" },
  },
  "answers by range, by words, and by nothing": {
    over: odd({ responses: { "2XX": {}, "404 Not Found": {}, success: {} } }),
    remarks: { "/paths/~1odd/get/responses/success": "check" },
    ...{ given: {}, sent: "GET /odd" },
  },
};
