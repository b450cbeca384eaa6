// The store for tests; and the checks themselves, which must find what is wrong with a store.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { memoryStore, storeConformance } from "sne-cotation/store/testing";

/** @import { Store, StoreCell } from "sne-cotation/store/testing" */

const LONG = 60_000;

describe("memoryStore", () => {
  const memory = memoryStore();
  for (const { name, run } of storeConformance({ create: () => memory, wipe: memory.wipe, language: "en" }))
    it(name, run);

  it("takes a clock of the test's", async () => {
    let time = 1000;
    const store = memoryStore({ now: () => time });
    await store.write("key", "value", null, 500);
    time = 1499;
    assert.equal((await store.read("key")).value, "value");
    time = 1500;
    assert.deepEqual(await store.read("key"), { version: null, value: null, now: 1500 });
  });
});

/**
 * What can be wrong with a store, by the check that must find it.
 * @type {Record<string, (right: Store) => Store>}
 */
const MISTAKES = {
  "a cell that was never written": (right) => ({
    ...right,
    read: async (key) => ({ ...(await right.read(key)), now: Number.NaN }),
  }),
  "what one process writes": (right) => ({ ...right, read: (key) => right.read(`${key}?`) }),
  "a write with another version": (right) => ({
    ...right,
    write: async (key, value, version, ttl) => right.write(key, value, version && (await right.read(key)).version, ttl),
  }),
  "a version is never used twice": (right) => ({
    read: async (key) => numbered(await right.read(key)),
    async write(key, value, version, ttl) {
      const cell = await right.read(key);
      const isRight = numbered(cell).version === version;
      return numbered(await right.write(key, value, isRight ? cell.version : "other", ttl));
    },
  }),
  "a cell is there for its time to live": (right) => ({
    ...right,
    write: (key, value, version, ttl) => right.write(key, value, version, ttl / 2),
  }),
  "each write has a time to live": (right) => ({
    ...right,
    write: (key, value, version, ttl) => right.write(key, value, version, version === null ? ttl : LONG),
  }),
  "a version from before": (right) => ({
    ...right,
    write: async (key, value, version, ttl) =>
      right.write(key, value, (await right.read(key)).version === null ? null : version, ttl),
  }),
  "of many processes that write at once": (right) => ({
    ...right,
    async write(key, value, version, ttl) {
      const cell = await right.read(key);
      if (cell.version !== version) return { ok: false, ...cell };
      await new Promise(setImmediate);
      return right.write(key, value, (await right.read(key)).version, ttl);
    },
  }),
  "of many processes that write an absent cell": (right) => ({
    ...right,
    write: async (key, value, version, ttl) => ({ ...(await right.write(key, value, version, ttl)), ok: true }),
  }),
  "values come back": (right) => ({
    ...right,
    read: async (key) => {
      const cell = await right.read(key);
      return { ...cell, value: cell.value === null ? null : cell.value.slice(0, 1000) };
    },
  }),
  "keys are told apart": (right) => ({
    read: (key) => right.read(key.toLowerCase()),
    write: (key, ...rest) => right.write(key.toLowerCase(), ...rest),
  }),
  "the time is the store's": (right) => ({
    read: async (key) => ({ ...(await right.read(key)), now: Date.now() }),
    write: async (key, ...rest) => ({ ...(await right.write(key, ...rest)), now: Date.now() }),
  }),
  "after the engine has lost its data": (right) => ({
    ...right,
    write: async (key, value, version, ttl) =>
      right.write(key, value, (await right.read(key)).version === null ? null : version, ttl),
  }),
};

/**
 * Versions by the value: the same value has the same.
 * @template {StoreCell} Cell
 * @param {Cell} cell
 */
const numbered = (cell) => ({ ...cell, version: cell.version && `v-${cell.value}` });

describe("storeConformance", () => {
  for (const [title, mistaken] of Object.entries(MISTAKES)) {
    it(`finds what is wrong: ${title}`, async () => {
      const memory = memoryStore();
      const checks = storeConformance({ create: () => mistaken(memory), wipe: memory.wipe, language: "en" });
      const [check] = checks.filter(({ name }) => name.startsWith(title));
      await assert.rejects(check.run(), /^Error: expected .*, found /);
    });
  }

  it("has a name for each check in both languages, and a check on lost data where that can be tried", () => {
    const create = memoryStore;
    const [fr, en] = /** @type {const} */ (["fr", "en"]).map((language) => storeConformance({ create, language }));
    assert.equal(en.length, 12);
    assert.equal(storeConformance({ create, wipe: () => {} }).length, 13);
    assert.equal(new Set([...fr, ...en].map(({ name }) => name)).size, 24);
    assert.deepEqual(
      storeConformance({ create }).map(({ name }) => name),
      fr.map(({ name }) => name),
    );
  });

  it("makes stores for each check, and closes them whatever comes of it", async () => {
    let open = 0;
    const create = () => {
      open += 1;
      return { ...memoryStore(), read: () => Promise.reject(new Error("broken")) };
    };
    const close = () => {
      open -= 1;
    };
    for (const { run } of storeConformance({ create, close })) await run().catch(() => {});
    assert.equal(open, 0);
  });

  it("refuses to run without a function that makes stores, in both languages", () => {
    const wrong = /** @type {{ create(): Store }} */ (/** @type {unknown} */ ({ create: memoryStore() }));
    assert.throws(() => storeConformance(wrong), {
      name: "SneError",
      kind: "config",
      message: /a besoin d'une fonction/,
    });
    assert.throws(() => storeConformance({ ...wrong, language: "en" }), { message: /needs a function create/ });
  });
});
