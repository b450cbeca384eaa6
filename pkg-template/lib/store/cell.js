// What all adapters have in common: versions, and the forms in which the port gives cells.

/** @import { StoreCell, StoreWrite } from "../../types/store.d.ts" */

/**
 * A version that no cell has ever had. It is made here and not by the engine, so that an engine that has lost its data
 * does not begin again with those that processes still know.
 */
export const newVersion = () => globalThis.crypto.randomUUID();

/**
 * A cell as the engine tells it.
 * @param {unknown} version
 * @param {unknown} value
 * @param {unknown} now
 * @returns {StoreCell}
 */
export function cellOf(version, value, now) {
  const isThere = version !== null && version !== undefined;
  return { version: isThere ? String(version) : null, value: isThere ? String(value) : null, now: Number(now) };
}

/**
 * A cell as this process has just written it.
 * @param {string} version
 * @param {string} value
 * @param {number} now
 * @returns {StoreWrite}
 */
export const written = (version, value, now) => ({ ok: true, version, value, now });

/**
 * A cell as somebody else has left it.
 * @param {StoreCell} cell
 * @returns {StoreWrite}
 */
export const refused = (cell) => ({ ok: false, ...cell });

/**
 * A time to live as engines take it: whole milliseconds, at least one.
 * @param {number} ttl
 */
export const wholeTtl = (ttl) => Math.max(1, Math.ceil(ttl));
