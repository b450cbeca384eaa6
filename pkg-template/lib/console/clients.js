// The clients of the relay, one for each pair of credentials, so that a token is asked for once and used until its end.

/**
 * @import { SneCotation } from "../index.js"
 * @import { Credentials } from "./credentials.ts"
 */

/** More credentials than anybody tries in a row; the least recently used go first. */
const MOST = 16;

export class Clients {
  #create;
  /**
   * By key, the least recently used first; promises, so that simultaneous questions share one client.
   * @type {Map<string, Promise<SneCotation>>}
   */
  #kept = new Map();

  /** @param {(credentials: Credentials) => Promise<SneCotation>} create */
  constructor(create) {
    this.#create = create;
  }

  /**
   * The client of these credentials; rejects when they cannot be any.
   * @param {Credentials} credentials
   */
  of(credentials) {
    const key = keyOf(credentials);
    const client = this.#kept.get(key) ?? this.#create(credentials);
    this.#kept.delete(key);
    this.#kept.set(key, client);
    client.catch(() => this.#forget(key, client));
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST) this.#letGo(oldest);
    return client;
  }

  /**
   * Forgets the client of these credentials.
   * @param {Credentials} credentials
   */
  drop(credentials) {
    return this.#letGo(keyOf(credentials));
  }

  /** Forgets all. New ones can be made afterwards. */
  async close() {
    await Promise.all([...this.#kept.keys()].map((key) => this.#letGo(key)));
  }

  /**
   * Calls under way end in their own time; this does not wait for them.
   * @param {string} key
   */
  async #letGo(key) {
    const client = this.#kept.get(key);
    this.#kept.delete(key);
    const made = await client?.catch(() => undefined);
    made?.close();
  }

  /**
   * Only the one that failed: another may have taken its place meanwhile.
   * @param {string} key
   * @param {Promise<SneCotation>} client
   */
  #forget(key, client) {
    if (this.#kept.get(key) === client) this.#kept.delete(key);
  }
}

/**
 * The language is left out: it changes what a failure says, not which token is got.
 * @param {Credentials} credentials
 */
function keyOf({ environment, clientId, clientSecret, scope }) {
  return JSON.stringify([environment, clientId, clientSecret, scope]);
}
