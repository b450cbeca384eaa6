// The console for a test: its local server, as the package brings it, beside PISTE in miniature on another origin.

import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { startSimulator } from "./simulator.mjs";

export { sendTo } from "./send.mjs";

/** @import { Application, Environments, ReadyMade } from "sne-cotation/simulator" */

/**
 * The options of the console's server.
 * @typedef {object} ConsoleOptions
 * @property {number} [port]
 * @property {string} [host]
 * @property {{ environments: Environments, applications: Application[] }} [simulator]
 * @property {{ tokenUrl: string, apiUrl: string }} [other]
 * @property {Uint8Array} [theme]
 * @property {Uint8Array} [contract]
 * @property {string} [runs]
 */

/** @typedef {{ url: string, address: string, close: () => Promise<void> }} Console a console that is served */
/** @typedef {(options?: ConsoleOptions) => Promise<Console>} StartConsole */
/** @typedef {Awaited<ReturnType<typeof startConsoleForTest>>} Site */

const PACKAGE = dirname(createRequire(import.meta.url).resolve("sne-cotation/package.json"));

/**
 * The module is no entry of the package: only its own command uses it.
 * @type {{ startConsole: StartConsole }}
 */
const server = await import(pathToFileURL(join(PACKAGE, "dist", "console.js")).href);
export const { startConsole } = server;

/**
 * Starts both on free ports: `url` and `origin` of the console, its `address` with the key and the `cookie` that it
 * gives, `platform`, the simulator, and `close` for both. `withSimulator: false` keeps the simulator from the console;
 * the other options are the console's.
 * @param {ConsoleOptions & { withSimulator?: boolean }} [options]
 */
export async function startConsoleForTest({ withSimulator = true, ...options } = {}) {
  const simulated = options.contract && { contract: Buffer.from(options.contract).toString() };
  const { simulator: platform, environments, url: simulatorUrl, application, close } = await startSimulator(simulated);
  const simulator = { environments, applications: platform.applications };
  const site = await startConsole({ port: 0, ...(withSimulator && { simulator }), ...options });
  return {
    url: site.url,
    address: site.address,
    cookie: await cookieOf(site),
    origin: new URL(site.url).origin,
    simulatorUrl,
    platform,
    /**
     * The console offers the applications of the sandbox.
     * @param {ReadyMade} label
     */
    application: (label) => application(label, "sandbox"),
    /** How many tokens were asked for so far. */
    tokenRequests: () => platform.exchanges.filter(({ path }) => path.endsWith("/oauth/token")).length,
    closeConsole: site.close,
    close: () => Promise.all([site.close(), close()]),
  };
}

/**
 * What a browser is given that opens the address.
 * @param {Console} site
 */
async function cookieOf({ address }) {
  const { headers } = await fetch(address, { redirect: "manual" });
  const [pair] = headers.getSetCookie()[0].split(";");
  return pair;
}
