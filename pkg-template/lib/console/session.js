// The session key: only people who have seen the address that the command printed may use the console, and nobody else
// on this machine or in this browser. Docs/console.md says why it goes the way it goes.

import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** @import { IncomingMessage, ServerResponse } from "node:http" */

const LENGTH = 32;

/**
 * The session of a server at an address. `address` is what is printed; a browser that opens it is given a cookie, and
 * is led to the address without the key before it shows anything: the key stays out of what the page sees, and of the
 * history.
 */
export class Session {
  #key = randomBytes(LENGTH).toString("base64url");
  /** Not the key itself: the cookie does not reveal what was printed. */
  #ticket = randomBytes(LENGTH).toString("base64url");
  #cookie;
  #url;
  /** Keys that open the console once. @type {Set<string>} */
  #once = new Set();

  /** @param {string} url */
  constructor(url) {
    const { port } = new URL(url);
    this.#url = url;
    this.address = `${url}?key=${this.#key}`;
    // Cookies know no ports: the name keeps two consoles apart.
    this.#cookie = `sne-console-${port}`;
  }

  /** The address with a key that is good for one visit: others may see where it goes. */
  addressOnce() {
    const key = randomBytes(LENGTH).toString("base64url");
    this.#once.add(key);
    return `${this.#url}?key=${key}`;
  }

  /**
   * Whether a request comes from a browser that has shown the key.
   * @param {IncomingMessage} request
   */
  admits({ headers: { cookie = "" } }) {
    const pairs = cookie.split(";").map((pair) => pair.trim().split("="));
    return pairs.some(([name, value]) => name === this.#cookie && isSame(value ?? "", this.#ticket));
  }

  /**
   * Whether a request shows a key: true, false for a wrong one, undefined for none.
   * @param {IncomingMessage} request
   */
  keyShown({ method, url }) {
    const [path, query = ""] = (url ?? "").split("?");
    if (method !== "GET" || path !== "/") return undefined;
    const key = new URLSearchParams(query).get("key");
    return key === null ? undefined : isSame(key, this.#key) || this.#once.delete(key);
  }

  /**
   * Leads a browser that has shown the key to the page.
   * @param {ServerResponse} response
   */
  open(response) {
    const cookie = `${this.#cookie}=${this.#ticket}; HttpOnly; SameSite=Strict; Path=/`;
    response.writeHead(303, { Location: "/", "Set-Cookie": cookie, "Cache-Control": "no-store" }).end();
  }
}

/**
 * Compares in constant time, so that the time does not tell how much of a key is right.
 * @param {string} given
 * @param {string} expected
 */
function isSame(given, expected) {
  const [left, right] = [given, expected].map((text) => createHash("sha256").update(text).digest());
  return timingSafeEqual(left, right);
}
