// Every operation of a contract, called through the package with parameters that the simulator makes: what is sent is
// held against the contract by the client, and so is what comes back.

import { createSimulator } from "sne-cotation/simulator";
import { SneCotation } from "sne-cotation";

/** @import { CredentialOptions, SneError } from "sne-cotation" */

/** @typedef {Awaited<ReturnType<typeof withContract>>} Place */

/**
 * What came of a call: its status, whether a request left, and what was wrong, if something was.
 * @typedef {{ status: number | undefined, isSent: boolean, problem?: string[] }} Outcome
 */

/**
 * What came of the calls of one operation: how many had each status, for how many a request left, and what was wrong,
 * by seed.
 * @typedef {object} Row
 * @property {string} id
 * @property {string} method
 * @property {string} path
 * @property {Map<number | undefined, number>} statuses
 * @property {number} sent
 * @property {{ seed: number, problem: string[] }[]} problems
 */

/**
 * A simulator that serves a contract; `client` makes a client of it, or of something else at an address, that lets
 * nothing pass.
 * @param {object | string} contract
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
 * @returns {Promise<Outcome>}
 */
export async function callOne(sne, id, parameters) {
  try {
    const { status } = await sne.call(id, parameters);
    return { status, isSent: true };
  } catch (error) {
    const { status, kind, message, errors, attempts } = /** @type {SneError} */ (error);
    return {
      status,
      // What the platform's own fetch refuses has not left either.
      isSent: status !== undefined || (attempts > 0 && kind !== "network"),
      problem: [
        `${kind}: ${message}`,
        ...(errors ?? []).map(({ pointer, rule, message }) => `${pointer} ${rule}: ${message}`),
      ],
    };
  }
}

/**
 * Calls one operation with the parameters of so many seeds.
 * @param {Place} place
 * @param {SneCotation} sne
 * @param {{ id: string, method: string, path: string }} operation
 * @param {number} seeds
 * @param {number} [first] the first of them
 */
export async function callWithEach(place, sne, { id, method, path }, seeds, first = 0) {
  /** @type {Row} */
  const row = { id, method, path, statuses: new Map(), sent: 0, problems: [] };
  for (let seed = first; seed < first + seeds; seed += 1) {
    const parameters = parametersOf(place, id, seed);
    const { status, isSent, problem } =
      typeof parameters === "string"
        ? { status: undefined, isSent: false, problem: [`no parameters: ${parameters}`] }
        : await callOne(sne, id, parameters);
    row.statuses.set(status, (row.statuses.get(status) ?? 0) + 1);
    if (isSent) row.sent += 1;
    if (problem !== undefined) row.problems.push({ seed, problem });
  }
  return row;
}

/**
 * The parameters of a seed, or why there are none: a schema may contradict itself.
 * @param {Place} place
 * @param {string} id
 * @param {number} seed
 */
function parametersOf({ simulator }, id, seed) {
  try {
    return simulator.example(id, { seed });
  } catch (error) {
    return /** @type {Error} */ (error).message;
  }
}

/**
 * Calls every operation with the parameters of each seed. A row for each operation.
 * @param {Place} place
 * @param {SneCotation} sne
 * @param {number} seeds
 */
export async function callAll(place, sne, seeds) {
  /** @type {Row[]} */
  const rows = [];
  for (const operation of sne.operations()) rows.push(await callWithEach(place, sne, operation, seeds));
  return rows;
}
