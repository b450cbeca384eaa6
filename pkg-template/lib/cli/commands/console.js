// `sne-cotation console`: the console on a local address, with a simulator beside it, until Ctrl-C.

import { listenFailure, readPort, stopSignal } from "../serving.js";

const DEFAULT_PORT = 8787;
/** Whoever reaches the console can use its relay, so there is no option for another address. */
const HOST = "127.0.0.1";

export const consoleCommand = {
  name: "console",
  options: {
    port: { type: "string" },
    json: { type: "boolean" },
    quiet: { type: "boolean" },
  },
  examples: ["sne-cotation console", "sne-cotation console --port 0 --json"],
  run,
};

async function run({ values, t, print }) {
  const port = readPort(values.port, { usual: DEFAULT_PORT, command: "console", t });
  const stopped = stopSignal();
  const { site, simulator } = await start(port, t);
  print(announcement({ url: site.url, simulatorUrl: simulator.url, values }, t));
  await stopped;
  await Promise.all([site.close(), simulator.close()]);
  return 0;
}

/** The simulator takes any free port: nobody but the page has to find it. */
async function start(port, t) {
  const { createSimulator } = await import("../../simulator/node.js");
  const { startConsole } = await import("../../console/server.js");
  const platform = await createSimulator();
  const simulator = await platform.listen({ port: 0, host: HOST });
  const { environments } = simulator;
  try {
    const miniature = { environments, applications: platform.applications };
    return { simulator, site: await startConsole({ port, host: HOST, simulator: miniature }) };
  } catch (error) {
    await simulator.close();
    throw listenFailure(error, { port, host: HOST, t });
  }
}

function announcement({ url, simulatorUrl, values }, t) {
  if (values.json) return JSON.stringify({ url, simulator: simulatorUrl });
  if (values.quiet) return url;
  const lines = [t("console.listening", { url }), t("console.simulator", { url: simulatorUrl }), t("serving.stop")];
  return lines.join("\n\n");
}
