// The console for a test: its local server, as the package brings it, beside PISTE in miniature on another origin.

import { request } from "node:http";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { startSimulator } from "./simulator.mjs";

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

/** One request with exactly these headers: fetch would not let a test set Host and Origin. */
export function sendTo(url, path, { method = "GET", headers = {}, body } = {}) {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, method, headers, agent: false }, async (response) => {
      const text = (await response.setEncoding("utf8").toArray()).join("");
      resolve({ status: response.statusCode, headers: response.headers, text, json: () => JSON.parse(text) });
    });
    sent.on("error", reject);
    sent.end(body);
  });
}
