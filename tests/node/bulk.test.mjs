// `sne.bulk()` over real sockets: what the loop gets and when, what stops a run, what pauses it, and what is told.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";
import { BULK } from "./contracts/bulk.mjs";
import { accounted, CANARY, folder, idOf, itemsOf, rowsOf } from "./support/bulk.mjs";
import { runModule } from "./support/child.mjs";
import { failureOf } from "./support/failure.mjs";
import { CREDENTIALS, json } from "./support/platform.mjs";
import { deferred, soon, until } from "./support/wait.mjs";
import { untyped } from "./support/untyped.mjs";

/** @param {{ n: number }[]} items */
const ordinals = (items) => items.map(({ n }) => n);
/** @param {number} count */
const upTo = (count) => Array.from({ length: count }, (_, n) => n);

test("every row becomes an item, with its answer, its row and how the run goes", async (t) => {
  const { sne, done } = await accounted(t);
  const run = sne.bulk("calculer", rowsOf(50));
  const items = await itemsOf(run);
  assert.deepEqual(
    ordinals(items).sort((one, other) => one - other),
    upTo(50),
  );
  const item = items.find(({ n }) => n === 7);
  assert.ok(item?.ok);
  assert.deepEqual([item.status, item.data, item.attempts], [200, { score: 7 }, 1]);
  assert.deepEqual(item.row, { numero: `${CANARY}-7` });
  assert.ok(!JSON.stringify(item).includes(CANARY), "a log of items has no row");
  assert.equal(done.size, 50);
  const { duration = 0, ...summary } = run.summary ?? {};
  assert.ok(duration > 0);
  assert.deepEqual(summary, { items: 50, ok: 50, failed: 0, inDoubt: 0, before: 0, calls: 50, pauses: 0, paused: 0 });
  assert.deepEqual(run.progress.done, 50);
});

test("progress knows how many there are, and when they will be done", async (t) => {
  const { sne } = await accounted(t);
  const run = sne.bulk("calculer", rowsOf(20), { concurrency: 1 });
  assert.deepEqual(run.progress, { done: 0, failed: 0, inDoubt: 0, rate: 0 });
  const seen = [];
  for await (const { progress } of run) seen.push(progress);
  assert.deepEqual(
    seen.map(({ done }) => done),
    upTo(20).map((n) => n + 1),
  );
  const last = seen.at(-1);
  assert.ok(last && last.total === 20 && last.rate > 0 && last.eta !== undefined && last.eta < 5);
});

test("rows are parameters, texts in JSON, or what `parameters` makes of them", async (t) => {
  const { sne, calls } = await accounted(t);
  const rows = [{ numero: "x-1" }, '{"numero":"x-2"}', 3];
  await itemsOf(sne.bulk("lire", rows.slice(0, 2), { concurrency: 1 }));
  await itemsOf(sne.bulk("lire", [3], { parameters: (row) => ({ numero: `x-${row}` }) }));
  assert.deepEqual(
    calls().map(({ url }) => url),
    [1, 2, 3].map((n) => `/api/cotations/x-${n}`),
  );
  const [wrong, unreadable] = await itemsOf(sne.bulk("lire", [3, "{"], { order: "input" }));
  for (const item of [wrong, unreadable]) {
    assert.ok(!item.ok);
    assert.equal(item.error.kind, "contract");
    assert.match(item.error.message, new RegExp(`Row ${item.n}`));
  }
});

test("no more than so many are under way, nor taken from the source", async (t) => {
  const all = deferred();
  let taken = 0;
  let most = 0;
  let now = 0;
  const { sne, done } = await accounted(t, async () => {
    now += 1;
    most = Math.max(most, now);
    if (now === 3) all.resolve();
    await all.promise;
    await new Promise(setImmediate);
    now -= 1;
  });
  async function* source() {
    for (const row of rowsOf(60)) {
      taken += 1;
      yield row;
    }
  }
  let ahead = 0;
  for await (const item of sne.bulk("calculer", source(), { concurrency: 3 })) {
    ahead = Math.max(ahead, taken - item.progress.done);
  }
  assert.equal(most, 3);
  assert.ok(ahead <= 3, `${ahead} taken ahead`);
  assert.equal(done.size, 60);
});

test("in the order of the source, where that is wanted", async (t) => {
  const { sne } = await accounted(t, (n) =>
    n % 5 === 0 ? new Promise((resolve) => setTimeout(resolve, 8)) : undefined,
  );
  for (const operation of ["calculer", "lire"]) {
    const items = await itemsOf(sne.bulk(operation, rowsOf(40), { order: "input", concurrency: 4 }));
    assert.deepEqual(ordinals(items), upTo(40));
  }
});

test("failures of single items are collected, or stop the run when they are many", async (t) => {
  const { sne } = await accounted(t, (n, response) => {
    if (n % 10 === 3) return json(response, 400, { code: "ERRCOTCAL0004", message: CANARY });
  });
  const collected = await itemsOf(sne.bulk("calculer", rowsOf(40), { order: "input" }));
  const failed = collected.filter(({ ok }) => !ok);
  assert.deepEqual(ordinals(failed), [3, 13, 23, 33]);
  assert.equal(failed[0].error.code, "ERRCOTCAL0004");

  const first = sne.bulk("calculer", rowsOf(40), { order: "input", onError: "stop", concurrency: 1 });
  const stopped = await failureOf(itemsOf(first));
  assert.equal(stopped.code, "ERRCOTCAL0004");
  assert.deepEqual([first.summary?.stopped, first.summary?.items], ["errors", 3]);

  const many = sne.bulk("calculer", rowsOf(400), { onError: { stopAfter: 3 }, concurrency: 1 });
  assert.equal((await failureOf(itemsOf(many))).code, "ERRCOTCAL0004");
  assert.deepEqual([many.summary?.failed, many.summary?.items], [3, 24]);

  const often = sne.bulk("calculer", rowsOf(400), { onError: { stopRate: 0.1 }, concurrency: 1 });
  await failureOf(itemsOf(often));
  assert.equal(often.summary?.items, 24);
});

const ALL = /** @type {const} */ ([
  [403, {}, "subscription"],
  [400, { code: "ERRAUTUSR0001", message: "x" }, "profile"],
  [423, {}, "blocked"],
]);
for (const [status, body, kind] of ALL) {
  test(`what fails for all stops at once: ${kind}`, async (t) => {
    const { sne, calls } = await accounted(t, (n, response) => {
      if (n >= 5) return json(response, status, body);
    });
    const run = sne.bulk("calculer", rowsOf(500), { concurrency: 2 });
    /** @type {number[]} */
    const given = [];
    const failure = await failureOf(
      (async () => {
        for await (const { n } of run) given.push(n);
      })(),
    );
    assert.equal(failure.kind, kind);
    assert.equal(run.summary?.stopped, "refused");
    assert.deepEqual(given.sort(), upTo(5), "what was done is given first");
    assert.ok(calls().length <= 7);
  });
}

test("a quota that is spent pauses the run; one call tries, and then it goes on", async (t) => {
  let refusals = 0;
  const { sne, calls } = await accounted(t, (_n, response, { done }) => {
    if (calls().length > 10 && refusals < 4 && done === 1) {
      refusals += 1;
      json(response, 429, {}, { "Retry-After": "1" });
      return "undone";
    }
  });
  const run = sne.bulk("calculer", rowsOf(30), { concurrency: 4 });
  const items = itemsOf(run);
  const { pausedUntil = 0 } = await until(() => (run.progress.pausedUntil ? run.progress : undefined));
  assert.ok(pausedUntil > Date.now() && pausedUntil <= Date.now() + 1_000);
  const all = await items;
  assert.ok(all.every(({ ok }) => ok));
  assert.equal(all.length, 30);
  assert.equal(run.summary?.pauses, 1);
  assert.equal(run.summary?.calls, 30 + refusals);
});

test("a pause that is too long stops the run, which says when to go on", async (t) => {
  const { sne } = await accounted(t, (n, response) => {
    if (n >= 10) {
      json(response, 429, {}, { "Retry-After": "7200" });
      return "undone";
    }
  });
  const run = sne.bulk("calculer", rowsOf(30), { concurrency: 4, maxWait: 3_600 });
  const failure = await failureOf(itemsOf(run));
  assert.equal(failure.kind, "quota");
  assert.equal(idOf(failure), "bulk-paused");
  assert.ok(failure.retryable && failure.retryAfter && failure.retryAfter > 7_190 && failure.retryAfter <= 7_200);
  const { stopped, items, resumeAt = 0 } = run.summary ?? {};
  assert.deepEqual([stopped, items], ["quota", 10]);
  assert.ok(Math.abs(resumeAt - Date.now() - 7_200_000) < 5_000);

  const late = sne.bulk("calculer", rowsOf(30), { maxWait: Number.POSITIVE_INFINITY, until: Date.now() + 3_600_000 });
  assert.equal((await failureOf(itemsOf(late))).kind, "quota");
});

test("it stops at the time that is given", async (t) => {
  const { sne } = await accounted(t);
  const run = sne.bulk("calculer", rowsOf(5), { until: Date.now() - 1 });
  assert.equal(idOf(await failureOf(itemsOf(run))), "bulk-until");
  assert.equal(run.summary?.stopped, "until");
});

test("a signal stops it: what has an effect ends first, what has none is aborted", async (t) => {
  const held = deferred();
  const { sne, done } = await accounted(t, (_n, _response, { method }) =>
    method === "POST" ? held.promise : undefined,
  );
  for (const operation of ["calculer", "lire"]) {
    done.clear();
    const controller = new AbortController();
    const run = sne.bulk(operation, endless(), { signal: controller.signal, concurrency: 2 });
    const items = itemsOf(run);
    await until(() => (operation === "calculer" ? run.progress.total === undefined : done.size > 5));
    controller.abort(new Error("enough"));
    held.resolve();
    await assert.rejects(soon(items), /enough/);
    assert.equal(run.summary?.stopped, "signal");
    assert.equal(run.summary?.failed, 0);
  }
});

function* endless() {
  for (let n = 0; ; n += 1) yield { numero: `x-${n}` };
}

test("a call of a task has a signal of its own beside that of the run: either aborts it", async (t) => {
  const never = deferred();
  let asked = 0;
  const { sne } = await accounted(t, () => {
    asked += 1;
    return never.promise;
  });
  const own = new AbortController();
  const run = sne.bulk((row, { call }) => call("lire", row, { signal: own.signal }), [{ numero: "a" }]);
  const items = itemsOf(run);
  await until(() => asked > 0);
  own.abort(new Error("too slow"));
  const [item] = await soon(items);
  assert.match(String(item.error), /too slow/);

  const stop = new AbortController();
  // One that the platform did not make: `AbortSignal.any` takes none of these.
  const { signal } = new AbortController();
  const calm = {
    aborted: false,
    addEventListener: signal.addEventListener.bind(signal),
    removeEventListener: signal.removeEventListener.bind(signal),
  };
  const other = sne.bulk((row, { call }) => call("lire", row, { signal: calm }), endless(), { signal: stop.signal });
  const rest = itemsOf(other);
  await until(() => asked > 1);
  stop.abort(new Error("enough"));
  await assert.rejects(soon(rest), /enough/);

  const odd = sne.bulk((row, { call }) => call("lire", row, { signal: /** @type {never} */ ({}) }), [{ numero: "a" }]);
  const [refused] = await soon(itemsOf(odd));
  assert.match(String(refused.error), /signal/);
});

test("a loop that is left ends what is under way, and the source", async (t) => {
  const { sne, done } = await accounted(t);
  let isClosed = false;
  async function* source() {
    try {
      yield* endless();
    } finally {
      isClosed = true;
    }
  }
  const run = sne.bulk("calculer", source(), { concurrency: 2 });
  for await (const { n } of run) if (n >= 4) break;
  assert.equal(run.summary?.stopped, "left");
  await until(() => isClosed);
  const before = done.size;
  assert.ok(before >= 5 && before <= 8);
  assert.deepEqual(await run.next(), { done: true, value: run.summary });
});

test("a source that throws ends the run with what it threw, after what was under way", async (t) => {
  const { sne } = await accounted(t);
  function* source() {
    yield* rowsOf(6);
    throw new RangeError("no more");
  }
  const run = sne.bulk("calculer", source());
  /** @type {number[]} */
  const given = [];
  await assert.rejects(async () => {
    for await (const { n } of run) given.push(n);
  }, RangeError);
  assert.equal(given.length, 6);
  assert.equal(run.summary?.stopped, "source");
});

test("a task makes several calls, each repeated in its place when the quota is spent", async (t) => {
  let isRefused = false;
  const { sne, calls } = await accounted(t, (n, response, { method }) => {
    if (method === "POST" && n === 2 && !isRefused) {
      isRefused = true;
      json(response, 429, {}, { "Retry-After": "0" });
      return "undone";
    }
  });
  const run = sne.bulk(
    async (/** @type {{ numero: string }} */ row, { call, n }) => {
      const { data } = await call("lire", row);
      await call("calculer", row);
      return { n, data };
    },
    rowsOf(5),
    { order: "input", concurrency: 1 },
  );
  const items = await itemsOf(run);
  assert.deepEqual(
    items.map(({ data }) => data),
    upTo(5).map((n) => ({ n, data: { score: n } })),
  );
  const ofTwo = calls().filter(({ url }) => url.endsWith("-2"));
  assert.deepEqual(
    ofTwo.map(({ method }) => method),
    ["GET", "POST", "POST"],
  );
});

test("an answer that never came leaves its item in doubt: held, done again, or asked about", async (t) => {
  const { sne, done } = await accounted(t, (n, response, { done: times, method }) => {
    if (n === 3 && method === "POST" && times === 1) response.socket?.destroy();
    if (n === 3 && method === "POST" && times === 1) return true;
  });
  const [held] = (await itemsOf(sne.bulk("calculer", rowsOf(6)))).filter(({ ok }) => !ok);
  assert.deepEqual([held.n, held.doubt, held.error.kind, done.get(3)], [3, "held", "network", 1]);

  done.clear();
  const retried = await itemsOf(sne.bulk("calculer", rowsOf(6), { inDoubt: "retry" }));
  assert.ok(retried.every(({ ok, doubt }) => ok && doubt === undefined));
  assert.equal(done.get(3), 2);

  for (const [answer, expected] of /** @type {const} */ ([
    ["done", [true, "done", 1]],
    ["redo", [true, undefined, 2]],
    ["hold", [false, "held", 1]],
  ])) {
    done.clear();
    /** @type {unknown[]} */
    const asked = [];
    const inDoubt = async (/** @type {unknown} */ row, /** @type {number} */ n) => {
      asked.push([row, n]);
      return answer;
    };
    const items = await itemsOf(sne.bulk("calculer", rowsOf(6), { inDoubt }));
    const item = items.find(({ n }) => n === 3);
    assert.deepEqual([item?.ok, item?.doubt, done.get(3)], expected);
    assert.deepEqual(asked, [[{ numero: `${CANARY}-3` }, 3]]);
  }
});

test("a dry run binds every row, sends nothing, and says how long it would take", async (t) => {
  const { sne, requests } = await accounted(t, undefined, { rateLimit: { perSecond: 10, perMinute: 60 } });
  const rows = [...rowsOf(100), { numero: 5 }, { numro: "x" }];
  const run = sne.bulk("calculer", rows, { dryRun: true });
  const failed = (await itemsOf(run)).filter(({ ok }) => !ok);
  assert.deepEqual(ordinals(failed), [100, 101]);
  assert.deepEqual(
    failed.map(({ error }) => error.kind),
    ["contract", "contract"],
  );
  assert.deepEqual(requests, []);
  const { plan = 0, calls, items } = run.summary ?? {};
  assert.deepEqual([calls, items], [0, 102]);
  assert.ok(plan > 95 && plan < 105, String(plan));
});

test("a mistake in what is given is told before anything is done", async (t) => {
  const { sne, requests } = await accounted(t);
  /** @type {[unknown, unknown, unknown, string][]} */
  const mistakes = [
    ["calculer", "text", {}, "bulk-source"],
    ["calculer", 5, {}, "bulk-source"],
    [5, [], {}, "bulk-operation"],
    ["nothing", [], {}, 'The operation "nothing" is not in the contract.'],
    ["calculer", [], { concurency: 5 }, "option-unknown"],
    ["calculer", [], { concurrency: "5" }, "option-type"],
    ["calculer", [], { concurrency: 0 }, "bulk-range"],
    ["calculer", [], { reserve: 1 }, "bulk-range"],
    ["calculer", [], { order: "random" }, "option-choice"],
    ["calculer", [], { onError: { stopAfter: 0.5 } }, "bulk-range"],
    ["calculer", [], { onError: { stop: 1 } }, "option-unknown"],
    ["calculer", [], { until: "25:00" }, "option-type"],
    ["calculer", [], { journal: {} }, "option-type"],
  ];
  for (const [operation, source, options, reason] of mistakes) {
    const run = sne.bulk(untyped(operation), untyped(source), untyped(options));
    assert.equal(idOf(await failureOf(run.next())), reason, JSON.stringify(options));
  }
  assert.deepEqual(requests, []);
});

test("a client that is closed under a run stops it", async (t) => {
  const { sne, done } = await accounted(t);
  const run = sne.bulk("calculer", endless(), { concurrency: 2 });
  const failure = await failureOf(
    (async () => {
      for await (const _ of run) if (done.size > 10) void sne.close();
    })(),
  );
  assert.match(failure.message, /closed/);
  assert.equal(run.summary?.stopped, "refused");
});

const ROWS = [{ numero: "x-1" }, { numero: "x-2" }];

test("`slim` takes the wasm of runs, and says so where it is missing", async (t) => {
  const { environment, done } = await accounted(t);
  const script = `
    import { createRequire } from "node:module";
    import { readFileSync } from "node:fs";
    import { dirname, join } from "node:path";
    import { SneCotation } from "sne-cotation/slim";
    const folder = dirname(createRequire(process.cwd() + "/").resolve("sne-cotation/package.json"));
    const wasm = (name) => readFileSync(join(folder, name + ".wasm"));
    const all = { ...values.options, wasm: wasm("sne_cotation"), contractWasm: wasm("sne_cotation_contract") };
    const without = await SneCotation.create(all);
    await without.bulk("calculer", values.rows).next().catch(({ message }) => console.log(message));
    const sne = await SneCotation.create({ ...all, bulkWasm: wasm("sne_cotation_bulk") });
    for await (const { ok } of sne.bulk("calculer", values.rows)) console.log(ok);
  `;
  const options = { environment, ...CREDENTIALS, contract: BULK, language: "en" };
  const { stdout, stderr } = await runModule(script, { options, rows: ROWS });
  assert.equal(stderr, "");
  assert.match(stdout, /^The WebAssembly of long runs could not be loaded: .*\ntrue\ntrue\n$/);
  assert.equal(done.size, 2);
});

test("CommonJS has runs and their journal, too", async (t) => {
  const require = createRequire(import.meta.url);
  const { environment, done } = await accounted(t);
  const sne = await require("sne-cotation").SneCotation.create({ environment, ...CREDENTIALS, contract: BULK });
  t.after(() => sne.close());
  const journal = require("sne-cotation/journal").fileJournal(folder(t).file("run"));
  assert.equal((await itemsOf(sne.bulk("calculer", ROWS, { journal }))).length, 2);
  assert.equal(done.size, 2);
});
