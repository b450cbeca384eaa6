// A store in the memory of this process: for tests, and the shortest way to read what a store has to do.

import { newVersion, refused, written } from "./cell.js";

/** @import { StoreCell } from "../../types/store.d.ts" */
/** @typedef {{ version: string, value: string, expires: number }} Kept */

/** Not `Date.now`, which tests put in its place what they like. */
const ownClock = () => Math.floor(performance.timeOrigin + performance.now());

/** @type {typeof import("../../types/store-testing.d.ts").memoryStore} */
export function memoryStore({ now = ownClock } = {}) {
  /** @type {Map<string, Kept>} */
  const cells = new Map();
  /**
   * @param {string} key
   * @returns {StoreCell}
   */
  const cellAt = (key) => {
    const time = now();
    const kept = cells.get(key);
    if (kept !== undefined && kept.expires > time) return { version: kept.version, value: kept.value, now: time };
    cells.delete(key);
    return { version: null, value: null, now: time };
  };
  return {
    read: async (key) => cellAt(key),
    async write(key, value, version, ttl) {
      const cell = cellAt(key);
      if (cell.version !== version) return refused(cell);
      const next = newVersion();
      cells.set(key, { version: next, value, expires: cell.now + ttl });
      return written(next, value, cell.now);
    },
    wipe: () => cells.clear(),
  };
}
