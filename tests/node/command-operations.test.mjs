// What `sne-cotation operations` tells of a body, and the example that it makes.

import assert from "node:assert/strict";
import { test } from "node:test";
import { folder, run, variablesOf } from "./support/command.mjs";
import { simulated } from "./support/simulated.mjs";

/** No text is both. */
const IMPOSSIBLE = { type: "string", minLength: 3, allOf: [{ maxLength: 1 }] };

const CONTRACT = {
  swagger: "2.0",
  info: { title: "essai", version: "1" },
  basePath: "/mtes/sne-cotation/v1.0",
  consumes: ["application/json"],
  produces: ["application/json"],
  paths: {
    "/calculs": {
      post: {
        operationId: "calculer",
        parameters: [{ name: "calcul", in: "body", required: true, schema: { $ref: "#/definitions/Calcul" } }],
        responses: { 200: { description: "fait", schema: { type: "object" } } },
      },
      get: { operationId: "lister", responses: { 200: { description: "fait", schema: { type: "object" } } } },
    },
    "/impossible": {
      post: {
        operationId: "impossible",
        parameters: [{ name: "b", in: "body", required: true, schema: IMPOSSIBLE }],
        responses: { 200: { description: "fait" } },
      },
    },
  },
  definitions: {
    Calcul: {
      allOf: [{ $ref: "#/definitions/Base" }, { properties: { menage: { $ref: "#/definitions/Menage" } } }],
      required: ["numero"],
    },
    Base: {
      type: "object",
      properties: {
        numero: { type: "string", minLength: 5, maxLength: 30, description: "Le numéro unique." },
        statut: { type: "string", enum: ["A", "B"] },
        cree: { type: "string", format: "date", readOnly: true },
      },
    },
    Menage: {
      type: "object",
      properties: {
        personnes: { type: "integer", format: "int32", minimum: 1 },
        enfants: { type: "array", maxItems: 9, items: { $ref: "#/definitions/Menage" } },
      },
    },
  },
};

test("the body of an operation is told field by field, whatever refers to what", async (t) => {
  const cwd = folder(t, { "c.json": CONTRACT });
  const { code, stdout } = await run(t, ["operations", "calculer", "--contract", "c.json"], { cwd });
  assert.equal(code, 0);
  const [, body] = stdout.split("Body (Calcul):\n");
  assert.deepEqual(body.split("\n\n")[0].split("\n"), [
    "  numero       string, 5 to 30 characters, required. Le numéro unique",
    "  statut       string. One of: A, B",
    "  cree         string (date), read-only",
    "  menage       Menage",
    "    personnes  integer (int32), at least 1",
    "    enfants    array of Menage, at most 9 items",
  ]);
  const french = await run(t, ["operations", "calculer", "--contract", "c.json", "--language", "fr"], { cwd });
  assert.match(
    french.stdout,
    /Corps \(Calcul\) :\n {2}numero {7}string, de 5 à 30 caractères, obligatoire\. Le numéro/,
  );
});

test("an example of a body is one that the API takes, and the same each time", async (t) => {
  const cwd = folder(t, { "c.json": CONTRACT });
  const args = ["operations", "calculer", "--example", "--contract", "c.json"];
  const { code, stdout } = await run(t, args, { cwd });
  assert.equal(code, 0);
  assert.equal((await run(t, args, { cwd })).stdout, stdout);
  assert.equal(typeof JSON.parse(stdout).numero, "string");
  const world = await simulated(t, { contract: CONTRACT });
  const call = ["call", "calculer", "--contract", "c.json", "--body", "-"];
  const answer = await run(t, call, { cwd, env: variablesOf(world), input: stdout });
  assert.equal(answer.code, 0, answer.stderr);
});

test("what has no example is told", async (t) => {
  const cwd = folder(t, { "c.json": CONTRACT });
  for (const [operation, says] of /** @type {[string[], RegExp][]} */ ([
    [["lister"], /operation lister has no body/],
    [["impossible"], /no example can be made for impossible/],
    [["calculr"], /did you mean calculer\?/],
    [[], /--example: of which operation\?/],
  ])) {
    const { code, stderr } = await run(t, ["operations", ...operation, "--example", "--contract", "c.json"], { cwd });
    assert.equal(code, operation.length === 0 ? 2 : 1);
    assert.match(stderr, says);
  }
});
