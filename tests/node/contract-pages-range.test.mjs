// `sne.pages()` by range: what is asked for, page after page, over real sockets, and where it ends.

import assert from "node:assert/strict";
import { test } from "node:test";
import { failureOf } from "./support/failure.mjs";
import { all, EVERY_ID, idsOf, ITEMS, paged, serveRange } from "./support/paged.mjs";
import { json } from "./support/platform.mjs";

/** @import { Item, RangeServing } from "./support/paged.mjs" */
/** @import { ServerResponse } from "node:http" */
/** @import { PagesOptions } from "sne-cotation" */

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
