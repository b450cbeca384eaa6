// The clients of the relay, one for each pair of credentials, so that a token is asked for once and used until its end.

/** More credentials than anybody tries in a row; the least recently used go first. */
const MOST = 16;

export class Clients {
  #create;
  /** By key, the least recently used first; promises, so that simultaneous questions share one client. */
  #kept = new Map();

  /** @param {(credentials: object) => Promise<import("../index.js").SneCotation>} create */
  constructor(create) {
    this.#create = create;
  }

  /** The client of these credentials; rejects when they cannot be any. */
  of(credentials) {
    const key = keyOf(credentials);
    const client = this.#kept.get(key) ?? this.#create(credentials);
    this.#kept.delete(key);
    this.#kept.set(key, client);
    client.catch(() => this.#forget(key, client));
    if (this.#kept.size > MOST) this.#letGo(this.#kept.keys().next().value);
    return client;
  }

  /** Forgets the client of these credentials. */
  drop(credentials) {
    return this.#letGo(keyOf(credentials));
  }

  /** Forgets all. New ones can be made afterwards. */
  async close() {
    await Promise.all([...this.#kept.keys()].map((key) => this.#letGo(key)));
  }

  /** Calls under way end in their own time; this does not wait for them. */
  async #letGo(key) {
    const client = this.#kept.get(key);
    this.#kept.delete(key);
    const made = await client?.catch(() => undefined);
    made?.close();
  }

  /** Only the one that failed: another may have taken its place meanwhile. */
  #forget(key, client) {
    if (this.#kept.get(key) === client) this.#kept.delete(key);
  }
}

/** The language is left out: it changes what a failure says, not which token is got. */
function keyOf({ environment, clientId, clientSecret, scope }) {
  return JSON.stringify([environment, clientId, clientSecret, scope]);
}
