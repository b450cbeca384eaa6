// The console for a test: its local server, as the package brings it, beside PISTE in miniature on another origin.

import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { startSimulator } from "./simulator.mjs";

export { sendTo } from "./send.mjs";

const PACKAGE = dirname(createRequire(import.meta.url).resolve("sne-cotation/package.json"));

/** The module is no entry of the package: only its own command uses it. */
const { startConsole } = await import(pathToFileURL(join(PACKAGE, "lib", "console", "server.js")));

/**
 * Starts both on free ports: `url` and `origin` of the console, `platform`, the simulator, and `close` for both.
 * `withSimulator: false` keeps the simulator from the console.
 */
export async function startConsoleForTest({ withSimulator = true } = {}) {
  const { simulator: platform, environments, url: simulatorUrl, application, close } = await startSimulator();
  const simulator = { environments, applications: platform.applications };
  const site = await startConsole({ port: 0, ...(withSimulator && { simulator }) });
  return {
    url: site.url,
    origin: new URL(site.url).origin,
    simulatorUrl,
    platform,
    /** The console offers the applications of the sandbox. */
    application: (label) => application(label, "sandbox"),
    /** How many tokens were asked for so far. */
    tokenRequests: () => platform.exchanges.filter(({ path }) => path.endsWith("/oauth/token")).length,
    closeConsole: site.close,
    close: () => Promise.all([site.close(), close()]),
  };
}
