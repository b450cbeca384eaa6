// The relay's client, made when it is first needed, and the tokens that it gives.

import { RateLimit } from "./rate-limit.js";
import { Refusal } from "./refusal.js";
import { tokenInPlaceOf } from "./renewal.js";

/**
 * @import { Client } from "../client.js"
 * @import { Grant } from "./settings.ts"
 */

/** Renewals in a minute that pages can bring about all together, whatever they say of how many tokens. */
const RENEWALS_PER_MINUTE = 6;

export class Tokens {
  #create;
  /** @type {Promise<Client> | undefined} */
  #client;
  #isClosed = false;
  #renewals = new RateLimit(RENEWALS_PER_MINUTE);

  /** @param {() => Promise<Client>} create */
  constructor(create) {
    this.#create = create;
  }

  /** Resolves when the client's options are good and its wasm is loaded; nothing is sent. */
  async ready() {
    await this.#ready();
  }

  /**
   * The token to use now; another, if that one was refused. `{ access_token, token_type, expires_in }` and no more.
   * @param {string | undefined} rejected
   * @param {AbortSignal} signal
   * @returns {Promise<Grant>}
   */
  async inPlaceOf(rejected, signal) {
    if (this.#isClosed) throw new Refusal("relay-closed");
    const client = await this.#ready();
    const beforeRenewal = () => this.#renewals.enter("", "renewed-just-now");
    const token = await tokenInPlaceOf(client, { rejected, signal, beforeRenewal });
    const { access_token, token_type, expires_in } = token;
    return { access_token, token_type, expires_in };
  }

  /** Lets requests under way end, refuses others, forgets the token. */
  async close() {
    this.#isClosed = true;
    const client = await this.#client?.catch(() => undefined);
    await client?.close();
  }

  #ready() {
    // What failed is tried again: the wasm may be there the next time.
    this.#client ??= this.#create().catch((error) => {
      this.#client = undefined;
      throw error;
    });
    return this.#client;
  }
}
