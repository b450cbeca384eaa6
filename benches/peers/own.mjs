// The package's client, for the modules that each compare one way to use it.

import { SneCotation } from "sne-cotation";
import { GUICHET_OF_SEARCH, RECHERCHE } from "../search.mjs";

/** @import { CommonOptions } from "sne-cotation" */
/** @import { Page } from "../search.mjs" */

/** A page is to have no secret, but this one is none. */
const IN_A_PAGE = typeof document === "undefined" ? {} : { allowSecretInBrowser: true };

/**
 * @param {string} origin
 * @param {Partial<CommonOptions>} [options]
 */
export function clientOf(origin, options) {
  const environment = { tokenUrl: `${origin}/token`, apiUrl: `${origin}/v1` };
  return SneCotation.create({ environment, clientId: "bench", clientSecret: "bench", ...IN_A_PAGE, ...options });
}

/**
 * Calls by the contract.
 * @param {string} origin
 * @param {object} contract
 * @param {CommonOptions["validate"]} validate
 * @param {Partial<CommonOptions>} [options]
 */
export async function openByContract(origin, contract, validate, options) {
  const client = await clientOf(origin, { contract, validate, ...options });
  /** @param {string} range */
  const parameters = (range) => ({ guichet: GUICHET_OF_SEARCH, range, recherche: RECHERCHE });
  return {
    healthcheck: async () => /** @type {{ etat: string }} */ ((await client.call("healthcheck")).data),
    search: async (/** @type {string} */ range) =>
      /** @type {Page} */ ((await client.call("chercherDemandes", parameters(range))).data),
    end: () => client.close(),
  };
}
