// `sne.pages()` by the number of the page: from which one on, until when, and that no list ends short in silence.

import assert from "node:assert/strict";
import { test } from "node:test";
import { failureOf } from "./support/failure.mjs";
import { all, EVERY_ID, idsOf, ITEMS, paged, servePage } from "./support/paged.mjs";
import { json } from "./support/platform.mjs";

/** @import { Api, Item, Data } from "./support/paged.mjs" */
/** @import { NextPage, Page, PageStrategy, PagesOptions } from "sne-cotation" */

test("by number, as a parameter, until as many as the server tells", async (t) => {
  const { sne, asked } = await paged(t, ({ response, query }) => servePage(response, Number(query.get("numeroPage"))));
  const urls = ["/numbers?numeroPage=1&filtre=a", "/numbers?numeroPage=2&filtre=a", "/numbers?numeroPage=3&filtre=a"];
  /** @type {PagesOptions["strategy"][]} */
  const strategies = [
    { page: "numeroPage", of: "nombrePages" },
    { page: "query.numeroPage", of: "/nombrePages" },
    { page: "numeroPage" },
    "page",
    undefined,
  ];
  for (const strategy of strategies) {
    const before = asked().length;
    assert.deepEqual(idsOf(await all(sne.pages("parNumero", { filtre: "a" }, { strategy }))), EVERY_ID);
    assert.deepEqual(asked().slice(before), urls);
  }
  assert.deepEqual(
    idsOf(await all(sne.pages("parNumero", { numeroPage: 3 }))),
    EVERY_ID.slice(200),
    "from where it is told to",
  );
});

test("by number, from zero, where the contract assumes so", async (t) => {
  const { sne, asked } = await paged(t, ({ response, query }) => servePage(response, Number(query.get("Page")) + 1));
  assert.deepEqual(idsOf(await all(sne.pages("deZero"))), EVERY_ID);
  assert.deepEqual(asked(), ["/zero?Page=0", "/zero?Page=1", "/zero?Page=2"]);
});

/**
 * Servers of pages whose contract does not say with which number they begin.
 * @type {[title: string, api: Api, asked: number[]][]}
 */
const SERVERS = [
  [
    "Spring, from 0",
    ({ response, query }) => {
      const number = Number(query.get("page"));
      const content = ITEMS.slice(number * 100, number * 100 + 100);
      json(response, 200, { content, number, totalPages: 3, totalElements: 250, last: number >= 2 });
    },
    [0, 1, 2],
  ],
  [
    "from 0, with the number of items in a header, until an empty page",
    ({ response, query }) => {
      const start = Number(query.get("page")) * 100;
      json(response, 200, ITEMS.slice(start, start + 100), { "X-Total-Count": "250" });
    },
    [0, 1, 2, 3],
  ],
  [
    "from 1, with nothing in page 0",
    ({ response, query }) => servePage(response, Number(query.get("page"))),
    [0, 1, 2, 3],
  ],
  [
    "from 1, and page 0 taken for it",
    ({ response, query }) => servePage(response, Math.max(Number(query.get("page")), 1)),
    [0, 1, 2, 3],
  ],
  ...[400, 404, 416, 422].map((status) => {
    /** @type {Api} */
    const api = ({ response, query }) =>
      query.get("page") === "0"
        ? json(response, status, { detail: "Page invalide" })
        : servePage(response, Number(query.get("page")));
    return /** @type {[string, Api, number[]]} */ ([`from 1, ${status} for page 0`, api, [0, 1, 2, 3]]);
  }),
  [
    "Django, from 1: 404 for page 0 and for what is behind the last",
    ({ response, query }) => {
      const number = Number(query.get("page"));
      const results = ITEMS.slice((number - 1) * 100, number * 100);
      if (number === 0 || results.length === 0) json(response, 404, { detail: "Invalid page." });
      else json(response, 200, { count: 250, results });
    },
    [0, 1, 2, 3, 4],
  ],
];

for (const [title, api, numbers] of SERVERS) {
  test(`by number, where nobody says from which: ${title}`, async (t) => {
    const { sne, asked } = await paged(t, api);
    const list = /** @type {Page<{ content?: Item[], resultats?: Item[], results?: Item[] } & Item[]>[]} */ (
      await all(sne.pages("sansDebut"))
    );
    const items = list.flatMap(({ data }) => data.content ?? data.resultats ?? data.results ?? data);
    assert.deepEqual(
      items.map(({ id }) => id),
      EVERY_ID,
    );
    assert.deepEqual(
      asked().map((url) => Number(new URL(url, "http://x").searchParams.get("page"))),
      numbers,
    );
  });
}

test("by number, from where the caller says that the pages begin", async (t) => {
  const { sne, asked } = await paged(t, ({ response, query }) => servePage(response, Number(query.get("page"))));
  const strategy = { page: "page", from: 1 };
  assert.deepEqual(idsOf(await all(sne.pages("sansDebut", {}, { strategy }))), EVERY_ID);
  assert.deepEqual(asked(), ["/unsaid?page=1", "/unsaid?page=2", "/unsaid?page=3"]);
});

test("a server that gives no more than so many: never a list that ends without a word", async (t) => {
  for (const end of ["416", "empty", "400"]) {
    /** @type {Api} */
    const api = ({ response, query }) => {
      const number = Number(query.get("page"));
      if (number < 2)
        return json(response, 200, { page: number, total: 25_000, results: ITEMS.slice(0, 100 - number) });
      if (end === "empty") return json(response, 200, { page: number, total: 25_000, results: [] });
      return json(response, Number(end), { message: "Au-delà de 10 000 résultats" });
    };
    const { sne } = await paged(t, api, { language: "en" });
    const error = await failureOf(all(sne.pages("sansDebut")));
    assert.deepEqual(error.read, { pages: 2, items: 199 }, end);
    assert.deepEqual(JSON.parse(JSON.stringify(error)).read, { pages: 2, items: 199 });
    assert.equal(error.kind, end === "400" ? "request" : "contract");
    if (end !== "400") assert.match(error.message, /received so far: pages 0-1\/\*, items 0-198\/25000\.$/);
  }
});

test("by number, in the body: found by the schema, or by a pointer; what was given stays as it is", async (t) => {
  const { sne, calls, lastCall } = await paged(t, ({ response, body }) =>
    servePage(response, body.pageNumber ?? body.pages[0]["n/~"]),
  );
  const recherche = Object.freeze({ mots: "a", tri: Object.freeze({ par: "date" }) });
  /** @type {PagesOptions["strategy"][]} */
  const strategies = [undefined, "page", { page: "pageNumber" }, { page: "/pageNumber", of: "/nombrePages" }];
  for (const strategy of strategies) {
    assert.deepEqual(idsOf(await all(sne.pages("parCorps", { recherche }, { strategy }))), EVERY_ID);
  }
  assert.deepEqual(JSON.parse(calls()[1].body), { ...recherche, pageNumber: 2 });
  const profond = Object.freeze({ pages: Object.freeze([Object.freeze({ a: 1 })]) });
  const strategy = { page: "/pages/0/n~1~0", of: "nombrePages", from: 1 };
  assert.deepEqual(idsOf(await all(sne.pages("parCorpsProfond", { recherche: profond }, { strategy }))), EVERY_ID);
  assert.deepEqual(JSON.parse(lastCall().body), { pages: [{ a: 1, "n/~": 3 }] });
});

test("by number, without a total: until a page that is empty, or not full", async (t) => {
  const { sne, asked } = await paged(t, ({ response, query }) =>
    servePage(response, Number(query.get("feuillet")), { extra: {} }),
  );
  /** @type {[strategy: PageStrategy, requests: number][]} */
  const cases = [
    [{ page: "feuillet", from: 1 }, 4],
    [{ page: "feuillet", from: 1, items: "/resultats" }, 4],
    [{ page: "feuillet", from: 1, items: "resultats", size: 100 }, 3],
  ];
  for (const [strategy, requests] of cases) {
    const before = asked().length;
    assert.deepEqual(idsOf(await all(sne.pages("parNom", {}, { strategy }))), EVERY_ID);
    assert.equal(asked().length - before, requests);
  }
});

test("by number, with a total: pages without an item are pages, also when they are alike", async (t) => {
  /** @param {number} number */
  const some = (number) => (number === 1 || number === 4 ? [{ id: number }] : []);
  const { sne } = await paged(t, ({ response, query }) =>
    json(response, 200, { resultats: some(Number(query.get("numeroPage"))), nombrePages: "4" }),
  );
  const list = await all(sne.pages("parNumero"));
  assert.deepEqual(
    list.map(({ data }) => data.resultats.length),
    [1, 0, 0, 1],
  );
});

test("nothing at all is one empty page", async (t) => {
  /** @type {[status: number, data?: unknown][]} */
  const empty = [[200, []], [200, { resultats: [] }], [200, { resultats: [], nombrePages: 0 }], [204]];
  for (const [status, data] of empty) {
    const { sne, asked } = await paged(t, ({ response }) =>
      status === 204 ? response.writeHead(204).end() : json(response, status, data),
    );
    for (const id of ["parRange", "parNumero", "parEntete"]) {
      const before = asked().length;
      assert.deepEqual(
        (await all(sne.pages(id))).map((page) => page.data),
        [data],
      );
      assert.equal(asked().length - before, 1, id);
    }
  }
});

test("an empty 200 is a fault, never the end, although the contract has no schema for pages", async (t) => {
  for (const id of ["parRange", "parNumero", "parCurseur"]) {
    for (const failing of [1, 2]) {
      /** @type {Api} */
      const serve = ({ response }) =>
        asked().length < failing ? json(response, 200, ITEMS.slice(0, 100)) : response.writeHead(200).end();
      const { sne, asked } = await paged(t, serve, { retry: { attempts: 2, maxDelay: 1 } });
      /** @type {NextPage<Data>} */
      const next = ({ data }) => ({ curseur: String(data.length) });
      /** @type {number[]} */
      const list = [];
      const error = await failureOf(
        (async () => {
          /** @type {AsyncIterable<Page<Data>>} */
          const pages = sne.pages(id, {}, { strategy: id === "parCurseur" ? next : undefined });
          for await (const { data } of pages) list.push(data.length);
        })(),
      );
      assert.deepEqual([error.kind, error.status, list], ["protocol", 200, failing === 1 ? [] : [100]], id);
      assert.equal(asked().length, failing + 1, `${id}: asked for once more`);
    }
  }
});
