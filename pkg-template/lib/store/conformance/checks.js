// The checks themselves. Whatever they wait for is looked at until it is so; nothing depends on how fast an engine is.

/** @import { Store, StoreCell, StoreWrite } from "../../../types/store.d.ts" */

/**
 * What a check has at hand: `several` makes stores, `key` a key that nobody else has, `wipe` empties the engine.
 * @typedef {object} Tools
 * @property {(count: number) => Promise<Store[]>} several
 * @property {(name?: string) => string} key
 * @property {() => Promise<void>} wipe
 */

/** @typedef {{ needs?: "wipe", check: (tools: Tools) => Promise<void> }} Check */

const long = 600_000;
const short = 300;
const processes = 8;
const rounds = 25;
/** Milliseconds: what is waited for longer than that does not come. */
const patience = 5_000;
const largest = 100_000;
const dayAhead = 86_400_000;

/** @satisfies {Record<string, Check>} */
export const checks = {
  absent: {
    check: async ({ several, key }) => {
      const [store] = await several(1);
      const cell = await store.read(key());
      same([cell.version, cell.value], [null, null]);
      isTime(cell);
    },
  },
  shared: {
    check: async ({ several, key }) => {
      const [one, other] = await several(2);
      const its = key();
      const first = succeeded(await one.write(its, "a", null, long));
      same(contentOf(await other.read(its)), { version: first.version, value: "a" });
      const second = succeeded(await other.write(its, "b", first.version, long));
      same(contentOf(await one.read(its)), { version: second.version, value: "b" });
    },
  },
  guarded: {
    check: async ({ several, key }) => {
      const [one, other] = await several(2);
      const its = key();
      same(contentOf(failed(await one.write(its, "a", "never", long))), { version: null, value: null });
      same(contentOf(await other.read(its)), { version: null, value: null });
      const first = succeeded(await one.write(its, "a", null, long));
      const there = { version: first.version, value: "a" };
      same(contentOf(failed(await other.write(its, "b", null, long))), there);
      same(contentOf(failed(await other.write(its, "b", "never", long))), there);
      const second = succeeded(await one.write(its, "b", first.version, long));
      const now = { version: second.version, value: "b" };
      same(contentOf(failed(await other.write(its, "c", first.version, long))), now);
      same(contentOf(await other.read(its)), now);
    },
  },
  fresh: {
    check: async ({ several, key }) => {
      const [store] = await several(1);
      const its = key();
      const seen = new Set();
      /** @type {string | null} */
      let version = null;
      for (let round = 0; round < rounds; round += 1) {
        ({ version } = succeeded(await store.write(its, "same", version, long)));
        expect(typeof version === "string" && version !== "" && !seen.has(version), "another version", version);
        seen.add(version);
      }
    },
  },
  expiring: {
    check: async ({ several, key }) => {
      const [one, other] = await several(2);
      const its = key();
      const { now } = await one.read(its);
      succeeded(await one.write(its, "a", null, short));
      const gone = await until(async () => {
        const cell = await other.read(its);
        return cell.version === null ? cell : undefined;
      });
      same(gone.value, null);
      expect(gone.now - now >= short, `at least ${short} ms`, gone.now - now);
      succeeded(await other.write(its, "b", null, long));
    },
  },
  renewed: {
    check: async ({ several, key }) => {
      const [store] = await several(1);
      const [kept, shortened] = [key("kept"), key("shortened")];
      const first = succeeded(await store.write(kept, "a", null, short));
      succeeded(await store.write(kept, "b", first.version, long));
      const other = succeeded(await store.write(shortened, "a", null, long));
      succeeded(await store.write(shortened, "b", other.version, short));
      await until(async () => (await store.read(shortened)).version === null);
      // By now the first life of this one would be over as well.
      await until(async () => (await store.read(kept)).now > first.now + short);
      same((await store.read(kept)).value, "b");
    },
  },
  revived: {
    check: async ({ several, key }) => {
      const [store] = await several(1);
      const its = key();
      const first = succeeded(await store.write(its, "a", null, short));
      await until(async () => (await store.read(its)).version === null);
      same(contentOf(failed(await store.write(its, "b", first.version, long))), { version: null, value: null });
      const second = succeeded(await store.write(its, "a", null, long));
      expect(second.version !== first.version, "another version", second.version);
    },
  },
  counted: {
    check: async ({ several, key }) => {
      const its = key();
      const stores = await several(processes);
      await Promise.all(stores.map((store) => countUp(store, its, rounds)));
      same((await stores[0].read(its)).value, String(processes * rounds));
    },
  },
  founded: {
    check: async ({ several, key }) => {
      const stores = await several(processes);
      for (let round = 0; round < rounds; round += 1) {
        const its = key();
        const writes = await Promise.all(stores.map((store, place) => store.write(its, String(place), null, long)));
        const winners = writes.filter(({ ok }) => ok);
        same(winners.length, 1);
        for (const write of writes) same(contentOf(write), contentOf(winners[0]));
      }
    },
  },
  values: {
    check: async ({ several, key }) => {
      const [one, other] = await several(2);
      const its = key();
      /** @type {string | null} */
      let version = null;
      for (const value of ["", "null", "0", ` "quoted" \\ 'so' \n\t `, "é € 漢 🏠", "x".repeat(largest)]) {
        ({ version } = succeeded(await one.write(its, value, version, long)));
        const read = await other.read(its);
        expect(read.value === value && read.version === version, shown(value), shown(read.value));
      }
    },
  },
  keys: {
    check: async ({ several, key }) => {
      const [store] = await several(1);
      const its = key("");
      const names = ["a", "A", "a ", " a", "é", "漢🏠", "a:b", "{b}", "a'b\"c`d", "a%_*?[x]", "$1;--", "k".repeat(200)];
      for (const name of names) succeeded(await store.write(its + name, name, null, long));
      for (const name of names) same((await store.read(its + name)).value, name);
      same((await store.read(its)).version, null);
    },
  },
  clock: {
    check: async ({ several, key }) => {
      const [one, other] = await several(2);
      const its = key();
      const before = isTime(await one.read(its));
      const ahead = await withClockAhead(() => other.write(its, "a", null, long));
      const after = isTime(await one.read(its));
      expect(ahead.now >= before && ahead.now <= after, `${before} to ${after}`, isTime(succeeded(ahead)));
      same(await withClockAhead(async () => (await other.read(its)).value), "a");
    },
  },
  wiped: {
    needs: "wipe",
    check: async ({ several, key, wipe }) => {
      const [one, other] = await several(2);
      const its = key();
      const first = succeeded(await one.write(its, "a", null, long));
      await wipe();
      same(contentOf(await other.read(its)), { version: null, value: null });
      same(contentOf(failed(await one.write(its, "b", first.version, long))), { version: null, value: null });
      const second = succeeded(await other.write(its, "a", null, long));
      expect(second.version !== first.version, "another version", second.version);
    },
  },
};

/**
 * Adds one to a cell so many times, beside others that do the same.
 * @param {Store} store
 * @param {string} key
 * @param {number} times
 */
export async function countUp(store, key, times) {
  /** @type {StoreCell} */
  let cell = await store.read(key);
  for (let done = 0; done < times; ) {
    const write = await store.write(key, String(Number(cell.value ?? 0) + 1), cell.version, long);
    if (write.ok) done += 1;
    cell = write;
  }
}

/**
 * Something that the process does while it takes the time to be that of tomorrow.
 * @template Result
 * @param {() => Promise<Result>} body
 */
async function withClockAhead(body) {
  const { now } = Date;
  Date.now = () => now.call(Date) + dayAhead;
  try {
    return await body();
  } finally {
    Date.now = now;
  }
}

/**
 * Until something is so; resolves to what it gives then.
 * @template Result
 * @param {() => Promise<Result>} look
 * @returns {Promise<NonNullable<Result>>}
 */
async function until(look) {
  for (const end = performance.now() + patience; ; ) {
    const seen = await look();
    if (seen) return seen;
    expect(performance.now() < end, "an end", `none within ${patience} ms`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** @param {StoreCell} cell */
const contentOf = ({ version, value }) => ({ version, value });

/** @param {StoreWrite} write */
function succeeded(write) {
  expect(write.ok === true, "ok: true", shown(write));
  return write;
}

/** @param {StoreWrite} write */
function failed(write) {
  expect(write.ok === false, "ok: false", shown(write));
  return write;
}

/** @param {StoreCell} cell */
function isTime({ now }) {
  expect(Number.isSafeInteger(now) && now > 0, "now: whole milliseconds", shown(now));
  return now;
}

/**
 * @param {unknown} found
 * @param {unknown} expected
 */
function same(found, expected) {
  expect(JSON.stringify(found) === JSON.stringify(expected), shown(expected), shown(found));
}

/** @param {unknown} value */
const shown = (value) => String(JSON.stringify(value)).slice(0, 200);

/**
 * @param {boolean} isSo
 * @param {string} wanted
 * @param {unknown} found
 */
function expect(isSo, wanted, found) {
  if (!isSo) throw new Error(`expected ${wanted}, found ${found}`);
}
