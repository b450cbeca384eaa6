// `sne-cotation console`: the console on a local address, with a simulator beside it, until Ctrl-C.

import { readFile } from "node:fs/promises";
import { openBrowser } from "../browser.js";
import { reasonOf } from "../input.js";
import { Failure, UsageError } from "../problems.js";
import { listenFailure, readPort, stopSignal } from "../serving.js";

/**
 * @import { Addresses } from "../../../types/simulator.d.ts"
 * @import { Command, Context, Translate, Values } from "../command.ts"
 */

const DEFAULT_PORT = 8787;
/** Whoever reaches the console can use its relay, so there is no option for another address. */
const HOST = "127.0.0.1";

/** @type {Command} */
export const consoleCommand = {
  name: "console",
  options: {
    port: { type: "string" },
    contract: { type: "string" },
    theme: { type: "string" },
    runs: { type: "string" },
    "token-url": { type: "string" },
    "api-url": { type: "string" },
    open: { type: "boolean" },
    json: { type: "boolean" },
    quiet: { type: "boolean" },
  },
  sends: true,
  examples: [
    "sne-cotation console",
    "sne-cotation console --contract sne-cotation.json",
    "sne-cotation console --theme ministere.css --port 0",
  ],
  run,
};

/** @param {Context} context */
async function run({ values, env, t, print, note }) {
  const port = readPort(values.port, { usual: DEFAULT_PORT, command: "console", t });
  const other = otherEnvironment(values, t);
  const [contract, theme] = await Promise.all([values.contract, values.theme].map((path) => readOptional(path, t)));
  const stopped = stopSignal();
  const { site, simulator } = await start(
    { port, other, theme, contract, file: values.contract, language: chosen(values.language), runs: values.runs },
    t,
  );
  print(announcement({ address: site.address, simulatorUrl: simulator.url, values }, t));
  // Not the address that is printed: whoever sees the list of processes comes too late with this one.
  if (values.open) openBrowser(site.addressOnce(), env, (reason) => note(t("console.notOpened", { reason })));
  await stopped;
  await Promise.all([site.close(), simulator.close()]);
  return 0;
}

/** The language that was asked for; which there are, was looked at before. @param {string | undefined} option */
function chosen(option) {
  return option === "fr" || option === "en" ? option : undefined;
}

/**
 * Both addresses or none; what else is wrong with them, the client says when it is made.
 * @param {Values} values
 * @param {Translate} t
 * @returns {Addresses | undefined}
 */
function otherEnvironment({ "token-url": tokenUrl, "api-url": apiUrl }, t) {
  if (tokenUrl === undefined && apiUrl === undefined) return undefined;
  for (const url of [tokenUrl, apiUrl]) {
    const isAddress = /^https?:/.test(url ?? "") && URL.canParse(url ?? "");
    if (!isAddress) throw new UsageError(t("console.badAddresses"), { command: "console" });
  }
  return /** @type {Addresses} */ ({ tokenUrl, apiUrl });
}

/**
 * @param {string | undefined} path
 * @param {Translate} t
 * @returns {Promise<Buffer | undefined>}
 */
async function readOptional(path, t) {
  if (path === undefined) return undefined;
  return readFile(path).catch((error) => {
    throw new Failure(t("console.badFile", { path, reason: reasonOf(error, t) }));
  });
}

/**
 * @typedef {object} Wanted
 * @property {number} port
 * @property {Addresses} [other]
 * @property {Buffer} [theme]
 * @property {Buffer} [contract]
 * @property {string} [file] the contract's
 * @property {"fr" | "en"} [language] of the page
 * @property {string} [runs] the folder where runs are kept
 */

/**
 * The simulator takes any free port: nobody but the page has to find it.
 * @param {Wanted} wanted
 * @param {Translate} t
 */
async function start({ port, other, theme, contract, file, language, runs }, t) {
  const { createSimulator } = await import("../../simulator/node.js");
  const { startConsole } = await import("../../console/server.js");
  const platform = await createSimulator(contract && { contract: contract.toString("utf8") }).catch((error) => {
    throw contract ? new Failure(t("simulator.badContract", { file, reason: error.message })) : error;
  });
  const simulator = await platform.listen({ port: 0, host: HOST });
  const { environments } = simulator;
  try {
    const miniature = { environments, applications: platform.applications };
    return {
      simulator,
      site: await startConsole({ port, host: HOST, simulator: miniature, other, theme, contract, language, runs }),
    };
  } catch (error) {
    await simulator.close();
    throw listenFailure(error, { port, host: HOST, t });
  }
}

/**
 * @param {{ address: string, simulatorUrl: string, values: Values }} told
 * @param {Translate} t
 */
function announcement({ address, simulatorUrl, values }, t) {
  if (values.json) return JSON.stringify({ url: address, simulator: simulatorUrl });
  if (values.quiet) return address;
  const lines = [
    t("console.listening", { url: address }),
    t("console.simulator", { url: simulatorUrl }),
    t("serving.stop"),
  ];
  return lines.join("\n\n");
}
