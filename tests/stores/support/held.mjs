// A store held against what every store must do, and against processes that write at once.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { it } from "node:test";
import { fileURLToPath } from "node:url";
import { storeConformance } from "sne-cotation/store/testing";
import { openStore } from "./open.mjs";

/** @import { Store } from "sne-cotation/store/testing" */
/** @import { Kind, Where } from "./open.mjs" */

const PROGRAM = fileURLToPath(new URL("../programs/count.mjs", import.meta.url));
const PROCESSES = 4;
const TIMES = 50;

/**
 * The checks of the package, as tests.
 * @param {Kind} kind
 * @param {() => Where} where
 * @param {() => unknown} [wipe]
 */
export function conforms(kind, where, wipe) {
  /** @type {Map<Store, () => unknown>} */
  const ends = new Map();
  const create = async () => {
    const { store, close } = await openStore(kind, where());
    ends.set(store, close);
    return store;
  };
  const close = (/** @type {Store} */ store) => ends.get(store)?.();
  const checks = storeConformance({ create, close, wipe, language: "en" });
  assert.equal(checks.length, wipe === undefined ? 12 : 13);
  for (const { name, run } of checks) it(`${kind}: ${name}`, run);
}

/**
 * Processes that count up one cell, one by one; none of their steps may be lost.
 * @param {Kind} kind
 * @param {Where} where
 */
export async function countsInProcesses(kind, where) {
  const key = `sne:{${crypto.randomUUID()}}:count`;
  const env = {
    ...process.env,
    NODE_TEST_CONTEXT: undefined,
    STORE: JSON.stringify({ kind, where, key, times: TIMES }),
  };
  const codes = await Promise.all(
    Array.from({ length: PROCESSES }, async () => {
      const child = spawn(process.execPath, [PROGRAM], { env, stdio: ["ignore", "ignore", "inherit"] });
      return (await once(child, "exit"))[0];
    }),
  );
  assert.deepEqual(codes, Array(PROCESSES).fill(0));
  const { store, close } = await openStore(kind, where);
  const { value } = await store.read(key);
  await close();
  assert.equal(value, String(PROCESSES * TIMES));
}
