// `npm start`: prepares what is missing, builds, starts PISTE in miniature, gets a token and calls healthcheck through
// the package that would be published, prints both, then serves the console until Ctrl-C.
//   npm start                          the console on port 8787
//   npm start -- --port 9000           the console on another port (0: any free one)

import { build } from "./build.mjs";
import { setup } from "./setup.mjs";
import { readArguments, wholeNumber } from "./support/arguments.mjs";
import { importClient, importConsole, importSimulator } from "./support/built.mjs";
import { french, say } from "./support/language.mjs";
import { main, problem } from "./support/problem.mjs";

/** @import { LocalServer, Simulator } from "../pkg-template/types/simulator.d.ts" */

const CONSOLE_PORT = "8787";
const SIMULATOR_PORT = 8788;

await main(async () => {
  const { values } = readArguments(import.meta.url, { port: { type: "string", default: CONSOLE_PORT } });
  const port = wholeNumber("port", values.port, 0, 65_535);
  await setup();
  await build();
  const { createSimulator } = await importSimulator();
  const simulator = await createSimulator();
  const server = await listen(simulator);
  try {
    await showTheMainJob(simulator, server);
    await serveConsole(port, simulator, server);
  } finally {
    await server.close();
  }
});

/**
 * The usual port, so that the address can be kept; another one when a first `npm start` still has it.
 * @param {Simulator} simulator
 */
async function listen(simulator) {
  return simulator.listen({ port: SIMULATOR_PORT }).catch((error) => {
    if (error?.code !== "EADDRINUSE") throw error;
    return simulator.listen({ port: 0 });
  });
}

/**
 * @param {Simulator} simulator
 * @param {LocalServer} server
 */
async function showTheMainJob(simulator, { url, environments }) {
  const { SneCotation } = await importClient();
  const { name, clientId, clientSecret } = simulator.find("works", "production");
  const language = french ? "fr" : "en";
  const client = await SneCotation.create({ environment: environments.production, clientId, clientSecret, language });
  try {
    print(say("PISTE in miniature", "PISTE en miniature"), `${url} (${name})`);
    print(say("token", "jeton"), masked(await client.accessToken()));
    print("healthcheck", JSON.stringify(await client.healthcheck()));
  } finally {
    await client.close();
  }
}

/**
 * @param {string} what
 * @param {string} value
 */
function print(what, value) {
  console.log(`${what.padEnd(20)} ${value}`);
}

/** @param {string} token */
function masked(token) {
  return `${token.slice(0, 4)}… (${say(`${token.length} characters`, `${token.length} caractères`)})`;
}

/**
 * @param {number} port
 * @param {Simulator} simulator
 * @param {LocalServer} server
 */
async function serveConsole(port, simulator, server) {
  const { startConsole } = await importConsole();
  const { url, environments } = server;
  const miniature = { url, environments, applications: simulator.applications };
  const site = await startConsole({ port, simulator: miniature }).catch((error) => explain(error, port));
  try {
    print("console", `${site.address}   ${say("(Ctrl-C to stop)", "(Ctrl-C pour arrêter)")}`);
    await interrupted();
  } finally {
    await site.close();
  }
}

/**
 * @param {NodeJS.ErrnoException} error
 * @param {number} port
 * @returns {never}
 */
function explain(error, port) {
  if (error?.code !== "EADDRINUSE") throw error;
  throw problem(
    `Port ${port} is taken: another \`npm start\` is probably running. Stop it, then try again.`,
    `Le port ${port} est pris : un autre \`npm start\` tourne sans doute. Arrêtez-le, puis recommencez.`,
  );
}

/** Resolves at Ctrl-C, or when whatever runs us wants us to end. */
function interrupted() {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, resolve);
  });
}
