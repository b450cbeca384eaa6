// A run belongs to the addresses that it has begun with, and the simulator listens at another port each time the
// console is started. So a run of the simulator's has addresses that stay, and what it sends goes to where the
// simulator listens now.

/** @import { Addresses } from "../../../types/simulator.d.ts" */

/** Nothing is ever sent there. It is this machine, the only one to which the client sends without encryption. */
const ORIGIN = "http://localhost";

/**
 * The options of a client of the simulator's, for a run that a later console may go on with.
 * @param {Addresses} addresses of the simulator, as it listens now
 */
export function lasting({ tokenUrl, apiUrl }) {
  const { origin } = new URL(apiUrl);
  /** @param {string} url */
  const named = (url) => url.replace(origin, ORIGIN);
  /** @type {(url: string, init: RequestInit) => Promise<Response>} */
  const fetch = (url, init) => globalThis.fetch(url.replace(ORIGIN, origin), init);
  return { environment: { tokenUrl: named(tokenUrl), apiUrl: named(apiUrl) }, fetch };
}
