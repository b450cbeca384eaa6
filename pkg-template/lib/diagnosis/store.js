// What a diagnosis asks of the store that a client shares with other processes: whether it answers, keeps what is put
// into it, and refuses what is out of date; how long that takes, and how far its clock is from ours. The cell that it
// uses is its own, and is gone a moment later.

import { monotonic } from "../platform/runtime.js";
import { field, reasonOf } from "../platform/values.js";
import { codeOf } from "./record.js";

/**
 * @import { AbortSignalLike } from "../../types/index.d.ts"
 * @import { Store } from "../../types/store.d.ts"
 * @import { Outcome } from "./outcome.ts"
 */

/** Milliseconds for an operation: more than a call waits for, so that a slow store is told from one that is gone. */
const patience = 2_000;
/** Milliseconds for which the cell is kept, at first and in the end. */
const kept = 60_000;
const over = 1;

/** @typedef {{ ok?: unknown, version: string | null, value: string | null, now: number }} Cell */

/**
 * Rejects with the signal's reason when that aborts.
 * @param {Store} store
 * @param {AbortSignalLike} [signal]
 * @returns {Promise<Outcome>}
 */
export async function outcomeOfStore(store, signal) {
  const key = `sne:{doctor}:${globalThis.crypto.randomUUID()}`;
  const seen = { took: 0, ahead: Number.NaN, now: Number.NaN };
  /** @param {() => Promise<unknown>} work */
  const ask = async (work) => {
    const sent = monotonic();
    const cell = cellIn(await within(work, signal));
    const took = monotonic() - sent;
    seen.took = Math.max(seen.took, took);
    seen.now = cell.now;
    seen.ahead = (Date.now() - took / 2 - cell.now) / 1000;
    return cell;
  };
  /** @param {string} value @param {string | null} version @param {number} ttl */
  const write = (value, version, ttl) => ask(() => store.write(key, value, version, ttl));
  const read = () => ask(() => store.read(key));
  try {
    await read();
    // Connecting is no part of what a call waits for.
    seen.took = 0;
    const first = await write("1", null, kept);
    const { version, value } = await read();
    const isKept = first.ok === true && value === "1" && version === first.version;
    const late = await write("2", null, kept);
    const last = await write("3", version, over);
    const isWell = isKept && late.ok === false && last.ok === true;
    return { ...(!isWell && { reason: "store-forgets" }), facts: {}, exchanges: [], store: seen };
  } catch (thrown) {
    if (field(signal, "aborted")) throw reasonOf(/** @type {AbortSignalLike} */ (signal));
    return { reason: "store-silent", facts: { code: codeOf(thrown) ?? nameOf(thrown) }, exchanges: [] };
  }
}

/**
 * @param {unknown} answer
 * @returns {Cell}
 */
function cellIn(answer) {
  const { version, value, now } = /** @type {Record<string, unknown>} */ (Object(answer));
  const isText = (/** @type {unknown} */ text) => text === null || typeof text === "string";
  if (!isText(version) || !isText(value) || !Number.isFinite(now)) throw new TypeError();
  return /** @type {Cell} */ (answer);
}

/**
 * What comes of it, if it comes in time and before the signal aborts.
 * @template Result
 * @param {() => Promise<Result>} work
 * @param {AbortSignalLike} [signal]
 * @returns {Promise<Result>}
 */
function within(work, signal) {
  return new Promise((resolve, reject) => {
    const end = () => reject(Object.assign(new Error(), { name: "timeout" }));
    const timer = setTimeout(end, patience);
    signal?.addEventListener("abort", end);
    // What throws at once is no better than what rejects.
    Promise.resolve()
      .then(work)
      .then(resolve, reject)
      .finally(() => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", end);
      });
  });
}

/**
 * The name of what was thrown, which may be anything; nothing of its message, which may hold an address or more.
 * @param {unknown} thrown
 */
function nameOf(thrown) {
  const name = thrown instanceof Error ? thrown.name : "";
  return /^[A-Za-z]{1,60}$/.test(name) ? name : "Error";
}
