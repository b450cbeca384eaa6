// `sne.pages()`: what is asked for, page after page, over real sockets; where it ends, and that it always does.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { PAGED } from "./contracts/paged.mjs";
import { reasons, texts } from "./support/catalogues.mjs";
import { contracted } from "./support/contract.mjs";
import { failureOf, reasonOf } from "./support/failure.mjs";
import { assertHides } from "./support/hidden.mjs";
import { LANGUAGES } from "./support/languages.mjs";
import { json, platform } from "./support/platform.mjs";
import { untyped } from "./support/untyped.mjs";

/** @import { ServerResponse } from "node:http" */
/** @import { TestContext } from "node:test" */
/** @import { NextPage, Page, PageStrategy, PagesOptions, SneErrorKind } from "sne-cotation" */
/** @import { ClientOptions, Seen } from "./support/platform.mjs" */

const ITEMS = Array.from({ length: 250 }, (_, id) => ({ id }));

/** What the platform gives for a page: a list, or an object with one. @typedef {Item[] & { resultats: Item[] }} Data */
/** @typedef {{ id: number }} Item */

/** All the pages of an iteration. @param {AsyncIterable<Page>} pages */
async function all(pages) {
  /** @type {Page<Data>[]} */
  const list = [];
  for await (const page of pages) list.push(/** @type {Page<Data>} */ (page));
  return list;
}

/** What is asked of the API. @typedef {ReturnType<typeof asked>} Asked */
/** @typedef {(asked: Asked & { response: ServerResponse }) => unknown} Api */

/**
 * A platform, a client with the contract of pages, and what was asked of the API.
 * @param {TestContext} t
 * @param {Api} api
 * @param {ClientOptions} [options]
 */
async function paged(t, api, options) {
  const place = await contracted(t, PAGED, {
    api: (_request, response, seen) => api({ response, ...asked(seen) }),
    ...options,
  });
  return { ...place, asked: () => place.calls().map((call) => call.url.replace("/api", "")) };
}

/** @param {Seen} request */
function asked({ url, headers, body: text }) {
  const { searchParams: query } = new URL(url, "http://x");
  /** @type {{ pageNumber?: number, pages: Record<string, number>[] }} */
  const body = text === "" ? undefined : JSON.parse(text);
  return { query, headers, body };
}

/**
 * How ranges are served.
 * @typedef {object} RangeServing
 * @property {(all: number) => number | string} [total] what is told of the length of all
 * @property {number} [status]
 * @property {number} [largest] the most that a server gives at once
 * @property {Item[]} [of]
 * @property {string} [unit]
 */

/**
 * Answers with a part of the items, as RFC 9110 has it.
 * @param {ServerResponse} response
 * @param {string | null | undefined} range
 * @param {RangeServing} [options]
 */
function serveRange(
  response,
  range,
  { total = (all) => all, status = 206, largest = 1_000, of = ITEMS, unit = "items " } = {},
) {
  const [start, end] = String(range).replace(/^.*=/, "").split("-").map(Number);
  if (start >= of.length) return json(response, 416, {}, { "Content-Range": `items */${of.length}` });
  const items = of.slice(start, Math.min(end + 1, start + largest));
  return json(response, status, items, {
    "Content-Range": `${unit}${start}-${start + items.length - 1}/${total(of.length)}`,
  });
}

/** @param {Page<Data>[]} list */
const idsOf = (list) => list.flatMap(({ data }) => (data.resultats ?? data).map(({ id }) => id));
const EVERY_ID = ITEMS.map(({ id }) => id);

test("by range, as a parameter, until the total that the server tells", async (t) => {
  const { sne, asked } = await paged(t, ({ response, query }) => serveRange(response, query.get("range")));
  const list = await all(sne.pages("parRange", { filtre: "a" }, { strategy: { range: "range", size: 100 } }));
  assert.deepEqual(asked(), [
    "/range?range=0-99&filtre=a",
    "/range?range=100-199&filtre=a",
    "/range?range=200-299&filtre=a",
  ]);
  assert.deepEqual(idsOf(list), EVERY_ID);
  const [{ status, headers, data, parameters }] = list;
  assert.deepEqual([status, headers.get("content-range"), data.length], [206, "items 0-99/250", 100]);
  assert.deepEqual(parameters, { filtre: "a", range: "0-99" });
});

test("by range, as a header, with a unit or without", async (t) => {
  const { sne, calls } = await paged(t, ({ response, headers }) => serveRange(response, headers.range));
  /** @param {PagesOptions["strategy"]} strategy */
  const ranges = async (strategy) => {
    const before = calls().length;
    assert.deepEqual(idsOf(await all(sne.pages("parEntete", null, { strategy }))), EVERY_ID);
    return calls()
      .slice(before)
      .map(({ headers }) => headers.range);
  };
  assert.deepEqual(await ranges({ range: "Range", size: 125 }), ["0-124", "125-249"]);
  assert.deepEqual(await ranges({ range: "header.Range", size: 200, unit: "items" }), ["items=0-199", "items=200-399"]);
  assert.deepEqual(await ranges("range"), ["0-99", "100-199", "200-299"]);
});

test("by range: where it begins and how much it asks for", async (t) => {
  const { sne, asked } = await paged(t, ({ response, query }) => serveRange(response, query.get("range")));
  /** @param {Parameters<typeof sne.pages>} call */
  const ranges = async (...call) => {
    const before = asked().length;
    await all(sne.pages(...call));
    return asked()
      .slice(before)
      .map((url) => url.split("=")[1]);
  };
  assert.deepEqual(
    (await ranges("parRangeSuppose", {}, {})).slice(0, 2),
    ["0-24", "25-49"],
    "what the contract assumes",
  );
  assert.deepEqual(await ranges("parRange", { range: "150-199" }), ["150-199", "200-249"], "what was given");
  assert.deepEqual(await ranges("parRange", { range: "150-199" }, { strategy: { range: "range", size: 99 } }), [
    "150-248",
    "249-347",
  ]);
  assert.deepEqual(await ranges("parRange"), ["0-99", "100-199", "200-299"], "a hundred");
});

/** @type {[title: string, options: RangeServing, requests: number][]} */
const ENDS = [
  ["a total that is a multiple of the size", { of: ITEMS.slice(0, 200) }, 2],
  ["no total: 416", { total: () => "*" }, 4],
  ["no unit", { unit: "" }, 3],
  ["less than was asked for, with a total", { largest: 60 }, 5],
  ["less than was asked for, and no total", { largest: 60, total: () => "*" }, 6],
  ["200 with Content-Range", { status: 200 }, 3],
];

for (const [title, options, requests] of ENDS) {
  test(`by range, the end: ${title}`, async (t) => {
    const { sne, asked } = await paged(t, ({ response, query }) => serveRange(response, query.get("range"), options));
    const list = await all(sne.pages("parRange", {}, { strategy: "range" }));
    assert.deepEqual(idsOf(list), EVERY_ID.slice(0, options.of?.length));
    assert.equal(asked().length, requests);
  });
}

test("by range, the end: what servers say in other ways", async (t) => {
  /** @param {URLSearchParams} query */
  const part = (query) => {
    const [start, end] = String(query.get("range")).split("-").map(Number);
    return ITEMS.slice(start, end + 1);
  };
  /** @param {Item[]} items */
  const contentRange = (items) => `items ${items[0].id}-${items.at(-1)?.id}/250`;
  /** @typedef {(response: ServerResponse, query: URLSearchParams) => unknown} Serve */
  /** @type {[title: string, answer: Serve, requests: number][]} */
  const cases = [
    [
      "206, and a range without its end",
      (response, query) => json(response, 206, part(query), { "Content-Range": "*/250" }),
      3,
    ],
    [
      "206 and nothing on the range, then 416",
      (response, query) => (part(query).length > 0 ? json(response, 206, part(query)) : json(response, 416, {})),
      4,
    ],
    ["206 and nothing on the range, then an empty page", (response, query) => json(response, 206, part(query)), 4],
    [
      "206 and nothing on the range, then no content",
      (response, query) => (part(query).length > 0 ? json(response, 206, part(query)) : response.writeHead(204).end()),
      4,
    ],
    ["200, until a page that is not full", (response, query) => json(response, 200, part(query)), 3],
    [
      "206, less than was asked for and nothing on the range, then 416",
      (response, query) =>
        part(query).length > 0 ? json(response, 206, part(query).slice(0, 70)) : json(response, 416, {}),
      5,
    ],
    [
      "a range of what cannot be counted",
      (response, query) =>
        json(
          response,
          206,
          { resultats: part(query).slice(0, 70), autres: [], extra: [] },
          { "Content-Range": contentRange(part(query).slice(0, 70)) },
        ),
      4,
    ],
    ["items within the answer", (response, query) => json(response, 200, { resultats: part(query), total: 250 }), 3],
  ];
  for (const [title, answer, requests] of cases) {
    const { sne, asked } = await paged(t, ({ response, query }) => answer(response, query));
    assert.deepEqual(idsOf(await all(sne.pages("parRange", {}, { strategy: "range" }))), EVERY_ID, title);
    assert.equal(asked().length, requests, title);
  }
});

test("a server that knows no ranges gives everything, once", async (t) => {
  for (const items of [ITEMS, ITEMS.slice(0, 100), ITEMS.slice(0, 3), []]) {
    const { sne, asked } = await paged(t, ({ response }) => json(response, 200, items));
    for (const [id, requests] of Object.entries({ parRange: items.length === 100 ? 2 : 1, parEntete: 1 })) {
      const before = asked().length;
      const list = await all(sne.pages(id, {}, { strategy: "range" }));
      assert.deepEqual(
        list.map(({ data }) => data),
        [items],
      );
      assert.equal(asked().length - before, requests, `${id}, ${items.length}`);
    }
  }
});

test("416 to the first page is a failure", async (t) => {
  const { sne } = await paged(t, ({ response }) => json(response, 416, {}));
  const error = await failureOf(all(sne.pages("parRange")));
  assert.deepEqual([error.kind, error.status], ["request", 416]);
});

/**
 * Answers with the page of that number, the first being 1.
 * @param {ServerResponse} response
 * @param {number} number
 * @param {{ size?: number, of?: Item[], extra?: object }} [options]
 */
function servePage(
  response,
  number,
  { size = 100, of = ITEMS, extra = { nombrePages: Math.ceil(of.length / size) } } = {},
) {
  return json(response, 200, { resultats: of.slice((number - 1) * size, number * size), ...extra });
}

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

test("by a function of the caller's, which may take its time", async (t) => {
  const { sne, asked } = await paged(t, ({ response, query }) => {
    const at = Number(query.get("curseur") ?? 0);
    json(response, 200, { resultats: ITEMS.slice(at, at + 100), suite: at < 200 ? String(at + 100) : null });
  });
  /** @type {unknown[]} */
  const told = [];
  /** @type {(...given: Parameters<NextPage<{ suite: string | null }>>) => object | undefined} */
  const next = ({ data, status }, previous, index) => {
    told.push([status, previous, index]);
    return data.suite === null ? undefined : { ...previous, curseur: data.suite };
  };
  /** @type {NextPage[]} */
  const strategies = [
    next,
    async (...args) => next(...args),
    (...args) => next(...args) ?? null,
    (...args) => next(...args) ?? "",
  ];
  for (const strategy of strategies) {
    assert.deepEqual(idsOf(await all(sne.pages("parCurseur", {}, { strategy }))), EVERY_ID);
  }
  assert.deepEqual(told.slice(0, 3), [
    [200, {}, 0],
    [200, { curseur: "100" }, 1],
    [200, { curseur: "200" }, 2],
  ]);
  assert.deepEqual(asked().slice(0, 3), ["/cursor", "/cursor?curseur=100", "/cursor?curseur=200"]);
});

test("a function may ask with integers beyond 2^53", async (t) => {
  const { sne, asked } = await paged(t, ({ response, query }) => json(response, 200, [query.get("numeroPage")]));
  /** @type {NextPage} */
  const strategy = (_answer, _previous, index) => (index < 2 ? { numeroPage: 2n ** 60n + BigInt(index) } : undefined);
  await all(sne.pages("parNumero", {}, { strategy }));
  assert.deepEqual(asked().slice(1), [
    "/numbers?numeroPage=1152921504606846976",
    "/numbers?numeroPage=1152921504606846977",
  ]);
});

test("what the function throws, and parameters that it makes wrong, end the iteration", async (t) => {
  const { sne, asked } = await paged(t, ({ response }) => json(response, 200, {}));
  const thrown = new RangeError("mine");
  const fails = () => {
    throw thrown;
  };
  for (const strategy of [fails, async () => fails()]) {
    assert.equal(await reasonOf(all(sne.pages("parCurseur", {}, { strategy }))), thrown);
  }
  const error = await failureOf(all(sne.pages("parCurseur", {}, { strategy: () => ({ curser: "x" }) })));
  assert.deepEqual(
    error.errors?.map(({ rule }) => rule),
    ["unknown-near"],
  );
  assert.equal((await failureOf(all(sne.pages("parCurseur", {}, { strategy: untyped(() => "x") })))).kind, "contract");
  assert.equal(asked().length, 4);
});

test("a caller who leaves asks for nothing more", async (t) => {
  const { sne, asked } = await paged(t, ({ response, query }) => serveRange(response, query.get("range")));
  const left = sne.pages("parRange");
  for await (const { data } of left) {
    assert.equal(/** @type {Data} */ (data).length, 100);
    break;
  }
  const pages = sne.pages("parRange");
  await pages.next();
  assert.deepEqual(await pages.return(), { value: undefined, done: true });
  assert.deepEqual(await pages.next(), { value: undefined, done: true });
  assert.equal(asked().length, 2);
});

test("nothing is asked for before the first page is wanted", async (t) => {
  const { sne, requests } = await paged(t, ({ response }) => json(response, 200, []));
  sne.pages("parRange");
  await sne.accessToken();
  assert.equal(requests.length, 1);
});

test("an abort rejects with the signal's reason: before, between, within, and in the caller's function", async (t) => {
  /** @type {ServerResponse[]} */
  const held = [];
  const { sne, asked } = await paged(t, ({ response, query }) => {
    if (query.get("range") === "100-199") held.push(response);
    else serveRange(response, query.get("range") ?? "0-99");
    if (held.length > 0) aborting.abort(reason);
  });
  const reason = { mine: true };
  assert.equal(await reasonOf(all(sne.pages("parRange", {}, { signal: AbortSignal.abort(reason) }))), reason);
  assert.equal(asked().length, 0);

  const between = new AbortController();
  const pages = sne.pages("parRange", {}, { signal: between.signal });
  await pages.next();
  between.abort(reason);
  assert.equal(await reasonOf(pages.next()), reason);
  assert.equal(asked().length, 1);

  const aborting = new AbortController();
  assert.equal(await reasonOf(all(sne.pages("parRange", {}, { signal: aborting.signal }))), reason);
  assert.equal(asked().length, 3);

  const slow = new AbortController();
  const strategy = () => new Promise(() => slow.abort(reason));
  assert.equal(await reasonOf(all(sne.pages("parCurseur", {}, { strategy, signal: slow.signal }))), reason);
  assert.equal(
    await reasonOf(all(sne.pages("parCurseur", {}, { strategy: async () => ({}), signal: slow.signal }))),
    reason,
  );

  const later = new AbortController();
  const waits = () => {
    setImmediate(() => later.abort(reason));
    return new Promise(() => {});
  };
  assert.equal(await reasonOf(all(sne.pages("parCurseur", {}, { strategy: waits, signal: later.signal }))), reason);
});

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
    assert.deepEqual(one.toJSON(), { ...other.toJSON(), read: { pages: 0 } });
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
