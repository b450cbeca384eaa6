// Another token in place of one that the gateway refused: once for each token, whoever says so and however often.

import { tokenOf } from "../client.js";

/**
 * @import { Client } from "../client.js"
 * @import { AbortSignalLike } from "../../types/index.d.ts"
 */

/**
 * The token that each client dropped last.
 * @type {WeakMap<Client, string>}
 */
const dropped = new WeakMap();

/**
 * The token to use now, as a token endpoint would give it.
 * @param {Client} client
 * @param {{ rejected?: string, signal?: AbortSignalLike, beforeRenewal?: () => void }} question beforeRenewal may throw
 */
export async function tokenInPlaceOf(client, { rejected, signal, beforeRenewal }) {
  const token = await tokenOf(client, { signal });
  if (token.access_token !== rejected) return token;
  // Between looking and dropping nothing waits, so that of those who come at once only one drops it.
  if (dropped.get(client) !== rejected) {
    beforeRenewal?.();
    dropped.set(client, rejected);
    client.forgetToken();
  }
  return tokenOf(client, { signal });
}
