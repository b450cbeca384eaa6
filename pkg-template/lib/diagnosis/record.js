// Records each request of a diagnosis on its way through fetch: no header that holds a secret, and no body.

import { globalOf } from "../platform/globals.js";
import { causeOf } from "../platform/causes.js";
import { monotonic } from "../platform/runtime.js";

/**
 * @import { FetchLike, ResponseLike } from "../../types/index.d.ts"
 * @import { SeenExchange } from "./outcome.ts"
 */

/** A `fetch` over another that notes each exchange, and the exchanges noted since they were last taken. */
export class Recorder {
  /** @type {SeenExchange[]} */
  #seen = [];

  /** @param {FetchLike} [given] */
  constructor(given) {
    /** @type {FetchLike} */
    this.fetch = (url, init) => this.#exchange(given ?? globalOf("fetch"), url, init);
  }

  /** The exchanges since the last time. */
  take() {
    return this.#seen.splice(0);
  }

  /**
   * @param {FetchLike} fetch
   * @param {string} url
   * @param {{ method: string }} init
   */
  async #exchange(fetch, url, init) {
    const start = monotonic();
    /** @type {SeenExchange} */
    const exchange = { method: init.method, url, duration: 0 };
    this.#seen.push(exchange);
    try {
      const response = await fetch(url, init);
      Object.assign(exchange, headOf(response));
      return response;
    } catch (thrown) {
      exchange.error = codeOf(thrown);
      throw thrown;
    } finally {
      exchange.duration = Math.round(monotonic() - start);
    }
  }
}

/**
 * The code of what a fetch throws, which may be anything.
 * @param {unknown} thrown
 */
export function codeOf(thrown) {
  const [, , code = ""] = causeOf(thrown);
  return /^[A-Za-z][A-Za-z0-9_]{1,60}$/.test(code) ? code : undefined;
}

/**
 * What the head of an answer tells. Another library's may throw.
 * @param {ResponseLike & { type?: string }} response
 */
function headOf(response) {
  try {
    const { status, type, headers } = response;
    const ahead = (Date.now() - Date.parse(headers.get("date") ?? "")) / 1000;
    return { status, isOpaque: type === "opaque", contentType: headers.get("content-type") ?? "", ahead };
  } catch {
    return {};
  }
}
