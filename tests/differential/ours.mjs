// The requests that the package sends for the operations of a contract, caught where they would leave.

import { SneCotation } from "sne-cotation";
import { BASE, toRequest } from "./request.mjs";

/** @import { Sent } from "./request.mjs" */

/**
 * A client of a contract; `requestOf` resolves to what it sends for a call.
 * @param {string} contract
 */
export async function ours(contract) {
  /** @type {Sent | undefined} */
  let caught;
  const sne = await SneCotation.create({
    environment: { tokenUrl: `${BASE}/token`, apiUrl: BASE },
    getToken: async () => ({ access_token: "differential", expires_in: 3600 }),
    ...{ contract, retry: false, validate: { request: "error", response: "off" }, language: "en" },
    fetch: async (input, init) => {
      caught = await toRequest(input, init);
      return new Response("{}", { headers: { "content-type": "application/json" } });
    },
  });
  /**
   * @param {string} id
   * @param {Record<string, unknown>} parameters
   * @returns {Promise<Sent | string>} why nothing is sent, where nothing is
   */
  const requestOf = async (id, parameters) => {
    caught = undefined;
    const failure = await sne.call(id, parameters).then(
      () => undefined,
      (/** @type {Error} */ error) => error.message,
    );
    return caught ?? failure ?? "nothing is sent";
  };
  return { operations: sne.operations(), requestOf };
}
