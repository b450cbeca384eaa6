// Records each request of a diagnosis on its way through fetch: no header that holds a secret, and no body.

import { causeOf } from "../platform/causes.js";
import { monotonic } from "../platform/runtime.js";

/** A `fetch` over another that notes each exchange, and the exchanges noted since they were last taken. */
export class Recorder {
  #seen = [];

  constructor(given) {
    this.fetch = (url, init) => this.#exchange(given ?? globalThis.fetch, url, init);
  }

  /** The exchanges since the last time. */
  take() {
    return this.#seen.splice(0);
  }

  async #exchange(fetch, url, init) {
    const start = monotonic();
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

/** The code of what a fetch throws, which may be anything. */
function codeOf(thrown) {
  const [, , code = ""] = causeOf(thrown);
  return /^[A-Za-z][A-Za-z0-9_]{1,60}$/.test(code) ? code : undefined;
}

/** What the head of an answer tells. Another library's may throw. */
function headOf(response) {
  try {
    const { status, type, headers } = response;
    const ahead = (Date.now() - Date.parse(headers.get("date") ?? "")) / 1000;
    return { status, isOpaque: type === "opaque", contentType: headers.get("content-type") ?? "", ahead };
  } catch {
    return {};
  }
}
