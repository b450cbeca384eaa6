// `sne.pages()` by a function of the caller's, and what ends an iteration: the caller, an abort.

import assert from "node:assert/strict";
import { test } from "node:test";
import { failureOf, reasonOf } from "./support/failure.mjs";
import { all, EVERY_ID, idsOf, ITEMS, paged, serveRange } from "./support/paged.mjs";
import { json } from "./support/platform.mjs";
import { untyped } from "./support/untyped.mjs";

/** @import { Data } from "./support/paged.mjs" */
/** @import { ServerResponse } from "node:http" */
/** @import { NextPage } from "sne-cotation" */

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
