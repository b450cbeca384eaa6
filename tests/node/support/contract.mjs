// A client with a contract, and the platform it talks to.

import { json, platform } from "./platform.mjs";

/** @import { TestContext } from "node:test" */
/** @import { Client, ClientOptions, Handler } from "./platform.mjs" */

/**
 * A platform, and a client of it with a contract. `call` makes one call and gives what arrived at the API.
 * @param {TestContext} t
 * @param {string | object} contract
 * @param {ClientOptions & { api?: Handler }} [options] what the API answers, and the client's own
 */
export async function contracted(
  t,
  contract,
  { api = (_request, response) => json(response, 200, {}), ...options } = {},
) {
  const place = await platform(t, { api });
  const sne = await place.client({ contract, ...options });
  /** @param {Parameters<Client["call"]>} args */
  const call = async (...args) => {
    await sne.call(...args);
    return place.lastCall();
  };
  return { ...place, sne, call };
}

/**
 * A copy of a contract with something changed in it.
 * @template {object} T
 * @param {T} contract
 * @param {(copy: T) => unknown} change may give another one
 * @returns {T}
 */
export function changed(contract, change) {
  const copy = structuredClone(contract);
  return /** @type {T | undefined} */ (change(copy)) ?? copy;
}
