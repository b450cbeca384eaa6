// Integers as they are written: in answers, in bodies, in parameters; over real sockets.

import assert from "node:assert/strict";
import { test } from "node:test";
import { SneCotation } from "sne-cotation";
import { reasonOfTexts } from "./support/catalogues.mjs";
import { contracted } from "./support/contract.mjs";
import { failureOf } from "./support/failure.mjs";
import { LANGUAGES } from "./support/languages.mjs";
import { CREDENTIALS } from "./support/platform.mjs";
import { untyped } from "./support/untyped.mjs";

/** @import { TestContext } from "node:test" */
/** @import { Reply } from "./support/platform.mjs" */

const LONG = { type: "integer", format: "int64" };
const CONTRACT = {
  swagger: "2.0",
  info: { title: "Comptes", version: "1" },
  consumes: ["application/json"],
  produces: ["application/json"],
  paths: {
    "/comptes": {
      get: {
        operationId: "lister",
        parameters: [{ name: "page", in: "query", type: "integer" }],
        responses: {
          200: { description: "Liste", schema: { type: "array", items: { $ref: "#/definitions/Compte" } } },
        },
      },
      post: {
        operationId: "ouvrir",
        parameters: [
          { name: "compte", in: "body", schema: { $ref: "#/definitions/Compte" } },
          { name: "depuis", in: "query", ...LONG },
        ],
        responses: { 200: { description: "Compte", schema: { $ref: "#/definitions/Compte" } } },
      },
    },
  },
  definitions: {
    Compte: {
      type: "object",
      required: ["id"],
      properties: { id: LONG, nom: { type: "string" }, age: { type: "integer" }, solde: { type: "number" } },
    },
  },
};

const COMPTE =
  '{"id":9007199254740993,"nom":"Élise 🏠","age":41,"solde":-12.50,"autres":[{"__proto__":123456789012345678901}]}';
const PETIT = '{"id":7,"age":8}';

/**
 * A client that is answered so.
 * @param {TestContext} t
 * @param {string} body
 * @param {object} [options]
 */
async function answered(t, body, options) {
  /** @type {Reply} */
  const api = (_request, response) => response.writeHead(200, { "Content-Type": "application/json" }).end(body);
  return contracted(t, CONTRACT, { api, ...options });
}

/** What integers become: those of 64 bits, and those beyond 2^53. */
const KINDS = /** @type {const} */ ([
  ["text", (/** @type {string} */ digits) => digits],
  ["bigint", BigInt],
]);

for (const [integers, make] of KINDS) {
  test(`integers of an answer: ${integers}`, async (t) => {
    for (const options of [{ integers }, { integers, validate: false }, { integers, validate: true }]) {
      const { sne } = await answered(t, COMPTE, options);
      const { data, ...others } = await sne.call("ouvrir", {});
      const [other] = /** @type {{ autres: object[] }} */ (data).autres;
      assert.deepEqual(Object.entries(other), [["__proto__", make("123456789012345678901")]]);
      const expected = { id: make("9007199254740993"), nom: "Élise 🏠", age: 41, solde: -12.5, autres: [other] };
      assert.deepEqual(data, expected);
      assert.deepEqual(Object.keys(others), ["status", "headers"]);
    }
    // Of a call alone; and whatever the size of an integer of 64 bits.
    const { sne } = await answered(t, PETIT);
    assert.deepEqual((await sne.call("ouvrir", {}, { integers })).data, { id: make("7"), age: 8 });
    assert.deepEqual((await sne.call("ouvrir", {})).data, { id: 7, age: 8 });
    assert.equal((await sne.call("ouvrir", {}, { integers, text: true })).text, PETIT);
  });

  test(`integers of pages: ${integers}`, async (t) => {
    const { sne } = await answered(t, `[${COMPTE.replaceAll("9007199254740993", "9223372036854775807")}]`);
    /** @type {unknown[]} */
    const ids = [];
    for await (const { data } of sne.pages("lister", { page: 1 }, { integers, strategy: () => null }))
      ids.push(.../** @type {{ id: unknown }[]} */ (data).map(({ id }) => id));
    assert.deepEqual(ids, [make("9223372036854775807")]);
  });

  test(`a mark that the text has too, and more integers than one piece holds: ${integers}`, async (t) => {
    const items = Array.from({ length: 20_000 }, (_, place) => ({ place, id: `${2n ** 60n + BigInt(place)}` }));
    const body = `[${items.map(({ id, place }) => `{"nom":"integer é ${place}","id":${id}}`).join()}]`;
    const { sne } = await answered(t, body, { integers });
    const { data } = await sne.call("lister", {});
    const expected = items.map(({ id, place }) => ({ nom: `integer é ${place}`, id: make(id) }));
    assert.deepEqual(data, expected);
  });
}

test("by default integers are numbers, and those that lose digits are told", async (t) => {
  const { sne } = await answered(t, COMPTE);
  const { data } = await sne.call("ouvrir", {});
  assert.equal(/** @type {{ id: unknown }} */ (data).id, Number("9007199254740993"));
  const error = await failureOf(sne.call("ouvrir", {}, { validate: true }));
  assert.deepEqual(
    error.errors?.map(({ pointer, rule }) => `${pointer} ${rule}`),
    ["/id precision"],
  );
  await sne.call("ouvrir", {}, { validate: true, integers: "text" });
});

test("a BigInt is sent with all its digits, in a body and elsewhere, and is held against the contract", async (t) => {
  const { sne, calls } = await answered(t, PETIT);
  const compte = { id: 9007199254740993n, nom: 'a "1n" O F3', solde: 5n, autre: [null, {}] };
  await sne.call("ouvrir", { compte, depuis: 9223372036854775807n });
  const [{ body, url }] = calls();
  assert.equal(body, '{"id":9007199254740993,"nom":"a \\"1n\\" O F3","solde":5,"autre":[null,{}]}');
  assert.equal(url, "/api/comptes?depuis=9223372036854775807");
  const wrong = { compte: { id: 2n ** 63n, nom: 1n, age: Number.NaN }, depuis: -(2n ** 63n) - 1n };
  assert.deepEqual(
    (await failureOf(sne.call("ouvrir", wrong))).errors?.map(({ pointer, rule }) => `${pointer} ${rule}`),
    ["/compte/id format", "/compte/nom type", "/compte/age type", "/depuis format"],
  );
});

test("an `integers` that is none is refused, with a contract and without", async (t) => {
  for (const language of LANGUAGES) {
    const { sne } = await contracted(t, CONTRACT, { language });
    const base = { environment: "sandbox", ...CREDENTIALS, language };
    for (const integers of ["string", 1, {}, true]) {
      const tries = [
        () => SneCotation.create(untyped({ ...base, integers })),
        () => SneCotation.create(untyped({ ...base, integers, contract: CONTRACT })),
        () => sne.call("lister", {}, untyped({ integers })),
      ];
      for (const one of tries) {
        const error = await failureOf(one());
        assert.equal(error.kind, "config");
        assert.equal(reasonOfTexts(language, error.message), "integers-option");
      }
    }
    await SneCotation.create(untyped({ ...base, integers: "bigint" }));
  }
});
