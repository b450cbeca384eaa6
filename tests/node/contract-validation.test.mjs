// `validate`: requests and answers held against the contract, over real sockets; what comes of it in each mode, both
// ways, in both languages; and that no value of anybody's is in it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";
import { SneCotation } from "sne-cotation";
import { changed, contracted } from "./support/contract.mjs";
import { failureOf } from "./support/failure.mjs";
import { assertHides } from "./support/hidden.mjs";
import { LANGUAGES } from "./support/languages.mjs";
import { CREDENTIALS, json, platform } from "./support/platform.mjs";
import { untyped } from "./support/untyped.mjs";

/** @import { OutgoingHttpHeaders } from "node:http" */
/** @import { TestContext } from "node:test" */
/** @import { Answer, SneEvent, SneMistake, ValidateOptions } from "sne-cotation" */
/** @import { ClientOptions, Reply } from "./support/platform.mjs" */

const DEMANDE = {
  type: "object",
  required: ["nom"],
  properties: {
    nom: { type: "string", minLength: 2, pattern: "^[^0-9]*$" },
    naissance: { type: "string", format: "date" },
    enfants: { type: "integer", minimum: 0 },
  },
};

const CONTRACT = {
  swagger: "2.0",
  info: { title: "Demandes", version: "1" },
  consumes: ["application/json"],
  produces: ["application/json"],
  paths: {
    "/demandes": {
      post: {
        operationId: "deposer",
        parameters: [
          { name: "demande", in: "body", required: true, schema: { $ref: "#/definitions/Demande" } },
          { name: "etat", in: "query", type: "string", enum: ["ouverte", "close"] },
          { name: "X-Dossier", in: "header", type: "string", maxLength: 3 },
        ],
        responses: {
          200: { description: "Déposée", schema: { $ref: "#/definitions/Demande" } },
          204: { description: "Rien" },
        },
      },
      get: {
        operationId: "lister",
        parameters: [{ name: "range", in: "query", type: "string" }],
        responses: {
          200: { description: "Liste", schema: { type: "array", items: { $ref: "#/definitions/Demande" } } },
        },
      },
    },
    "/texte": {
      get: {
        operationId: "texte",
        produces: ["text/plain", "application/pdf"],
        responses: { 200: { description: "Texte", schema: { type: "integer" } } },
      },
    },
  },
  definitions: { Demande: DEMANDE },
};

/** Values that belong to a person, each of which breaks a rule. */
const PERSON = { nom: "D4rtagnan", naissance: "31-12-1999 Lupiac", enfants: -31415 };
const SECRETS = ["D4rtagnan", "Lupiac", "31415"];
const FINE = { nom: "Planchet", enfants: 2 };
const RULES_OF_PERSON = ["pattern", "format", "minimum"];

/** What may be wanted of validation. @typedef {boolean | ValidateOptions | undefined} Wanted */

/**
 * A client with the contract, the events that it tells of, and an API that answers so.
 * @param {TestContext} t
 * @param {unknown} [answer]
 * @param {ClientOptions & { status?: number, headers?: OutgoingHttpHeaders }} [options]
 */
async function validated(t, answer = FINE, { status = 200, headers, ...options } = {}) {
  /** @type {SneEvent[]} */
  const events = [];
  /** @param {SneEvent} event */
  const onEvent = (event) => void (event.type === "contract" && events.push(event));
  /** @type {Reply} */
  const api = (_request, response) =>
    status === 204 ? response.writeHead(204).end() : json(response, status, answer, headers);
  return { events, ...(await contracted(t, CONTRACT, { api, onEvent, ...options })) };
}

/** The mistakes that an error or an event tells of. @param {{ errors?: readonly SneMistake[] } | undefined} told */
const mistakesOf = (told) => told?.errors ?? assert.fail("it tells of no mistakes");

/** @param {{ errors?: readonly SneMistake[] } | undefined} told */
const rulesOf = (told) => mistakesOf(told).map(({ rule }) => rule);

for (const language of LANGUAGES) {
  test(`${language}: a request that does not fit is refused, unless that is not wanted`, async (t) => {
    const { sne, events, requests, calls } = await validated(t, FINE, { language });
    for (const validate of /** @type {Wanted[]} */ ([undefined, true, {}, { request: "error" }, { response: "off" }])) {
      const error = await failureOf(sne.call("deposer", { demande: PERSON }, { validate }));
      assert.deepEqual([error.kind, error.status, error.attempts], ["contract", undefined, 0]);
      assert.deepEqual(rulesOf(error), RULES_OF_PERSON);
      assert.deepEqual(
        mistakesOf(error).map(({ pointer }) => pointer),
        ["/demande/nom", "/demande/naissance", "/demande/enfants"],
      );
      assertHides(error, SECRETS);
    }
    assert.deepEqual(requests, []);

    await sne.call("deposer", { demande: PERSON }, { validate: { request: "event" } });
    const [{ time, errors, ...event }] = events.splice(0);
    assert.ok(Math.abs(time - Date.now()) < 60_000);
    assert.deepEqual(event, { type: "contract", direction: "request", operation: "deposer" });
    assert.deepEqual(rulesOf({ errors }), RULES_OF_PERSON);
    assert.ok(mistakesOf({ errors }).every(({ message }) => message.length > 10));
    assertHidesIn(event, errors);

    await sne.call("deposer", { demande: PERSON }, { validate: { request: "off" } });
    await sne.call("deposer", { demande: PERSON }, { validate: false });
    assert.deepEqual(events, []);
    assert.deepEqual(
      calls().map(({ body }) => JSON.parse(body)),
      [PERSON, PERSON, PERSON],
      "sent as it is",
    );
  });

  test(`${language}: an answer that does not fit is told, refused, or not looked at`, async (t) => {
    const { sne, events, calls } = await validated(t, PERSON, { language });
    for (const validate of /** @type {Wanted[]} */ ([undefined, {}, { response: "event" }, { request: "off" }])) {
      const { data } = await sne.call("deposer", { demande: FINE }, { validate });
      assert.deepEqual(data, PERSON, "no answer is lost");
      const [{ time, errors, ...event }] = events.splice(0);
      assert.ok(Math.abs(time - Date.now()) < 60_000);
      assert.deepEqual(event, { type: "contract", direction: "response", operation: "deposer", status: 200 });
      assert.deepEqual(
        mistakesOf({ errors }).map(({ pointer, rule }) => `${pointer} ${rule}`),
        ["/nom pattern", "/naissance format", "/enfants minimum"],
      );
      assertHidesIn(event, errors);
    }
    for (const validate of /** @type {Wanted[]} */ ([true, { response: "error" }])) {
      const error = await failureOf(sne.call("deposer", { demande: FINE }, { validate }));
      assert.deepEqual([error.kind, error.status, error.retryable], ["contract", 200, false]);
      assert.deepEqual(rulesOf(error), RULES_OF_PERSON);
      assertHides(error, SECRETS);
    }
    for (const validate of /** @type {Wanted[]} */ ([false, { response: "off" }])) {
      assert.deepEqual((await sne.call("deposer", { demande: FINE }, { validate })).data, PERSON);
    }
    assert.deepEqual(events, []);
    assert.equal(calls().length, 8, "and nothing is asked for twice");
  });

  test(`${language}: options that are none are refused, at create and at a call`, async (t) => {
    const { sne, requests, environment } = await validated(t, [], { language });
    const wrong = [
      3,
      "error",
      [],
      () => {},
      { s3cret1: 1 },
      { requests: "off" },
      { request: "warn" },
      { response: true },
      { values: 1 },
      { request: ["off"] },
    ];
    /** @param {unknown} validate @param {object} [contract] */
    const create = (validate, contract) =>
      SneCotation.create({ environment, ...CREDENTIALS, language, contract, validate: untyped(validate) });
    for (const validate of wrong) {
      const call = sne.call("lister", {}, { validate: untyped(validate) });
      const errors = [call, create(validate, CONTRACT), create(validate)];
      for (const error of await Promise.all(errors.map(failureOf))) {
        assert.deepEqual([error.kind, error.attempts], ["config", 0]);
        assert.match(
          error.message,
          language === "fr"
            ? /^L'option « .+ » n'existe pas, ou n'a pas une valeur permise/
            : /^The option ".+" does not exist, or/,
        );
        assert.match(error.advice, /error, event, off/);
        assertHides(error, ["s3cret1", "warn"]);
      }
    }
    assert.deepEqual(requests, []);
    for (const validate of [undefined, null, true, false, {}, { request: "off", response: undefined }]) {
      const call = sne.call("lister", {}, untyped({ validate }));
      await Promise.all([call, create(validate, CONTRACT), create(validate)]);
    }
  });

  test(`${language}: values are shown to who wants to see them`, async (t) => {
    const { sne, events } = await validated(t, PERSON, { language, validate: { response: "error", values: true } });
    /** @param {{ errors?: readonly SneMistake[] }} told */
    const shown = (told) =>
      mistakesOf(told)
        .map(({ message }) => message)
        .join(" ");
    const [ofRequest, ofAnswer] = [
      await failureOf(sne.call("deposer", { demande: PERSON })),
      await failureOf(sne.call("deposer", { demande: FINE })),
    ];
    for (const secret of SECRETS) {
      assert.ok(shown(ofRequest).includes(secret), shown(ofRequest));
      assert.ok(shown(ofAnswer).includes(secret), shown(ofAnswer));
    }
    await sne.call("deposer", { demande: PERSON }, { validate: { request: "event", response: "event" } });
    assert.deepEqual(
      events.map((event) => shown(event).includes("Lupiac")),
      [true, true],
    );
    assertHides(await failureOf(sne.call("deposer", { demande: PERSON }, { validate: { values: false } })), SECRETS);
  });
}

/** Nothing of the person is in it, however it is looked at. @param {unknown[]} values */
function assertHidesIn(...values) {
  for (const text of [JSON.stringify(values), inspect(values, { depth: 10, showHidden: true })]) {
    for (const secret of SECRETS) assert.ok(!text.includes(secret), text);
  }
}

test("what the client wants holds for its calls; what a call wants, for that call", async (t) => {
  const { sne, events } = await validated(t, PERSON, { validate: { request: "event", response: "off" } });
  await sne.call("deposer", { demande: PERSON });
  assert.deepEqual(
    events.splice(0).map(({ direction }) => direction),
    ["request"],
  );
  await sne.call("deposer", { demande: PERSON }, { validate: { response: "event" } });
  assert.deepEqual(
    events.splice(0).map(({ direction }) => direction),
    ["request", "response"],
  );
  await sne.call("deposer", { demande: PERSON }, { validate: false });
  await sne.call("deposer", { demande: FINE });
  assert.deepEqual(events, []);
});

test("whatever is wanted, what cannot be sent is refused", async (t) => {
  const { sne, requests, events } = await validated(t, FINE, { language: "en" });
  for (const validate of /** @type {Wanted[]} */ ([{ request: "event" }, { request: "off" }, false])) {
    /** @type {[id: string, parameters: object][]} */
    const cannot = [
      ["deposer", { demande: FINE, autre: 1 }],
      ["deposer", { demande: FINE, "X-Dossier": "é\n" }],
      ["lister", { range: {} }],
    ];
    for (const [id, parameters] of cannot) {
      const error = await failureOf(sne.call(id, parameters, { validate }));
      assert.deepEqual(
        [error.kind, error.errors?.length],
        ["contract", 1],
        `${JSON.stringify(validate)} ${JSON.stringify(parameters)}`,
      );
    }
  }
  assert.deepEqual([requests, events], [[], []]);
});

test("parameters that are not the body are looked at too", async (t) => {
  const { sne, events, calls } = await validated(t);
  const parameters = { demande: FINE, etat: "perdue", "X-Dossier": "abcd" };
  assert.deepEqual(rulesOf(await failureOf(sne.call("deposer", parameters))), ["enum", "maxLength"]);
  await sne.call("deposer", parameters, { validate: { request: "event" } });
  assert.deepEqual(rulesOf(events[0]), ["enum", "maxLength"]);
  assert.deepEqual([calls()[0].url, calls()[0].headers["x-dossier"]], ["/api/demandes?etat=perdue", "abcd"]);
});

test("what fits is neither refused nor told of", async (t) => {
  const { sne, events } = await validated(t);
  for (const validate of /** @type {Wanted[]} */ ([true, { request: "event", response: "event" }, undefined])) {
    assert.deepEqual((await sne.call("deposer", { demande: FINE }, { validate })).data, FINE);
  }
  const empty = await validated(t, undefined, { status: 204 });
  assert.equal((await empty.sne.call("deposer", { demande: FINE }, { validate: true })).status, 204);
  assert.deepEqual([events, empty.events], [[], []]);
});

test("a status that the contract does not have, and a body that is missing", async (t) => {
  /** @type {[answer: unknown, options: { status?: number }, rule: string][]} */
  const cases = [
    [FINE, { status: 203 }, "status"],
    [null, {}, "required"],
  ];
  for (const [answer, options, rule] of cases) {
    const { sne, events } = await validated(t, answer, options);
    const error = await failureOf(sne.call("deposer", { demande: FINE }, { validate: true }));
    assert.deepEqual([error.status, rulesOf(error)], [options.status ?? 200, [rule]]);
    await sne.call("deposer", { demande: FINE });
    assert.deepEqual(events.map(rulesOf), [[rule]]);
  }
});

test("integers beyond 2^53 are noticed in answers", async (t) => {
  /** @type {Reply} */
  const api = (_request, response) =>
    response.writeHead(200, { "Content-Type": "application/json" }).end('{"nom":"Athos","enfants":9007199254740993}');
  const { sne } = await contracted(t, CONTRACT, { api });
  assert.deepEqual(rulesOf(await failureOf(sne.call("deposer", { demande: FINE }, { validate: true }))), ["precision"]);
});

test("failures of the API are what they are without a contract", async (t) => {
  const { sne, events } = await validated(t, { code: "ERRTEST0001", message: "Non" }, { status: 400 });
  const error = await failureOf(sne.call("deposer", { demande: FINE }, { validate: true }));
  assert.deepEqual([error.kind, error.code, events], ["business", "ERRTEST0001", []]);
});

test("answers that are not JSON are not looked at", async (t) => {
  for (const [type, body] of [
    ["text/plain", "D4rtagnan"],
    ["application/pdf", "%PDF D4rtagnan"],
  ]) {
    /** @type {Reply} */
    const api = (_request, response) => response.writeHead(200, { "Content-Type": type }).end(body);
    const { sne } = await contracted(t, CONTRACT, { api });
    /** @type {Answer<string | ArrayBuffer>} */
    const { data } = await sne.call("texte", {}, { validate: true });
    assert.equal(typeof data === "string" ? data : Buffer.from(data).toString(), body);
  }
  for (const type of ["application/json", "application/hal+json;charset=utf-8", ""]) {
    /** @type {Reply} */
    const api = (_request, response) =>
      response.writeHead(200, type === "" ? {} : { "Content-Type": type }).end('"D4rtagnan"');
    const { sne } = await contracted(t, CONTRACT, { api });
    const error = await failureOf(sne.call("texte", {}, { validate: true }));
    assert.deepEqual(rulesOf(error), ["type"], type);
    assertHides(error, SECRETS);
  }
});

/** @param {number} levels */
const deep = (levels) => `${'{"a":'.repeat(levels)}1${"}".repeat(levels - 1)},"nom":1}`;
const BEYOND = [
  ["deep", deep(100_000), "/nom"],
  ["large", `{"a":[${"1,".repeat(1_000_001)}1],"nom":1}`, "/nom"],
];

for (const [title, body, pointer] of BEYOND) {
  test(`an answer that is very ${title} is looked at as a whole`, async (t) => {
    /** @type {SneEvent[]} */
    const events = [];
    /** @type {Reply} */
    const api = (_request, response) => response.writeHead(200, { "Content-Type": "application/json" }).end(body);
    for (const language of LANGUAGES) {
      const { sne } = await contracted(t, CONTRACT, {
        api,
        language,
        onEvent: (event) => void (event.type === "contract" && events.push(event)),
      });
      const error = await failureOf(sne.call("deposer", { demande: FINE }, { validate: true }));
      assert.deepEqual([error.kind, error.status, rulesOf(error)], ["contract", 200, ["type"]]);
      assert.deepEqual(
        mistakesOf(error).map((it) => it.pointer),
        [pointer],
      );
      const { data } = await sne.call("deposer", { demande: FINE });
      assert.equal(/** @type {{ nom: unknown }} */ (data).nom, 1, "no answer is lost");
      assert.deepEqual(rulesOf(events.pop()), ["type"]);
      await sne.call("deposer", { demande: FINE }, { validate: false });
      assert.deepEqual(events, []);
    }
  });
}

test("an observer that throws is reported, and the answer is there", async (t) => {
  /** @type {Promise<Error>} */
  const warned = new Promise((resolve) => process.once("warning", resolve));
  /** @param {SneEvent} event */
  const onEvent = ({ type }) => {
    if (type === "contract") throw new Error("mine");
  };
  const { sne } = await validated(t, PERSON, { onEvent });
  assert.deepEqual((await sne.call("deposer", { demande: FINE })).data, PERSON);
  assert.equal((await warned).message, "mine");
});

test("without an observer, answers do not fail for it", async (t) => {
  const { sne } = await validated(t, PERSON, { onEvent: undefined });
  assert.deepEqual((await sne.call("deposer", { demande: FINE })).data, PERSON);
  assert.deepEqual((await sne.call("deposer", { demande: PERSON }, { validate: { request: "event" } })).status, 200);
});

test("pages are validated as calls are", async (t) => {
  const { sne, events } = await validated(t, [PERSON]);
  /** @param {Wanted} [validate] */
  const read = async (validate) => {
    for await (const { data } of sne.pages("lister", {}, { strategy: "range", validate }))
      assert.deepEqual(data, [PERSON]);
  };
  await read();
  assert.deepEqual(
    events.splice(0).map(({ operation, errors }) => [operation, errors?.length]),
    [["lister", 3]],
  );
  await read(false);
  assert.deepEqual(events, []);
  assert.equal((await failureOf(read(true))).kind, "contract");
});

test("what is not of operations is not validated", async (t) => {
  const { sne, events } = await validated(t, PERSON, { validate: true });
  assert.deepEqual((await sne.request({ method: "POST", path: "demandes", body: PERSON })).data, PERSON);
  assert.deepEqual(await sne.healthcheck(), PERSON);
  assert.deepEqual(events, []);
});

test("a pattern and a schema that are made to harm end", async (t) => {
  const nom = { type: "string", pattern: "^(([a-z])+.)+[A-Z]([a-z])+$" };
  const contract = changed(CONTRACT, (it) => void Object.assign(it.definitions.Demande.properties, { nom }));
  const { sne } = await contracted(t, contract, {
    api: (_request, response) => json(response, 200, { nom: "a".repeat(20_000) }),
  });
  assert.deepEqual(rulesOf(await failureOf(sne.call("deposer", { demande: FINE }, { validate: true }))), ["pattern"]);
});

test("the option is there at create without a contract, and does nothing", async (t) => {
  const { client } = await platform(t);
  for (const validate of /** @type {Wanted[]} */ ([undefined, true, { response: "off" }])) {
    assert.equal((await (await client({ validate })).healthcheck()).etat, "OK");
  }
});
