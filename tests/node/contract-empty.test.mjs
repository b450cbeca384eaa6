// Answers 200 without a body: an answer where the contract has no schema for it or the caller allows it, a fault of the
// platform's anywhere else.

import assert from "node:assert/strict";
import { test } from "node:test";
import { contracted } from "./support/contract.mjs";
import { failureOf } from "./support/failure.mjs";
import { LANGUAGES } from "./support/languages.mjs";
import { always } from "./support/platform.mjs";
import { simulated } from "./support/simulated.mjs";
import { untyped } from "./support/untyped.mjs";

/** @import { OutgoingHttpHeaders } from "node:http" */
/** @import { TestContext } from "node:test" */
/** @import { SneEvent } from "sne-cotation" */
/** @import { ClientOptions, Reply } from "./support/platform.mjs" */

const NONE = { description: "OK" };
const SCHEMA = {
  description: "OK",
  schema: { type: "object", required: ["etat"], properties: { etat: { type: "string" } } },
};

/** What the operations of the contract answer, as it says. */
const RESPONSES = {
  sansSchema: { 200: NONE },
  parDefaut: { default: NONE },
  parReference: { 200: { $ref: "#/responses/Rien" } },
  sansContenuAilleurs: { 200: NONE, 206: SCHEMA, 400: SCHEMA },
  erreursSeules: { 400: NONE, 404: SCHEMA },
  rienDuTout: {},
  avecSchema: { 200: SCHEMA },
  avecSchemaLibre: { 200: { description: "OK", schema: {} } },
  avecSchemaEtSansContenu: { 200: SCHEMA, 204: NONE },
  defautAvecSchema: { default: SCHEMA },
  creation: { 201: NONE },
};
const WITHOUT = ["sansSchema", "parDefaut", "parReference", "sansContenuAilleurs", "erreursSeules", "rienDuTout"];

const CONTRACT = {
  swagger: "2.0",
  info: { title: "Réponses vides", version: "1" },
  basePath: "/vides/v1",
  produces: ["application/json"],
  responses: { Rien: NONE },
  paths: Object.fromEntries(
    Object.entries(RESPONSES).map(([operationId, responses]) => [
      `/${operationId}`,
      { post: { operationId, responses } },
    ]),
  ),
};

const JSON_TYPE = { "Content-Type": "application/json" };
/** @type {Record<string, [headers: OutgoingHttpHeaders, body: string]>} */
const EMPTY = {
  "nothing, with a content type": [JSON_TYPE, ""],
  "nothing at all": [{}, ""],
  "white space": [JSON_TYPE, " \r\n\t "],
};

/**
 * A client of a platform that answers so, which tries again and lets no mistake pass; and the events that it tells.
 * @param {TestContext} t
 * @param {Reply} api
 * @param {ClientOptions} [options]
 */
async function answeredBy(t, api, options = {}) {
  /** @type {string[]} */
  const events = [];
  /** @param {SneEvent} event */
  const onEvent = (event) => events.push(event.type);
  const place = await contracted(t, CONTRACT, { api, onEvent, retry: { attempts: 3, maxDelay: 1 }, ...options });
  return { ...place, events };
}

for (const [title, [headers, body]] of Object.entries(EMPTY)) {
  test(`${title}: an answer where the contract has no schema, asked for once`, async (t) => {
    const { sne, calls, events } = await answeredBy(t, always(200, headers, body));
    for (const id of WITHOUT) {
      for (const validate of [undefined, true]) {
        const before = calls().length;
        const { status, data } = await sne.call(id, null, { validate, idempotent: true });
        assert.deepEqual([status, data, calls().length - before], [200, undefined, 1], id);
      }
    }
    assert.ok(events.includes("answer"));
    assert.deepEqual(
      events.filter((type) => ["contract", "attempt-failed", "back-off"].includes(type)),
      [],
    );
  });

  test(`${title}: the fault that it was where there is a schema, or no such answer`, async (t) => {
    const { sne, calls } = await answeredBy(t, always(200, headers, body));
    for (const id of Object.keys(RESPONSES).filter((id) => !WITHOUT.includes(id))) {
      const before = calls().length;
      const error = await failureOf(sne.call(id, null, { idempotent: true }));
      assert.deepEqual([error.kind, error.status, error.attempts], ["protocol", 200, 2], id);
      assert.equal(calls().length - before, 2, id);
    }
  });

  test(`${title}: of a request, an answer with allowEmpty and a fault without`, async (t) => {
    const { sne, calls } = await answeredBy(t, always(200, headers, body));
    for (const options of [{}, { allowEmpty: false }, { allowEmpty: undefined }]) {
      const error = await failureOf(sne.request({ path: "/sansSchema", ...options }));
      assert.deepEqual([error.kind, error.status, error.attempts], ["protocol", 200, 2]);
    }
    const before = calls().length;
    const { status, data } = await sne.request({ path: "/sansSchema", allowEmpty: true });
    assert.deepEqual([status, data, calls().length - before], [200, undefined, 1]);
  });
}

test("only an empty 200 is allowed: what is there is read as ever, another status keeps its meaning", async (t) => {
  /** @type {Parameters<typeof always>[]} */
  const answers = [
    [200, JSON_TYPE, '{"a":1}'],
    [200, JSON_TYPE, '{"a":'],
    [206, JSON_TYPE, ""],
    [500, {}, ""],
  ];
  const outcomes = [];
  for (const answer of answers) {
    const { sne } = await answeredBy(t, always(...answer), { retry: false });
    const outcome = await sne.call("sansSchema").then(
      ({ data }) => data,
      ({ kind }) => kind,
    );
    outcomes.push(outcome);
  }
  assert.deepEqual(outcomes, [{ a: 1 }, "protocol", "protocol", "gateway"]);
});

test("with a call, the contract decides: its caller cannot say otherwise", async (t) => {
  const { sne, requests } = await answeredBy(t, always(200));
  for (const allowEmpty of [true, false]) {
    const error = await failureOf(sne.call("avecSchema", null, untyped({ allowEmpty })));
    assert.equal(error.kind, "config");
    assert.match(error.message, /allowEmpty/);
  }
  assert.deepEqual(requests, []);
});

test("an allowEmpty that is no truth value is refused, in both languages", async (t) => {
  const says = { fr: /« allowEmpty ».*boolean/, en: /"allowEmpty".*boolean/ };
  for (const language of LANGUAGES) {
    const { sne, requests } = await answeredBy(t, always(200), { language });
    for (const allowEmpty of ["yes", 1, {}, []]) {
      const error = await failureOf(sne.request({ path: "/a", allowEmpty: untyped(allowEmpty) }));
      assert.equal(error.kind, "config");
      assert.match(error.message, says[language]);
    }
    const { message: unknown, advice } = await failureOf(sne.request(untyped({ path: "/a", allowempty: true })));
    assert.match(unknown, /allowempty/);
    assert.match(advice, /allowEmpty: boolean/);
    assert.deepEqual(requests, []);
  }
});

test("PISTE in miniature answers such operations so, with what is made for them", async (t) => {
  const { simulator, client, calls } = await simulated(t, { contract: CONTRACT });
  const sne = await client("works", { contract: CONTRACT, validate: true });
  for (const id of [...WITHOUT, "avecSchema", "defautAvecSchema"]) {
    const before = calls().length;
    const { status, data } = await sne.call(id, simulator.example(id));
    const expected = WITHOUT.includes(id) ? "undefined" : "object";
    assert.deepEqual([status, typeof data, calls().length - before], [200, expected, 1], id);
  }
});
