// Ordinary contracts in PISTE in miniature, both ways over real sockets: what the client sends is what the simulator
// takes, and what the simulator answers is what the client takes.

import assert from "node:assert/strict";
import { test } from "node:test";
import { createSimulator } from "sne-cotation/simulator";
import { SneCotation } from "sne-cotation";
import { callAll, withContract } from "../contract/calls.mjs";

const WORD = {
  type: "string",
  enum: ["Accession sociale", "Logement adapté", "l'un \"et/ou\" l'autre", "100 % R&D + 1"],
};
const DATE = { type: "string", pattern: "^\\d{2}/\\d{2}/\\d{4}$", maxLength: 10 };
/** @param {string} collectionFormat @param {object} items */
const list = (collectionFormat, items) => ({ type: "array", collectionFormat, items });
const KINDS = {
  motif: WORD,
  jour: DATE,
  lien: { type: "string", format: "uri" },
  libelle: { type: "string" },
  code: { type: "string", pattern: "^[a-z ]+$", minLength: 12, maxLength: 15 },
  loyer: { type: "number", format: "double", multipleOf: 0.01 },
  surface: { type: "number", format: "int32" },
  motifs: list("pipes", WORD),
  jours: list("csv", DATE),
};
const FILES = {
  pieces: { ...list("csv", { type: "file" }), minItems: 2 },
  photo: { type: "string", format: "binary" },
};

/**
 * The parameters at a place.
 * @param {string} place
 * @param {Record<string, object>} kinds
 */
const at = (place, kinds) =>
  Object.entries(kinds).map(([name, kind]) => ({ ...kind, name, in: place, required: place === "path" }));

/** @param {object} schema */
const answers = (schema) => ({ 200: { description: "", schema } });

const HOUSE = {
  type: "object",
  required: ["latitude", "loyer"],
  properties: {
    latitude: { type: "number", format: "double", example: 48.856613 },
    loyer: { type: "number", multipleOf: 0.01, minimum: 0 },
    code: { type: "string", pattern: "^[A-Z]{2}\\d{4}$" },
  },
};

const CONTRACT = {
  swagger: "2.0",
  basePath: "/logements/v1",
  paths: {
    [`/chemin/${Object.keys(KINDS)
      .map((name) => `{${name}}`)
      .join("/")}`]: { get: { operationId: "chemin", parameters: at("path", KINDS), responses: answers(HOUSE) } },
    "/requete": { get: { operationId: "requete", parameters: at("query", KINDS), responses: answers(WORD) } },
    "/entete": { get: { operationId: "entete", parameters: at("header", KINDS), responses: answers(DATE) } },
    "/formulaire": {
      post: {
        operationId: "formulaire",
        consumes: ["application/json"],
        parameters: at("formData", KINDS),
        responses: answers(HOUSE),
      },
    },
    "/fichiers": {
      post: {
        operationId: "fichiers",
        consumes: ["multipart/form-data"],
        parameters: at("formData", { ...KINDS, ...FILES }),
        responses: answers(list("csv", HOUSE)),
      },
    },
    "/quelconque": {
      post: {
        operationId: "quelconque",
        consumes: ["*/*"],
        produces: ["*/*"],
        parameters: [{ name: "corps", in: "body", required: true, schema: HOUSE }],
        responses: {
          200: {
            description: "",
            schema: HOUSE,
            headers: {
              "Content-Encoding": { type: "string" },
              "Transfer-Encoding": { type: "string" },
              "Content-Length": { type: "integer" },
              "X-Motif": WORD,
            },
          },
        },
      },
    },
    "/healthcheck": {
      get: { operationId: "sante", responses: answers({ type: "string", enum: ["disponible"] }) },
    },
  },
};

test("what people write gets through at every place, and comes back as the contract has it", async (t) => {
  const place = await withContract(CONTRACT);
  t.after(() => place.server.close());
  const rows = await callAll(place, await place.client(), 8);
  assert.equal(rows.length, Object.keys(CONTRACT.paths).length);
  for (const { id, statuses, problems } of rows) {
    assert.deepEqual(problems, [], id);
    assert.deepEqual([...statuses], [[200, 8]], id);
  }
  const { pieces, photo } = /** @type {{ pieces: Uint8Array[], photo: Uint8Array }} */ (
    place.simulator.example("fichiers")
  );
  assert.ok(pieces.length >= 2 && [...pieces, photo].every((file) => file instanceof Uint8Array));
});

test("money and coordinates keep their last digit, and headers of HTTP are left alone", async (t) => {
  const place = await withContract(CONTRACT);
  t.after(() => place.server.close());
  const sne = await place.client();
  const { data, headers } = await sne.call("quelconque", place.simulator.example("quelconque"));
  assert.equal(/** @type {{ latitude: number }} */ (data).latitude, 48.856613);
  assert.ok(WORD.enum.includes(String(headers.get("x-motif"))));
  assert.deepEqual([headers.get("content-encoding"), headers.get("transfer-encoding")], [null, null]);
});

test("a body goes with GET where fetch can send one, as the simulator's own can on a server", async () => {
  const schema = { type: "object", required: ["nom"], properties: { nom: { type: "string" } } };
  const parameters = [{ name: "criteres", in: "body", required: true, schema }];
  const contract = {
    swagger: "2.0",
    basePath: "/v1",
    paths: { "/recherche": { get: { operationId: "recherche", parameters, responses: answers(WORD) } } },
  };
  const simulator = await createSimulator({ contract });
  const { clientId, clientSecret } = simulator.find();
  const { fetch } = simulator;
  const sne = await SneCotation.create({ environment: "sandbox", clientId, clientSecret, fetch, contract });
  assert.equal((await sne.call("recherche", simulator.example("recherche"))).status, 200);
  const request = { method: "GET", body: "{}" };
  const inPage = simulator.fetchFrom("https://app.example");
  await assert.rejects(async () => inPage(simulator.environments.sandbox.apiUrl, request), TypeError);
});

test("the operations that no answer fits are known beforehand", async () => {
  const itself = { type: "object", required: ["a"], properties: { a: { $ref: "#/definitions/A" } } };
  const contract = {
    swagger: "2.0",
    definitions: { A: itself },
    paths: {
      "/a": { get: { operationId: "a", responses: answers(itself) } },
      "/b": { get: { operationId: "b", responses: answers(WORD) } },
    },
  };
  assert.deepEqual((await createSimulator({ contract })).unanswered, [{ operationId: "a", reason: "schema" }]);
  assert.deepEqual((await createSimulator()).unanswered, []);
});
