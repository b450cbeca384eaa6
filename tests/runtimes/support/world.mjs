// Starts PISTE in miniature in a process of its own.

import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** @import { Addresses } from "sne-cotation/simulator" */

/** @typedef {{ clientId: string, clientSecret: string }} Credentials */

/**
 * What the process tells of itself: an environment with two applications, another one that serves a contract, the
 * address of all of PISTE's hosts, and the one to which faults are ordered.
 * @typedef {object} Facts
 * @property {string} url
 * @property {string} control
 * @property {Addresses} environment
 * @property {Credentials} works
 * @property {Credentials} withoutProfile
 * @property {Credentials & { environment: Addresses, contract: object }} contracted
 */

/** @typedef {{ facts: Facts, close: () => Promise<unknown> }} World */

/**
 * Resolves to what the process tells of itself (addresses, credentials, contract), and `close`.
 * @returns {Promise<World>}
 */
export async function startWorld() {
  const child = fork(fileURLToPath(new URL("./world-process.mjs", import.meta.url)));
  const ended = once(child, "exit");
  const [facts] = await Promise.race([
    once(child, "message"),
    ended.then(() => Promise.reject(new Error("the simulator's process ended before it listened"))),
  ]);
  const close = () => {
    child.disconnect();
    return ended;
  };
  return { facts, close };
}
