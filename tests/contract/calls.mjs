// Every operation of a contract, called through the package with parameters that the simulator makes: what is sent is
// held against the contract by the client, and so is what comes back.

import { createSimulator } from "sne-cotation/simulator";
import { SneCotation } from "sne-cotation";

/** @import { CredentialOptions, SneError } from "sne-cotation" */

/** @typedef {Awaited<ReturnType<typeof withContract>>} Place */

/**
 * What came of the calls of one operation: how many had each status, and what was wrong, by seed.
 * @typedef {object} Row
 * @property {string} id
 * @property {string} method
 * @property {string} path
 * @property {Map<number | undefined, number>} statuses
 * @property {{ seed: number, problem: string[] }[]} problems
 */

/**
 * A simulator that serves a contract; `client` makes a client of it, or of something else at an address, that lets
 * nothing pass.
 * @param {object} contract
 */
export async function withContract(contract) {
  const simulator = await createSimulator({ contract });
  const server = await simulator.listen();
  const { clientId, clientSecret } = simulator.find("works");
  const { tokenUrl, apiUrl: own } = server.environments.sandbox;
  /**
   * @param {string} [url]
   * @param {Partial<CredentialOptions>} [more]
   */
  const client = (url = own, more = {}) =>
    SneCotation.create({
      environment: { tokenUrl, apiUrl: url },
      ...{ clientId, clientSecret, contract, retry: false, validate: true },
      ...more,
    });
  return { simulator, server, apiUrl: own, client };
}

/**
 * Calls one operation; resolves to what came of it.
 * @param {SneCotation} sne
 * @param {string} id
 * @param {Record<string, unknown>} parameters
 * @returns {Promise<{ status: number | undefined, problem?: string[] }>}
 */
export async function callOne(sne, id, parameters) {
  try {
    const { status } = await sne.call(id, parameters);
    return { status };
  } catch (error) {
    const { status, kind, message, errors } = /** @type {SneError} */ (error);
    return {
      status,
      problem: [
        `${kind}: ${message}`,
        ...(errors ?? []).map(({ pointer, rule, message }) => `${pointer} ${rule}: ${message}`),
      ],
    };
  }
}

/**
 * Calls every operation with the parameters of each seed. A row for each operation: `{ id, method, path, statuses,
 * problems }`.
 * @param {Place} place
 * @param {SneCotation} sne
 * @param {number} seeds
 */
export async function callAll(place, sne, seeds) {
  /** @type {Row[]} */
  const rows = [];
  for (const { id, method, path } of sne.operations()) {
    /** @type {Row} */
    const row = { id, method, path, statuses: new Map(), problems: [] };
    const { statuses, problems } = row;
    for (let seed = 0; seed < seeds; seed += 1) {
      const { status, problem } = await callOne(sne, id, place.simulator.example(id, { seed }));
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (problem !== undefined) problems.push({ seed, problem });
    }
    rows.push(row);
  }
  return rows;
}
