// What one contract, call or answer does to its wasm is nobody else's affair, and lasts no longer than it takes: a
// second client of the same process does not notice.

import assert from "node:assert/strict";
import { test } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { EVERYTHING } from "./contracts/everything.mjs";
import { contracted } from "./support/contract.mjs";
import { failureOf } from "./support/failure.mjs";
import { json } from "./support/platform.mjs";
import { watchInstances } from "./support/trap.mjs";

setFlagsFromString("--expose-gc");
/** @type {() => void} */
const collect = runInNewContext("gc");

const MEGABYTE = 1_000_000;

test("a call in which the wasm breaks off fails, and neither the next one nor another client does", async (t) => {
  const instances = watchInstances(t);
  const one = await contracted(t, EVERYTHING);
  const other = await contracted(t, EVERYTHING);
  const [ofOne, ofOther] = instances.slice(-2);
  ofOne.breaks = true;
  const failure = await failureOf(one.sne.call("chercherLivres"));
  assert.deepEqual([failure.kind, failure.attempts, failure.retryable], ["contract", 0, false]);
  assert.match(failure.message, /interrompu/);
  const before = ofOther.asked;
  assert.equal((await other.call("chercherLivres")).url, "/api/livres");
  assert.ok(ofOther.asked > before && !ofOther.breaks, "the other has an instance of its own");
  // What broke is not asked again.
  const { asked } = ofOne;
  assert.equal((await one.call("chercherLivres")).url, "/api/livres");
  assert.equal(one.sne.operations().length, 8);
  assert.equal(ofOne.asked, asked);
});

test("operations are told at once, although the wasm broke off before", async (t) => {
  const instances = watchInstances(t);
  const { sne, call } = await contracted(t, EVERYTHING);
  const operations = sne.operations();
  for (const ask of [() => sne.operations(), () => sne.definitions()]) {
    const last = instances[instances.length - 1];
    last.breaks = true;
    assert.throws(ask, { name: "SneError", kind: "contract" });
    assert.deepEqual(sne.operations(), operations);
  }
  assert.equal((await call("chercherLivres")).url, "/api/livres");
});

test("an answer in which the wasm breaks off is there, and said not to have been looked at", async (t) => {
  const instances = watchInstances(t);
  /** @type {unknown[]} */
  const events = [];
  const { sne } = await contracted(t, EVERYTHING, {
    api: (_request, response) => {
      instances[instances.length - 1].breaks = true;
      json(response, 200, []);
    },
    onEvent: (event) => event.type === "contract" && events.push(event.errors?.map(({ rule }) => rule)),
  });
  assert.equal((await sne.call("chercherLivres")).status, 200);
  assert.deepEqual(events, [["unfinished"]]);
});

test("a stack at its end in the middle of a call spoils nothing", async (t) => {
  const { sne, call } = await contracted(t, EVERYTHING);
  const other = await contracted(t, EVERYTHING);
  const operations = JSON.stringify(sne.operations());
  let failed = 0;
  let left = 300;
  /** Goes down as far as the stack goes, and asks on the way up, from where little of it is left on. */
  const dive = () => {
    try {
      dive();
    } catch {
      // Here the stack was at its end.
    }
    if (left === 0) return;
    left -= 1;
    try {
      assert.equal(JSON.stringify(sne.operations()), operations);
    } catch (thrown) {
      // The assertion itself may be what has no stack.
      assert.ok(!(thrown instanceof assert.AssertionError));
      failed += 1;
    }
  };
  dive();
  assert.ok(failed > 0, "it was asked where the stack was too short");
  assert.equal(JSON.stringify(sne.operations()), operations);
  assert.equal((await call("chercherLivres")).url, "/api/livres");
  assert.equal((await other.call("chercherLivres")).url, "/api/livres");
});

test("others have their turn while a large contract is read", async (t) => {
  const { client } = await contracted(t, EVERYTHING);
  const many = Array.from({ length: 40_000 }, (_, number) => [`D${number}`, { type: "object", properties: { a: {} } }]);
  const contract = { ...EVERYTHING, definitions: { ...EVERYTHING.definitions, ...Object.fromEntries(many) } };
  for (const given of [contract, JSON.stringify(contract)]) {
    let turns = 0;
    let isOver = false;
    const turn = () => {
      turns += 1;
      if (!isOver) setImmediate(turn);
    };
    setImmediate(turn);
    const sne = await client({ contract: given });
    isOver = true;
    assert.ok(turns >= 5, `${turns} turns`);
    assert.equal(sne.operations().length, 8);
  }
});

test("the memory that a large answer took is given back", async (t) => {
  const books = JSON.stringify(Array.from({ length: 200_000 }, (_, number) => ({ titre: "x".repeat(200), n: number })));
  const { sne, call } = await contracted(t, EVERYTHING, {
    api: (request, response) => {
      response.setHeader("Content-Type", "application/json");
      response.end(request.url.includes("csv") ? books : "[]");
    },
    maxResponseBytes: 200 * MEGABYTE,
    validate: { response: "event" },
    onEvent: () => {},
  });
  await call("chercherLivres");
  const before = await heldOutside();
  await sne.call("chercherLivres", { csv: ["large"] });
  const after = await heldOutside();
  assert.ok(after - before < 10 * MEGABYTE, `${before} bytes before, ${after} after`);
  assert.equal((await call("chercherLivres")).url, "/api/livres");
});

/** Bytes that are held outside of the heap, the memories of wasms among them, once garbage is collected. */
async function heldOutside() {
  let least = Infinity;
  for (let turn = 0; turn < 10; turn += 1) {
    collect();
    await new Promise((resolve) => setImmediate(resolve));
    least = Math.min(least, process.memoryUsage().external);
  }
  return least;
}
