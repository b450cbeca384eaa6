// Every error of the contract part, in both languages, over the package: what is wrong with a contract, and with a
// call.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, test } from "node:test";
import { SneCotation } from "sne-cotation";
import { EVERYTHING } from "./contracts/everything.mjs";
import { RULES as VALIDATED } from "./contracts/rules.mjs";
import { contractReasons, reasonOfTexts, reasons } from "./support/catalogues.mjs";
import { PACKAGE } from "./support/command.mjs";
import { changed, contracted } from "./support/contract.mjs";
import { checkShape, failureOf } from "./support/failure.mjs";
import { assertHides } from "./support/hidden.mjs";
import { innerContract } from "./support/inner-contract.mjs";
import { LANGUAGES } from "./support/languages.mjs";
import { CREDENTIALS, platform } from "./support/platform.mjs";
import { watchInstances } from "./support/trap.mjs";
import { untyped } from "./support/untyped.mjs";

/** @import { SneError } from "sne-cotation" */
/** @import { Language } from "./support/languages.mjs" */

/** The mistakes that an error tells of. @param {SneError} error */
const mistakesOf = ({ errors }) => errors ?? assert.fail("it tells of no mistakes");

/** Reasons of which an error was seen, so that none is left out. @type {Set<string>} */
const seen = new Set();

/**
 * The places of the contract that are broken.
 * @typedef {object} Breakable
 * @property {{ Livre: { properties: Record<"titre" | "suite", Record<string, unknown>> } }} definitions
 * @property {Record<string, unknown>} parameters
 * @property {Record<string, unknown> & BreakablePaths} paths
 */
/** @typedef {{ parameters: unknown[], operationId?: string }} BreakableOperation */
/** @typedef {{ get: BreakableOperation, post: BreakableOperation }} BreakableBooks */
/** @typedef {{ "/livres": BreakableBooks, "/livres/{n°}": { parameters: unknown[] } }} BreakablePaths */

const WRONG = {
  "contract-not-json": ["{", "", "swagger: '2.0'", '{ "swagger": "2.0",\n  "paths": {},\n}'],
  "contract-unreadable": [
    {
      get swagger() {
        throw new Error("s3cret");
      },
    },
  ],
  "contract-too-large": [" ".repeat(32_000_001)],
  "contract-too-deep": [deep(600), circular(), `${"[".repeat(1_000)}${"]".repeat(1_000)}`],
  "contract-not-object": [[], 1, true, () => {}, "[]", "null", "12", Symbol("x")],
  "contract-openapi-3": [{ openapi: "3.1.0", paths: {} }, { openapi: "3.0.3" }],
  "contract-version": [{}, { swagger: "1.2" }, { ...EVERYTHING, swagger: undefined }],
  "contract-paths": [{ swagger: "2.0" }, { swagger: "2.0", paths: [] }],
};

/**
 * What is broken in a contract in spite of which all of its operations can be called, by the remark on it.
 * @type {[rule: string, pointer: string, contract: object][]}
 */
const ODD = [
  [
    "type",
    "/definitions/Livre/properties/titre/type",
    broken((it) => {
      it.definitions.Livre.properties.titre.type = "text";
    }),
  ],
  [
    "reference-broken",
    "/definitions/Livre/properties/suite/$ref",
    broken((it) => {
      it.definitions.Livre.properties.suite.$ref = "#/definitions/Rien";
    }),
  ],
  [
    "reference-external",
    "/definitions/Livre/properties/suite/$ref",
    broken((it) => {
      it.definitions.Livre.properties.suite.$ref = "https://evil.example/x.json";
    }),
  ],
  [
    "reference-cycle",
    "/parameters/Boucle/$ref",
    broken((it) => {
      it.parameters.Boucle = { $ref: "#/parameters/Boucle" };
    }),
  ],
  [
    "pattern",
    "/definitions/Livre/properties/titre/pattern",
    broken((it) => {
      it.definitions.Livre.properties.titre.pattern = "(s3cret";
    }),
  ],
  ["base-path-slash", "/basePath", { ...EVERYTHING, basePath: "@evil.example" }],
  [
    "path-query",
    "/paths/~1a?b",
    broken((it) => {
      it.paths["/a?b"] = {};
    }),
  ],
  [
    "path-parameter-undeclared",
    "/paths/~1a~1{n°}/get",
    broken((it) => {
      it.paths["/a/{n°}"] = { get: {} };
    }),
  ],
  [
    "path-parameter-unused",
    "/paths/~1a/get",
    broken((it) => {
      it.paths["/a"] = { get: { parameters: [{ $ref: "#/parameters/Id" }] } };
    }),
  ],
  [
    "parameter-twice",
    "/paths/~1livres~1{n°}/parameters/1",
    broken((it) => it.paths["/livres/{n°}"].parameters.push({ $ref: "#/parameters/Id" })),
  ],
  [
    "body-twice",
    "/paths/~1livres/post",
    broken((it) => it.paths["/livres"].post.parameters.push({ name: "b", in: "body", schema: {} })),
  ],
  [
    "operation-taken",
    "/paths/~1livres/get",
    broken((it) => {
      it.paths["/livres"].get.operationId = "DELETE /livres/{n°}";
    }),
  ],
];

/** @param {(it: Breakable) => unknown} change */
function broken(change) {
  return changed(EVERYTHING, (it) => void change(untyped(it)));
}

/** @param {number} levels */
function deep(levels) {
  let value = {};
  for (let level = 0; level < levels; level += 1) value = { "x-a": value };
  return { ...EVERYTHING, "x-a": value };
}

/**
 * A value within so many lists, each of which is looked at as a whole.
 * @param {number} levels
 * @param {unknown} value
 * @returns {unknown}
 */
function nested(levels, value) {
  return levels === 0 ? value : nested(levels - 1, [value]);
}

function circular() {
  /** @type {typeof EVERYTHING & { "x-self"?: unknown }} */
  const document = { ...EVERYTHING };
  document["x-self"] = document;
  return document;
}

for (const [reason, documents] of Object.entries(WRONG)) {
  test(`a contract that is refused at create: ${reason}`, async () => {
    for (const contract of documents) {
      for (const language of LANGUAGES) {
        const options = { environment: "sandbox", ...CREDENTIALS, language, contract };
        const error = await failureOf(SneCotation.create(untyped(options)));
        assert.deepEqual([error.kind, error.retryable, error.attempts], ["contract", false, 0]);
        assert.equal(reasonOfTexts(language, error.message), reason);
        assert.ok(error.pointer === undefined || error.pointer === "" || error.pointer.startsWith("/"));
        assertHides(error, ["s3cret"]);
        seen.add(reason + language);
      }
    }
  });
}

test("what is broken in a contract is told by its place, and refuses nothing", async (t) => {
  const usual = await contracted(t, EVERYTHING);
  const others = new Set(usual.sne.remarks().map(({ rule, pointer }) => `${rule} ${pointer}`));
  for (const [rule, pointer, contract] of ODD) {
    const { sne, call } = await contracted(t, contract);
    const told = sne.remarks().map((remark) => `${remark.rule} ${remark.pointer}`);
    assert.deepEqual(
      told.filter((remark) => !others.has(remark)),
      [`${rule} ${pointer}`],
    );
    assert.ok(sne.remarks().every(({ costs }) => costs !== "operation"));
    assert.match((await call("noterLivre", { note: 1 })).url, /^\/api\//);
    const error = await failureOf(sne.call("noterLivre", { note: "s3cret" }));
    assert.deepEqual(
      mistakesOf(error).map((it) => [it.pointer, it.rule]),
      [["/note", "type"]],
    );
    assertHides(error, ["s3cret"]);
  }
});

test("an operation that cannot be built is told by its place", async (t) => {
  const contract = broken((it) => {
    it.paths["/a/../b"] = { get: {} };
  });
  for (const language of LANGUAGES) {
    const { sne } = await contracted(t, contract, { language });
    const error = await failureOf(sne.call("GET /a/../b"));
    assert.equal(error.pointer, "/paths/~1a~1..~1b");
    assert.equal(JSON.parse(JSON.stringify(error)).pointer, error.pointer);
    assert.equal(reasonOfTexts(language, error.message), "operation-flawed");
    seen.add(`operation-flawed${language}`);
  }
});

/** @type {Record<string, unknown[][]>} */
const CALLS = {
  "operation-unknown": [["rien"], [], [12], [Symbol("x")], [{}], ["s3cret@1"]],
  "operation-unknown-near": [["lireLivres"], ["LIRELIVRE"], ["DELETE /livre/{n°}"]],
  "parameters-type": [
    ["chercherLivres", []],
    ["chercherLivres", "x"],
    ["chercherLivres", 1],
    ["chercherLivres", new Uint8Array(1)],
  ],
  "parameters-unreadable": [
    ["remplacerLivre", { "n°": "1", livre: circular() }],
    [
      "chercherLivres",
      {
        get csv() {
          throw new Error("s3cret");
        },
      },
    ],
  ],
  "call-options-type": [
    ["chercherLivres", {}, 1],
    ["chercherLivres", {}, []],
    ["chercherLivres", {}, "x"],
  ],
  "call-option-unknown": [
    ["chercherLivres", {}, { path: "/x" }],
    ["chercherLivres", {}, { query: {} }],
    ["chercherLivres", {}, { s3cret: 1 }],
  ],
  "accept-invalid": [
    ["chercherLivres", {}, { accept: "s3cret" }],
    ["chercherLivres", {}, { accept: 1 }],
  ],
};

for (const [reason, calls] of Object.entries(CALLS)) {
  test(`a call that is refused: ${reason}`, async (t) => {
    for (const language of LANGUAGES) {
      const { sne, requests } = await contracted(t, EVERYTHING, { language });
      for (const call of calls) {
        const error = await failureOf(sne.call(.../** @type {Parameters<typeof sne.call>} */ (call)));
        const kind = /^(call-option|accept)/.test(reason) ? "config" : "contract";
        assert.deepEqual([error.kind, error.attempts], [kind, 0]);
        assert.equal(reasonOfTexts(language, error.message), reason, `${String(call[0])}: ${error.message}`);
        assertHides(error, ["s3cret"]);
      }
      assert.deepEqual(requests, [], "nothing is sent, not even for a token");
      seen.add(reason + language);
    }
  });
}

test("what is given instead of options is told by its own name", async (t) => {
  /** @type {Record<Language, (given: string) => string>} */
  const says = {
    fr: (given) => `Les options d'un appel doivent être un objet, et non de type ${given}.`,
    en: (given) => `The options of a call must be an object, not of type ${given}.`,
  };
  /** @type {[given: string, options: unknown][]} */
  const cases = [
    ["array", []],
    ["array", ["signal"]],
    ["string", "signal"],
    ["number", 5_000],
    ["boolean", true],
    ["function", () => {}],
  ];
  for (const language of LANGUAGES) {
    const message = says[language];
    const { sne, requests } = await contracted(t, EVERYTHING, { language });
    for (const [given, options] of cases) {
      const error = await failureOf(sne.call("chercherLivres", {}, untyped(options)));
      assert.deepEqual([error.kind, error.message], ["config", message(given)]);
      const [page] = await Promise.allSettled([sne.pages("chercherLivres", {}, untyped(options)).next()]);
      assert.ok(page.status === "rejected");
      assert.equal(page.reason?.message, message(given), "of pages, in the same words");
    }
    assert.deepEqual(requests, []);
  }
});

/** @type {Record<string, [id: string, parameters: object, pointer: string]>} */
const RULES = {
  unknown: ["chercherLivres", { couleur: "s3cret" }, "/couleur"],
  "unknown-near": ["chercherLivres", { pipe: "s3cret" }, "/pipe"],
  client: ["lireLivre", { "path.n°": "1", Authorization: "s3cret" }, "/Authorization"],
  required: ["noterLivre", {}, "/note"],
  type: ["noterLivre", { note: "s3cret" }, "/note"],
  precision: ["noterLivre", { note: 2 ** 53 }, "/note"],
  enum: ["lireLivre", { "path.n°": "1", langue: "s3cret" }, "/langue"],
  collectionFormat: ["chercherLivres", { csv: ["a", "s3cret,"] }, "/csv/1"],
  path: ["lireLivre", { "path.n°": "s3cret/.." }, "/path.n°"],
  header: ["lireLivre", { "path.n°": "1", Range: "s3cret\r\nHost: x" }, "/Range"],
  consumes: ["donnerAvis", { avis: { s3cret: "s3cret" } }, "/avis"],
};

/**
 * What breaks a rule of schemas: a field of the body, its value, and where the mistake is when not there.
 * @type {Record<string, [name: string, value: unknown, pointer?: string]>}
 */
const VALUES = {
  multipleOf: ["multiple", 0.7],
  maximum: ["max", 11],
  exclusiveMaximum: ["maxExclu", 10],
  minimum: ["min", 0],
  exclusiveMinimum: ["minExclu", 1],
  maxLength: ["court", "s3cret"],
  minLength: ["long", "§§"],
  pattern: ["code", "s3cret"],
  format: ["jour", "s3cret"],
  maxItems: ["peu", ["s3cret", 2]],
  minItems: ["beaucoup", [1]],
  uniqueItems: ["uniques", ["s3cret", 2, "s3cret"]],
  additionalItems: ["couple", [1, 2, "s3cret"], "/2"],
  maxProperties: ["petit", { a: "s3cret", b: 2 }],
  minProperties: ["grand", {}],
  additionalProperties: ["strict", { autre: "s3cret" }, "/autre"],
  discriminator: ["animal", { espece: "s3cret" }, "/espece"],
  readOnly: ["id", 12],
};

/** @typedef {[rule: string, contract: object, id: string, parameters: object, pointer: string]} Case */

const WITH_BODY = changed(EVERYTHING, ({ paths }) => {
  const corps = { name: "corps", in: "body", schema: {} };
  /** @type {object[]} */ (paths["/livres"].get.parameters).push(corps);
});

/** @type {Case[]} */
const CASES = [
  ["method", WITH_BODY, "chercherLivres", { corps: "s3cret" }, "/corps"],
  ["unfinished", VALIDATED, "verifier", { corps: { boucle: nested(300, "s3cret".repeat(100_000)) } }, ""],
];
for (const [rule, [id, parameters, pointer]] of Object.entries(RULES))
  CASES.push([rule, EVERYTHING, id, parameters, pointer]);
for (const [rule, [name, value, pointer = ""]] of Object.entries(VALUES))
  CASES.push([rule, VALIDATED, "verifier", { corps: { [name]: value } }, `/corps/${name}${pointer}`]);

for (const [rule, contract, id, parameters, pointer] of CASES) {
  test(`a value that is refused: ${rule}`, async (t) => {
    for (const language of LANGUAGES) {
      const { sne, requests } = await contracted(t, contract, { language });
      const error = await failureOf(sne.call(id, parameters));
      assert.equal(error.kind, "contract");
      assert.deepEqual(
        mistakesOf(error).map((it) => [it.pointer, it.rule]),
        [[pointer, rule]],
      );
      const [{ message }] = mistakesOf(error);
      assert.equal(reasonOfTexts(language, message, true), `rule-${rule}`);
      assert.doesNotMatch(message, /\{\w+\}/);
      assert.ok(error.message.includes(`${pointer} ${message}`), error.message);
      assertHides(error, ["s3cret"]);
      assert.deepEqual(requests, []);
      seen.add(`parameters-invalid${language}`);
      seen.add(`rule-${rule}${language}`);
    }
  });
}

test("all the mistakes of a call are told at once", async (t) => {
  const { sne } = await contracted(t, EVERYTHING, { language: "en" });
  const error = await failureOf(
    sne.call("lireLivre", { id: "1", "query.n°": "abc", langue: "de", complet: 1, Range: "€" }),
  );
  assert.deepEqual(
    mistakesOf(error).map(({ pointer, rule }) => `${pointer} ${rule}`),
    ["/id unknown", "/path.n° required", "/query.n° type", "/langue enum", "/complet type", "/Range header"],
  );
  assert.equal(mistakesOf(error)[2].message, "must be of type integer, not string");
  assert.deepEqual(JSON.parse(JSON.stringify(error)).errors, error.errors);
});

test("of very many mistakes, the first hundred are told, and that there are more", async (t) => {
  for (const language of LANGUAGES) {
    const { sne } = await contracted(t, VALIDATED, { language });
    const nombres = Array.from({ length: 5_000 }, () => "s3cret");
    const errors = mistakesOf(await failureOf(sne.call("verifier", { corps: { nombres } })));
    assert.equal(errors.length, 101);
    assert.deepEqual([errors[99].pointer, errors[99].rule], ["/corps/nombres/99", "type"]);
    assert.deepEqual([errors[100].pointer, errors[100].rule], ["", "more"]);
    assert.equal(reasonOfTexts(language, errors[100].message, true), "rule-more");
    seen.add(`rule-more${language}`);
  }
});

test("answers are held against the contract", async () => {
  for (const language of LANGUAGES) {
    const contract = await innerContract(VALIDATED, language);
    for (const [id, status, data] of /** @type {[id: string, status: number, data: unknown][]} */ ([
      ["verifier", 200, { id: 1 }],
      ["verifier", 200, undefined],
      ["verifier", 204, "anything"],
      ["lire", 500, "s3cret"],
      ["lire", 200, ""],
    ])) {
      assert.equal(contract.answers.judge(id, { status, data, text: JSON.stringify(data) }, 0).failure, undefined);
    }
    // Bytes, and a text that stayed one, are no JSON.
    assert.equal(contract.answers.judge("verifier", { status: 200, data: new ArrayBuffer(1) }, 0).failure, undefined);
    assert.equal(contract.answers.judge("verifier", { status: 200, data: "[]", text: "[]" }, 0).failure, undefined);
    /** @type {[answer: [id: string, status: number, data: unknown], expected: string[]][]} */
    const rows = [
      [
        ["verifier", 200, { id: "s3cret", nom: 1 }],
        ["/id type", "/nom type"],
      ],
      [["verifier", 200, { id: 2 ** 53 }], ["/id precision"]],
      [["verifier", 200, {}], ["/id required"]],
      [["verifier", 200, null], [" required"]],
      [["verifier", 404, { id: 1 }], [" status"]],
      [["lire", 200, { s3cret: 1 }], [" type"]],
    ];
    for (const [answer, expected] of rows) {
      const [id, status, data] = answer;
      const error = contract.answers.judge(id, { status, data, text: JSON.stringify(data) }, 0).failure;
      checkShape(error);
      assert.equal(error.kind, "contract");
      assert.equal(reasonOfTexts(language, error.message), "answer-invalid");
      assert.deepEqual(
        mistakesOf(error).map(({ pointer, rule }) => `${pointer} ${rule}`),
        expected,
      );
      assertHides(error, ["s3cret"]);
      for (const { rule, message } of mistakesOf(error))
        assert.equal(reasonOfTexts(language, message, true), `rule-${rule}`);
    }
    seen.add(`answer-invalid${language}`);
    seen.add(`rule-status${language}`);
  }
});

test("values are shown to who wants to see them, and not all of a long one", async () => {
  const expected = { fr: "(valeur donnée : ", en: "(given value: " };
  for (const language of LANGUAGES) {
    const contract = await innerContract(VALIDATED, language);
    const { ofRequest } = contract.validation({ request: "error", values: true });
    /** @param {object} corps */
    const messages = (corps) => {
      try {
        contract.requests.bind("verifier", { corps }, {}, ofRequest);
      } catch (error) {
        checkShape(error);
        return mistakesOf(error).map(({ message }) => message);
      }
      return assert.fail("nothing was thrown");
    };
    const [short, long, number] = messages({ code: "abc", court: "é".repeat(80), max: 12 });
    assert.ok(short.endsWith(`${expected[language]}abc)`), short);
    assert.ok(long.endsWith(`${expected[language]}${"é".repeat(50)}…)`), long);
    assert.ok(number.endsWith(`${expected[language]}12)`), number);
    assert.doesNotMatch(messages({ strict: { autre: { a: 1 } } })[0], /donnée|given/);
    seen.add(`rule-value${language}`);
  }
});

test("a request with mistakes can be had with them, unless it cannot be made at all", async () => {
  const contract = await innerContract(VALIDATED, "en");
  const flags = contract.validation({ request: "event" }).ofRequest;
  const corps = { max: 11, id: 3 };
  const { request, mistakes } = contract.requests.bind(
    "verifier",
    { corps, page: 0, codes: ["75001", "x"] },
    {},
    flags,
  );
  assert.deepEqual(
    mistakes?.errors?.map(({ pointer, rule }) => `${pointer} ${rule}`),
    ["/corps/max maximum", "/corps/id readOnly", "/page minimum", "/codes/1 pattern"],
  );
  assert.deepEqual(JSON.parse(request.json), corps, "written once");
  assert.deepEqual(request.query, { page: "0", codes: "75001,x" });
  assert.equal(contract.requests.bind("verifier", { corps: {} }, {}, flags).mistakes, undefined);
  assert.deepEqual(
    contract.requests.bind("verifier", {}, {}, flags).mistakes?.errors?.map(({ rule }) => rule),
    ["required"],
  );
  for (const impossible of [
    { corps: {}, autre: 1 },
    { corps: {}, page: {} },
    { corps: {}, codes: ["a,b"] },
  ]) {
    assert.throws(() => contract.requests.bind("verifier", impossible, {}, flags), { kind: "contract" });
  }
  // Without validation, the same is still impossible, and anything else is bound.
  assert.deepEqual(contract.requests.bind("verifier", { corps, page: "x" }, {}, 0).request.query, { page: "x" });
  assert.throws(() => contract.requests.bind("verifier", { corps, page: {} }, {}, 0), { kind: "contract" });
});

test("without a contract, nothing is known of operations", async (t) => {
  const { client } = await platform(t);
  for (const language of LANGUAGES) {
    for (const contract of [undefined, null]) {
      const sne = await client({ language, contract: untyped(contract) });
      /** @type {unknown[]} */
      const thrown = [];
      for (const ask of [() => sne.operations(), () => sne.definitions()]) {
        assert.throws(ask, (error) => thrown.push(error) > 0);
      }
      thrown.push(await failureOf(sne.call("healthcheck")));
      for (const error of thrown) {
        checkShape(error);
        assert.equal(error.kind, "contract");
        assert.equal(reasonOfTexts(language, error.message), "contract-absent");
      }
      seen.add(`contract-absent${language}`);
    }
  }
});

test("slim: the contract's own wasm is brought too, and its absence is told", async (t) => {
  const { environment } = await platform(t);
  // As CommonJS, the entries do not share what is loaded.
  const slim = createRequire(import.meta.url)("sne-cotation/slim");
  /** @param {string} name */
  const bytes = (name) => readFileSync(join(PACKAGE, name));
  const options = { environment, ...CREDENTIALS, contract: EVERYTHING, wasm: bytes("sne_cotation.wasm") };
  for (const language of LANGUAGES) {
    for (const contractWasm of [undefined, new Uint8Array(3)]) {
      const error = await failureOf(slim.SneCotation.create({ ...options, language, contractWasm }));
      assert.equal(error.kind, "config");
      assert.equal(reasonOfTexts(language, error.message), "contract-wasm-unavailable");
    }
    seen.add(`contract-wasm-unavailable${language}`);
  }
  const sne = await slim.SneCotation.create({ ...options, contractWasm: bytes("sne_cotation_contract.wasm") });
  assert.equal(sne.operations().length, 8);
});

test("a contract in which the wasm breaks off", async (t) => {
  const instances = watchInstances(t);
  for (const language of LANGUAGES) {
    const { sne } = await contracted(t, EVERYTHING, { language });
    instances[instances.length - 1].breaks = true;
    const error = await failureOf(sne.call("chercherLivres"));
    assert.deepEqual([error.kind, error.attempts], ["contract", 0]);
    assert.equal(reasonOfTexts(language, error.message), "contract-interrupted");
    seen.add(`contract-interrupted${language}`);
  }
});

after(() => {
  // The others are seen in contract-pages-failures.test.mjs, contract-validation.test.mjs, contract-integers.test.mjs
  // and contract-remarks.test.mjs.
  const own = reasons.slice(contractReasons).filter(([id]) => !/^(pages|validate|integers|remark)-/.test(id));
  const expected = own.flatMap(([id]) => LANGUAGES.map((language) => id + language));
  assert.deepEqual(
    expected.filter((reason) => !seen.has(reason)),
    [],
    "an error for each reason, in both languages",
  );
});
