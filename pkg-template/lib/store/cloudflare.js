// sne-cotation/store/cloudflare: cells in Durable Objects. A class to export from a Worker, and the store that asks it.
// The two speak by `fetch`, which every compatibility date has, so that nothing of the platform's is imported.

import { cellOf, newVersion, refused, wholeTtl, written } from "./cell.js";
import { has, readOptions, refusal } from "./refusal.js";

/**
 * @import { DurableObjectStateLike, DurableObjectStorageLike } from "../../types/store-cloudflare.d.ts"
 * @import { SneStore as SneStoreType } from "../../types/store-cloudflare.d.ts"
 * @import { StoreWrite } from "../../types/store.d.ts"
 */

/** A cell as it is kept. @typedef {{ version: string, value: string, expires: number }} Kept */

/**
 * What the store asks: to read, or to write as well.
 * @typedef {{ key: string, write?: { next: string, value: string, version: string | null, ttl: number } }} Question
 */

/** Looked up once: a Worker and its objects may share one `Date`, in whose place tests put what they like. */
const clock = Date.now;

/** Nobody listens there: a Durable Object is reached by its binding. */
const address = "https://store.invalid/";

/** @type {typeof import("../../types/store-cloudflare.d.ts").durableObjectStore} */
export function durableObjectStore(namespace, given) {
  const { language } = readOptions(given, "durableObjectStore", []);
  if (!has(namespace, "idFromName") || !has(namespace, "get")) throw refusal("cloudflare-namespace", {}, language);
  /**
   * @param {Question} question
   * @returns {Promise<StoreWrite>}
   */
  const ask = async (question) => {
    const object = namespace.get(namespace.idFromName(objectOf(question.key)));
    const answer = await object.fetch(address, { method: "POST", body: JSON.stringify(question) });
    if (answer.status !== 200) throw refusal("cloudflare-answer", { status: answer.status }, language);
    return /** @type {StoreWrite} */ (await answer.json());
  };
  return {
    async read(key) {
      const { version, value, now } = await ask({ key });
      return { version, value, now };
    },
    write: (key, value, version, ttl) =>
      ask({ key, write: { next: newVersion(), value, version, ttl: wholeTtl(ttl) } }),
  };
}

/**
 * The object that holds a cell. As in a cluster of Redis, what stands between braces decides: all cells of one
 * application are in one object.
 * @param {string} key
 */
const objectOf = (key) => /\{([^}]+)\}/.exec(key)?.[1] ?? key;

/** The Durable Object. @implements {SneStoreType} */
export class SneStore {
  /** @type {DurableObjectStorageLike} */
  #storage;

  /** @param {DurableObjectStateLike} state */
  constructor({ storage }) {
    this.#storage = storage;
  }

  /**
   * No other request comes in between while the storage is read: reading and writing are one step.
   * @param {{ json(): Promise<unknown> }} request
   */
  async fetch(request) {
    const { key, write } = /** @type {Question} */ (await request.json());
    const now = clock();
    const kept = /** @type {Kept | undefined} */ (await this.#storage.get(key));
    const cell =
      kept !== undefined && kept.expires > now ? cellOf(kept.version, kept.value, now) : cellOf(null, null, now);
    if (write === undefined || cell.version !== write.version) return answer(refused(cell));
    const { next, value, ttl } = write;
    await this.#storage.put(key, { version: next, value, expires: now + ttl });
    await this.#wakeAt(now + ttl);
    return answer(written(next, value, now));
  }

  /** Lets go of what has expired. */
  async alarm() {
    const now = clock();
    let next = Number.POSITIVE_INFINITY;
    for (const [key, kept] of await this.#storage.list()) {
      const { expires } = /** @type {Kept} */ (kept);
      if (expires <= now) await this.#storage.delete(key);
      else next = Math.min(next, expires);
    }
    if (next < Number.POSITIVE_INFINITY) await this.#storage.setAlarm(next);
  }

  /**
   * One alarm at a time: each write that lasts longer would be one more to pay for.
   * @param {number} time
   */
  async #wakeAt(time) {
    if ((await this.#storage.getAlarm()) === null) await this.#storage.setAlarm(time);
  }
}

/** @param {StoreWrite} cell */
const answer = (cell) => new Response(JSON.stringify(cell), { headers: { "Content-Type": "application/json" } });
