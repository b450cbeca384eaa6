// What is odd about a contract: told, and in the way of nothing that it does not touch.

import assert from "node:assert/strict";
import { test } from "node:test";
import { contracted } from "./support/contract.mjs";
import { failureOf } from "./support/failure.mjs";
import { LANGUAGES } from "./support/languages.mjs";

/** @import { SneEvent } from "sne-cotation" */

const OK = { 200: { description: "OK" } };
/** @param {string} operationId @param {object} [more] */
const operation = (operationId, more) => ({ operationId, responses: OK, ...more });
/** @param {string} name @param {object} more */
const query = (name, more) => ({ name, in: "query", ...more });

/** Odd in every way that has a rule of its own, but for `bien`. */
const ODD = {
  swagger: 2,
  host: "https://api.example",
  basePath: "",
  produces: null,
  paths: {
    "/bien/{id}": {
      get: operation("bien", {
        parameters: [
          { name: "id", in: "path", required: true, type: "string" },
          query("mode", { type: "string", enum: ["A"] }),
        ],
        responses: { 200: { schema: { $ref: "#/definitions/Bien" } }, 404: { $ref: "#/responses/Absente" } },
      }),
    },
    "/parametres": {
      post: operation("parametres", {
        parameters: [
          query("a", { type: "ref" }),
          query("b", {}),
          query("c", { schema: { type: "string", format: "couleur" } }),
          query("d", { type: "array", collectionFormat: "x" }),
          query("e", { type: "string", minimum: "0", pattern: "(" }),
          query("e", { type: "integer", oneOf: [] }),
          { name: "f", in: "cookie", type: "string" },
          { name: "g h", in: "header", type: "string" },
          { in: "query", type: "string" },
          { $ref: "#/parameters/Absent" },
          { $ref: "commun.json#/Page" },
          { name: "corps", in: "body" },
          { name: "champ", in: "formData", type: "string" },
        ],
      }),
    },
    "/rond": { get: operation("rond", { responses: { 200: { schema: { $ref: "#/definitions/Rond" } } } }) },
    "/lu": { get: operation("lu", { parameters: [{ name: "corps", in: "body", schema: {} }] }) },
    "/places/{x}/{Y}/{p:.+}": {
      parameters: [
        { name: "y", in: "path", required: true, type: "string" },
        { name: "p", in: "path", type: "string" },
        { name: "z", in: "path", required: true, type: "string" },
      ],
      get: operation("places"),
    },
    "sans/barre": { get: operation("barre") },
    "/a//b": { get: operation("vide") },
    "/requete?x=1#y": { get: operation("requete") },
    "/tout/**": { get: operation("tout") },
    "/haut/../bas": { get: operation("haut") },
    "/double": { get: operation("double"), put: operation("double"), post: operation("GET /double") },
  },
  definitions: {
    Bien: { type: "object", required: ["ok"], properties: { ok: { type: "boolean" } } },
    Rond: { $ref: "#/definitions/Carre" },
    Carre: { $ref: "#/definitions/Rond" },
    Inutile: { type: "Map" },
  },
};

/** How a message says what a remark costs. */
const COSTS = {
  fr: /Le client ne peut|Cela ne change|Les opérations/,
  en: /The client cannot|Calls are|The operations/,
};

for (const language of LANGUAGES) {
  test(`every oddity is a remark with its place, what it costs and whole sentences: ${language}`, async (t) => {
    const { sne } = await contracted(t, ODD, { language: /** @type {"fr" | "en"} */ (language) });
    const remarks = sne.remarks();
    const told = remarks.map(({ rule, pointer, costs, operations }) => [rule, pointer, costs, operations.join(" ")]);
    const [bien, parameters] = ["/paths/~1bien~1{id}", "/paths/~1parametres/post"];
    const p = `${parameters}/parameters`;
    const places = "/paths/~1places~1{x}~1{Y}~1{p:.+}";
    const expected = [
      ["base-path", "/basePath", "nothing", ""],
      ["body-on-get", "/paths/~1lu/get", "check", "lu"],
      ["body-schema", `${p}/11`, "check", "parametres"],
      ["body-twice", parameters, "check", "parametres"],
      ["collection-format", `${p}/3/collectionFormat`, "check", "parametres"],
      ["format", `${p}/2/schema/format`, "check", "parametres"],
      ["header-name", `${p}/7/name`, "check", "parametres"],
      ["host", "/host", "nothing", ""],
      ["in", `${p}/6/in`, "check", "parametres"],
      ["items", `${p}/3`, "check", "parametres"],
      ["keyword", `${p}/5/oneOf`, "check", "parametres"],
      ["malformed", "/produces", "nothing", ""],
      ["malformed", `${p}/4/minimum`, "check", "parametres"],
      ["operation-taken", "/paths/~1double/post", "nothing", "POST /double"],
      ["operation-twice", "/paths/~1double/get", "nothing", "GET /double"],
      ["operation-twice", "/paths/~1double/put", "nothing", "PUT /double"],
      ["parameter-name", `${p}/8`, "check", "parametres"],
      ["parameter-schema", `${p}/2`, "nothing", "parametres"],
      ["parameter-twice", `${p}/5`, "check", "parametres"],
      ["parameter-untyped", `${p}/1`, "check", "parametres"],
      ["path-double-slash", "/paths/~1a~1~1b", "nothing", "vide"],
      ["path-fragment", "/paths/~1requete?x=1#y", "nothing", "requete"],
      ["path-parameter-case", `${places}/get`, "nothing", "places"],
      ["path-parameter-optional", `${places}/parameters/1`, "nothing", "places"],
      ["path-parameter-undeclared", `${places}/get`, "check", "places"],
      ["path-parameter-unused", `${places}/get`, "check", "places"],
      ["path-query", "/paths/~1requete?x=1#y", "nothing", "requete"],
      ["path-slash", "/paths/sans~1barre", "nothing", "barre"],
      ["path-template", places, "nothing", "places"],
      ["path-unusable", "/paths/~1haut~1..~1bas", "operation", "haut"],
      ["path-wildcard", "/paths/~1tout~1**", "nothing", "tout"],
      ["pattern", `${p}/4/pattern`, "check", "parametres"],
      ["reference-broken", `${bien}/get/responses/404/$ref`, "nothing", ""],
      ["reference-broken", `${p}/9/$ref`, "check", "parametres"],
      ["reference-cycle", "/definitions/Carre/$ref", "check", "rond"],
      ["reference-cycle", "/definitions/Rond/$ref", "check", "rond"],
      ["reference-cycle", "/paths/~1rond/get/responses/200/schema/$ref", "check", "rond"],
      ["reference-external", `${p}/10/$ref`, "check", "parametres"],
      ["type", "/definitions/Inutile/type", "nothing", ""],
      ["type", `${p}/0/type`, "check", "parametres"],
    ];
    assert.deepEqual(told.sort(), expected.sort());
    for (const { message } of remarks) {
      assert.match(message, COSTS[language]);
      assert.match(message, /^.{40,}\.$/s);
      assert.doesNotMatch(message, /\{(pointer|reference|given|parameter|operation|expected)\}|remark-|undefined/);
    }
    // Fresh data each time.
    remarks[0].operations.push("x");
    assert.ok(!sne.remarks()[0].operations.includes("x"));
  });
}

test("what an oddity does not touch is exact", async (t) => {
  const { sne, call } = await contracted(t, ODD, { validate: true, api: (_, response) => response.end('{"ok":1}') });
  const failure = await failureOf(sne.call("bien", { id: "1", mode: "B" }));
  assert.deepEqual(
    failure.errors?.map(({ pointer, rule }) => [pointer, rule]),
    [["/mode", "enum"]],
  );
  const answer = await failureOf(sne.call("bien", { id: "1", mode: "A" }));
  assert.deepEqual(
    answer.errors?.map(({ pointer, rule }) => [pointer, rule]),
    [["/ok", "type"]],
  );
  const options = { validate: { response: /** @type {const} */ ("off") } };
  const url = async (/** @type {string} */ id, /** @type {object} */ given) => (await call(id, given, options)).url;
  assert.equal(await url("bien", { id: "é/1" }), "/api/bien/%C3%A9%2F1");
  assert.equal(await url("places", { x: "1", y: "2", p: "3", z: "4" }), "/api/places/1/2/3");
  assert.equal(await url("barre", {}), "/api/sans/barre");
  assert.equal(await url("vide", {}), "/api/a//b");
  assert.equal(await url("requete", {}), "/api/requete?x=1");
  assert.equal(await url("tout", {}), "/api/tout/**");
  assert.equal(await url("GET /double", {}), "/api/double");
  const given = { a: 1, b: "2", c: "3", d: ["4", "5"], e: "6", f: "7", "g h": "8", corps: { k: 9 } };
  const sent = await call("parametres", given, options);
  assert.equal(sent.url, "/api/parametres?a=1&b=2&c=3&d=4,5&e=6");
  assert.equal(sent.body, '{"k":9}');
});

test("an operation that cannot be built fails when it is called, and nothing is sent", async (t) => {
  for (const { language, made } of [
    { language: /** @type {const} */ ("fr"), made: /« haut » ne peut pas être appelée.*\/paths\/~1haut~1\.\.~1bas/ },
    { language: /** @type {const} */ ("en"), made: /"haut" cannot be called.*\/paths\/~1haut~1\.\.~1bas/ },
  ]) {
    const { sne, requests } = await contracted(t, ODD, { language });
    const failure = await failureOf(sne.call("haut"));
    assert.deepEqual([failure.kind, failure.pointer, failure.retryable], ["contract", "/paths/~1haut~1..~1bas", false]);
    assert.match(failure.message, made);
    const [{ rule, pointer, message }] = failure.errors ?? [];
    assert.deepEqual([rule, pointer], ["path-unusable", "/paths/~1haut~1..~1bas"]);
    const remark = sne.remarks().find(({ costs }) => costs === "operation");
    assert.ok(remark?.message.startsWith(message));
    assert.equal(requests.length, 0);
  }
});

test("remarks are told once, and only where there are some", async (t) => {
  for (const [document, count] of /** @type {const} */ ([
    [ODD, 1],
    [{ swagger: "2.0", paths: {} }, 0],
  ])) {
    /** @type {SneEvent[]} */
    const events = [];
    const { sne } = await contracted(t, document, { onEvent: (event) => events.push(event) });
    assert.equal(events.length, count);
    assert.equal(sne.remarks().length > 0, count > 0);
    for (const { type, remarks, time } of events) {
      assert.deepEqual([type, remarks], ["remarks", sne.remarks()]);
      assert.ok(Math.abs(Date.now() - time) < 60_000);
    }
  }
});

test("without a contract there is nothing to remark on", async (t) => {
  const { client } = await contracted(t, { swagger: "2.0", paths: {} });
  const sne = await client();
  assert.throws(() => sne.remarks(), { kind: "contract", name: "SneError" });
});
