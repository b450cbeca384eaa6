// `sne.pages()` that fails: every reason in both languages, how far it got, and what stays the caller's.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { reasons, texts } from "./support/catalogues.mjs";
import { failureOf } from "./support/failure.mjs";
import { assertHides } from "./support/hidden.mjs";
import { LANGUAGES } from "./support/languages.mjs";
import { all, ITEMS, paged, servePage, serveRange } from "./support/paged.mjs";
import { json, platform } from "./support/platform.mjs";
import { untyped } from "./support/untyped.mjs";

/** @import { Api } from "./support/paged.mjs" */
/** @import { NextPage, PagesOptions, SneErrorKind } from "sne-cotation" */

/** @type {Api} */
const anyPage = ({ response, query }) => serveRange(response, query.get("range") ?? "0-9", { total: () => 1_000 });
/** @type {Api} */
const same = ({ response }) => json(response, 200, { resultats: [{ s3cret: "s3cret" }] });
/** @type {NextPage} */
const byIndex = (_answer, _previous, index) => ({ curseur: String(index) });

/** The first page, and what follows it. @type {(status: number, data?: unknown) => Api} */
const afterTheFirst =
  (status, data) =>
  ({ response, query }) => {
    if (query.get("range") === "0-99") return serveRange(response, "0-99");
    return data === undefined ? response.writeHead(status).end() : json(response, status, data);
  };

/**
 * A call, and what the API answers.
 * @typedef {[id: string, parameters?: object, options?: unknown, api?: Api]} FailingCall
 */

/**
 * Failures of each reason.
 * @type {Record<string, [kind: SneErrorKind, calls: FailingCall[]]>}
 */
const FAILURES = {
  "pages-strategy": [
    "config",
    [
      ["parRange", {}, { strategy: "s3cret" }],
      ["parRange", {}, { strategy: 12 }],
      ["parRange", {}, { strategy: ["range"] }],
      ["parRange", {}, { strategy: {} }],
      ["parRange", {}, { strategy: { size: 3 } }],
      ["parRange", {}, { strategy: "toString" }],
      ["parRange", {}, { strategy: Symbol("x") }],
    ],
  ],
  "pages-option": [
    "config",
    [
      ["parRange", {}, { strategy: { range: "range", s3cret: 1 } }],
      ["parRange", {}, { strategy: { range: "range", of: "total" } }],
      ["parRange", {}, { strategy: { range: "range", size: 0 } }],
      ["parRange", {}, { strategy: { range: "range", size: "100" } }],
      ["parRange", {}, { strategy: { range: 3 } }],
      ["parNumero", {}, { strategy: { page: "numeroPage", unit: "items" } }],
      ["parNumero", {}, { strategy: { page: "numeroPage", constructor: "x" } }],
      ["parNumero", {}, { strategy: { page: "numeroPage", range: "range" } }],
      ["parNumero", {}, { strategy: { page: "numeroPage", from: -1 } }],
      ["parNumero", {}, { strategy: { page: "numeroPage", from: "1" } }],
      ["parRange", {}, { maxPages: 0 }],
      ["parRange", {}, { maxPages: Infinity }],
    ],
  ],
  "pages-parameter": [
    "contract",
    [
      ["parRange", {}, { strategy: { range: "s3cret" } }],
      ["parRange", {}, { strategy: { page: "/page" } }],
      ["parCorps", {}, { strategy: { page: "numero" } }],
      ["parCorps", {}, { strategy: { page: "recherche" } }],
    ],
  ],
  "pages-not-found": [
    "contract",
    [["parCurseur"], ["parRange", {}, { strategy: "page" }], ["parCorpsProfond", {}, { strategy: "range" }]],
  ],
  "pages-repeated": [
    "contract",
    [
      ["parNumero", {}, {}, same],
      ["parCurseur", {}, { strategy: byIndex }, same],
      [
        "parCurseur",
        {},
        { strategy: () => ({ curseur: "1" }) },
        ({ response }) => json(response, 200, { time: Math.random() }),
      ],
      ["parRange", {}, {}, ({ response }) => json(response, 206, ITEMS.slice(0, 100))],
      [
        "parRange",
        {},
        {},
        ({ response }) => json(response, 206, ITEMS.slice(0, 100), { "Content-Range": "items 0-99/250" }),
      ],
    ],
  ],
  "pages-from": [
    "contract",
    [
      [
        "sansDebut",
        {},
        { retry: { attempts: 1 } },
        ({ response, query }) => (query.get("page") === "0" ? json(response, 500, {}) : servePage(response, 1)),
      ],
    ],
  ],
  "pages-too-many": [
    "contract",
    [
      ["parRange", {}, { maxPages: 2 }, anyPage],
      ["parCurseur", {}, { maxPages: 3, strategy: byIndex }, ({ response }) => json(response, 200, Math.random())],
    ],
  ],
  "pages-incomplete": [
    "contract",
    [
      // An empty page, no content, 416 and a shorter page without a word on its range, each before the total.
      ["parRange", {}, {}, afterTheFirst(200, [])],
      ["parRange", {}, {}, afterTheFirst(204)],
      ["parRange", {}, {}, afterTheFirst(416, {})],
      ["parRange", {}, {}, afterTheFirst(200, ITEMS.slice(100, 170))],
      [
        "parNumero",
        {},
        {},
        ({ response, query }) =>
          json(
            response,
            200,
            query.get("numeroPage") === "1" ? { resultats: ITEMS, nombrePages: 4 } : { resultats: [] },
          ),
      ],
      ["parEntete", {}, {}, ({ response }) => json(response, 206, [], { "Content-Range": "items */250" })],
      // Fewer items than announced, and announced pages with nothing in them.
      [
        "parNumero",
        {},
        {},
        ({ response, query }) => servePage(response, Number(query.get("numeroPage")), { extra: { total: 251 } }),
      ],
      [
        "parNumero",
        {},
        {},
        ({ response, query }) => servePage(response, Number(query.get("numeroPage")), { extra: { nombrePages: 5 } }),
      ],
    ],
  ],
  "pages-end-unknown": [
    "contract",
    [
      ["parNumero", {}, {}, ({ response }) => json(response, 200, { a: [1], b: [2] })],
      ["parNumero", {}, { strategy: { page: "numeroPage", of: "rien", items: "/rien" } }, same],
    ],
  ],
};

/** @type {Set<string>} */
const seen = new Set();

for (const [reason, [kind, calls]] of Object.entries(FAILURES)) {
  test(`pages that fail: ${reason}`, async (t) => {
    for (const language of LANGUAGES) {
      for (const [id, parameters, options, api = anyPage] of calls) {
        const { sne, requests } = await paged(t, api, { language });
        const error = await failureOf(all(sne.pages(id, parameters, untyped(options))));
        assert.deepEqual([error.kind, error.attempts], [kind, 0]);
        const [start] = texts[language][reason].message.split("{");
        assert.ok(error.message.startsWith(start), `${id}: ${error.message}`);
        assertHides(error, reason === "pages-parameter" ? [] : ["s3cret"]);
        if (kind === "config") assert.deepEqual(requests, []);
      }
      seen.add(reason + language);
    }
  });
}

test("a walk that fails says how far it got", async (t) => {
  /** @type {(most: number, total: number | string) => Api} */
  const upTo = (most, total) => (request) => {
    const [start] = (request.query.get("range") ?? "0-0").split("-").map(Number);
    return start < most
      ? serveRange(request.response, request.query.get("range"), { total: () => total })
      : json(request.response, 416, {});
  };
  /** @type {Api} */
  const numbered = ({ response, query }) => servePage(response, Number(query.get("numeroPage")));
  /** @typedef {[id: string, parameters?: object, options?: PagesOptions]} Call */
  /** @type {[call: Call, api: Api, reached: string, read: { pages: number, items: number }][]} */
  const rows = [
    [["parRange"], upTo(200, 250), "items 0-199/250", { pages: 2, items: 200 }],
    [["parRange", { range: "100-149" }], upTo(200, 250), "items 100-199/250", { pages: 2, items: 100 }],
    [["parRange", {}, { maxPages: 2 }], upTo(200, 250), "items 0-199/250", { pages: 2, items: 200 }],
    [["parRange", {}, { maxPages: 1 }], upTo(200, "*"), "items 0-99/*", { pages: 1, items: 100 }],
    [["parNumero", {}, { maxPages: 2 }], numbered, "pages 1-2/3", { pages: 2, items: 200 }],
    [
      ["parCurseur", {}, { maxPages: 2, strategy: byIndex }],
      ({ response, query }) => json(response, 200, [query.get("curseur")]),
      "pages 1-2/*",
      { pages: 2, items: 2 },
    ],
  ];
  for (const [call, api, reached, expected] of rows) {
    const { sne } = await paged(t, api, { language: "en" });
    const { message, read } = await failureOf(all(sne.pages(...call)));
    assert.deepEqual(read, expected);
    assert.ok(message.endsWith(`received so far: ${reached}.`), `${message} (not ${reached})`);
  }
});

test("pages that were given before the failure are the caller's", async (t) => {
  const { sne } = await paged(t, same, { language: "en" });
  const pages = sne.pages("parNumero");
  const { value } = await pages.next();
  assert.equal(value?.status, 200);
  const error = await failureOf(pages.next());
  assert.match(error.message, /"parNumero".*\(page 2\)/);
  assert.equal((await pages.next()).done, true);
});

test("a failure of a call is the failure of the iteration", async (t) => {
  const { sne } = await paged(t, ({ response, query }) =>
    query.get("range") === "0-99" ? serveRange(response, "0-99") : json(response, 403, {}),
  );
  const pages = sne.pages("parRange");
  await pages.next();
  assert.equal((await failureOf(pages.next())).kind, "subscription");
  /** @type {unknown[][]} */
  const wrong = [
    ["rien"],
    [undefined],
    ["parRange", []],
    ["parRange", "x"],
    ["parRange", { filtre: 1 }],
    [
      "parRange",
      {
        get range() {
          throw new Error("s3cret");
        },
      },
    ],
    ["parRange", {}, { header: {} }],
    ["parRange", {}, "x"],
  ];
  assert.equal((await failureOf(all(sne.pages("parRange", {}, untyped([]))))).kind, "config");
  for (const call of wrong) {
    /** @type {Parameters<typeof sne.pages>} */
    const given = untyped(call);
    const [one, other] = await Promise.all([failureOf(all(sne.pages(...given))), failureOf(sne.call(...given))]);
    assert.deepEqual({ ...one.toJSON(), read: undefined }, { ...other.toJSON(), read: undefined });
  }
});

test("without a contract there are no pages", async (t) => {
  const { client } = await platform(t);
  const sne = await client();
  assert.equal((await failureOf(all(sne.pages("parRange")))).kind, "contract");
});

after(() => {
  const expected = reasons.filter(([id]) => id.startsWith("pages-")).flatMap(([id]) => [`${id}fr`, `${id}en`]);
  assert.deepEqual(
    expected.filter((reason) => !seen.has(reason)),
    [],
    "an error for each reason, in both languages",
  );
});
