// The contestants, loaded and tried: who cannot do the job here is left out with the reason.

import { CONTESTANTS } from "../peers/index.mjs";

/** @import { Client, Contestant } from "../peers/index.mjs" */

/** @typedef {Record<string, string>} Absent why somebody is not there, by name */

/**
 * The clients by the names of the contestants, each of which has answered once.
 * @param {(contestant: Contestant) => string} originOf
 */
export async function openAll(originOf) {
  /** @type {Record<string, Client>} */
  const clients = {};
  /** @type {Absent} */
  const absent = {};
  for (const contestant of CONTESTANTS) {
    try {
      clients[contestant.name] = await opened(contestant, originOf(contestant));
    } catch (error) {
      absent[contestant.name] = reasonOf(error);
    }
  }
  return { clients, absent };
}

/**
 * @param {Contestant} contestant
 * @param {string} origin
 */
async function opened({ load }, origin) {
  const { open } = await load();
  const client = await open(origin);
  const { etat } = await client.healthcheck();
  if (etat !== "OK") throw new Error(`healthcheck: ${etat}`);
  return client;
}

/** One line. @param {unknown} error */
export function reasonOf(error) {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return text.split("\n")[0].slice(0, 200);
}
