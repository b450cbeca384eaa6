// `sne-cotation simulator`: PISTE in miniature on a local address, until Ctrl-C.

import { readFile } from "node:fs/promises";
import { reasonOf } from "../input.js";
import { Failure, UsageError } from "../problems.js";
import { listenFailure, readPort, stopSignal } from "../serving.js";
import { align } from "../table.js";

/**
 * @import { Application, Environment, LocalServer, Simulator, Upstream } from "../../../types/simulator.d.ts"
 * @import { Command, Context, Translate, Values } from "../command.ts"
 */

/** @typedef {{ platform: Simulator, server: LocalServer }} Served */

export const DEFAULT_PORT = 8788;
/** @type {Environment[]} */
const ENVIRONMENTS = ["sandbox", "production"];

/** @type {Command} */
export const simulator = {
  name: "simulator",
  options: {
    port: { type: "string" },
    host: { type: "string" },
    contract: { type: "string" },
    upstream: { type: "string" },
    "allow-remote-upstream": { type: "boolean" },
    json: { type: "boolean" },
    quiet: { type: "boolean" },
  },
  sends: true,
  examples: [
    "sne-cotation simulator",
    "sne-cotation simulator --contract api.json",
    "sne-cotation simulator --upstream http://127.0.0.1:8080/api",
    "sne-cotation simulator --port 0 --json",
    "sne-cotation simulator --host 0.0.0.0 --quiet",
  ],
  run,
};

/** @param {Context} context */
async function run({ values, t, print, note }) {
  const port = readPort(values.port, { usual: DEFAULT_PORT, command: "simulator", t });
  const stopped = stopSignal();
  // Empty is how scripts say that there is none: for Node, it would be every address of this machine.
  const address = { port, host: values.host || "127.0.0.1", upstream: upstreamOf(values) };
  const { simulator: platform, server } = await start(address, values.contract, t);
  print(announcement({ platform, server, values }, t));
  // A server of one's own answers as it likes.
  if (values.contract !== undefined && values.upstream === undefined) noteUnanswered(platform, { t, note });
  await stopped;
  await server.close();
  return 0;
}

/**
 * @param {{ port: number, host: string, upstream?: Upstream }} address
 * @param {string | undefined} file
 * @param {Translate} t
 */
async function start(address, file, t) {
  const { createSimulator } = await import("../../simulator/node.js");
  const contract = file === undefined ? undefined : await readContract(file, t);
  const simulator = await createSimulator({ contract }).catch((error) => {
    throw file === undefined ? error : new Failure(t("simulator.badContract", { file, reason: error.message }));
  });
  const server = await simulator.listen(address).catch((error) => {
    if (error.name === "UpstreamError")
      throw new UsageError(t(`simulator.upstream.${error.reason}`), { command: "simulator" });
    throw listenFailure(error, { ...address, t });
  });
  return { simulator, server };
}

/**
 * Says which operations of the contract get no answer, and why.
 * @param {Simulator} platform
 * @param {Pick<Context, "t" | "note">} context
 */
function noteUnanswered({ unanswered }, { t, note }) {
  if (unanswered.length === 0) return;
  const rows = unanswered.map(({ operationId, reason }) => [operationId, t(`simulator.unanswered.${reason}`)]);
  note([t("simulator.unanswered"), ...align(rows).map((row) => `  ${row}`)].join("\n"));
}

/** @param {Values} values */
function upstreamOf({ upstream: url, "allow-remote-upstream": allowRemote = false }) {
  return url === undefined ? undefined : { url, allowRemote };
}

/**
 * @param {string} file
 * @param {Translate} t
 */
function readContract(file, t) {
  return readFile(file, "utf8").catch((error) => {
    throw new Failure(t("simulator.noContract", { file, reason: reasonOf(error, t) }));
  });
}

/**
 * @param {Served & { values: Values }} told
 * @param {Translate} t
 */
function announcement({ platform, server, values }, t) {
  if (values.json) return asJson(platform, server);
  if (values.quiet) return server.url;
  const sections = ENVIRONMENTS.map((environment) => section(environment, { platform, server }, t));
  return [
    t("simulator.listening", { url: server.url }),
    ...sections,
    attempt({ platform, server }, t),
    t("serving.stop"),
  ].join("\n\n");
}

/**
 * On one line, so that the program that started the command can read it and go on.
 * @param {Simulator} platform
 * @param {LocalServer} server
 */
function asJson(platform, { url, environments }) {
  /** @param {Application} application */
  const fields = ({ label, name, description, environment, clientId, clientSecret }) => ({
    label,
    name,
    description,
    environment,
    clientId,
    clientSecret,
  });
  return JSON.stringify({ url, environments, applications: platform.applications.map(fields) });
}

/**
 * @param {Environment} environment
 * @param {Served} served
 * @param {Translate} t
 */
function section(environment, { platform, server }, t) {
  const { tokenUrl, apiUrl } = server.environments[environment];
  const addresses = align([
    [t("simulator.tokenUrl"), tokenUrl],
    [t("simulator.apiUrl"), apiUrl],
  ]);
  const header = ["client_id", "client_secret", t("simulator.situation")];
  const applications = platform.applications.filter((one) => one.environment === environment);
  const rows = applications.map((one) => [one.clientId, one.clientSecret, t(`simulator.situation.${one.label}`)]);
  const table = align([header, ...rows]);
  return [t(`simulator.${environment}`), "", ...[...addresses, "", ...table].map((line) => line && `  ${line}`)].join(
    "\n",
  );
}

/**
 * A token for the working sandbox application, to paste into a shell.
 * @param {Served} served
 * @param {Translate} t
 */
function attempt({ platform, server }, t) {
  const { clientId, clientSecret } = platform.find("works");
  const form = `grant_type=client_credentials&client_id=${clientId}&client_secret=${clientSecret}`;
  return `${t("simulator.try")}\n\n  curl -d '${form}' ${server.environments.sandbox.tokenUrl}`;
}
