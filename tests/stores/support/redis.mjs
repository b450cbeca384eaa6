// redis-server without a port, on a socket in a folder of its own; and a cluster of two, which needs ports.

import { createServer } from "node:net";
import { join } from "node:path";
import { portOf } from "../../support/site.mjs";
import { Engine, engineFolder } from "./engine.mjs";
import { importPackage, redis } from "./packages.mjs";

/** @import { Ending } from "./engine.mjs" */

/** How many slots a cluster has. */
const SLOTS = 16_384;

/**
 * A server; resolves to its socket and itself.
 * @param {Ending} ending
 */
export async function startRedis(ending) {
  const folder = engineFolder(ending);
  const path = join(folder, "redis.sock");
  const args = ["--port", "0", "--unixsocket", path, "--save", "", "--appendonly", "no"];
  const engine = new Engine({ program: redis, args, folder }, () => ask({ path }, "PING"));
  ending.after(() => engine.stop());
  await engine.start();
  return { path, engine, flush: () => ask({ path }, "FLUSHALL") };
}

/**
 * A cluster of two servers, each with half of the slots; resolves to their ports.
 * @param {Ending} ending
 */
export async function startCluster(ending) {
  const ports = await Promise.all([1, 2].map(freePorts));
  await Promise.all(
    ports.map(async ([port, bus]) => {
      const folder = engineFolder(ending);
      const cluster = ["--cluster-enabled", "yes", "--cluster-port", String(bus)];
      const args = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", ...cluster];
      const engine = new Engine({ program: redis, args, folder }, () => ask({ port }, "PING"));
      ending.after(() => engine.stop());
      await engine.start();
    }),
  );
  const [[first], [second, bus]] = ports;
  const half = SLOTS / 2;
  await ask({ port: first }, "CLUSTER", "ADDSLOTSRANGE", "0", String(half - 1));
  await ask({ port: second }, "CLUSTER", "ADDSLOTSRANGE", String(half), String(SLOTS - 1));
  await ask({ port: first }, "CLUSTER", "MEET", "127.0.0.1", String(second), String(bus));
  for (const port of [first, second])
    while (!(await ask({ port }, "CLUSTER", "INFO")).includes("cluster_state:ok")) await new Promise(setImmediate);
  const flush = () => Promise.all([first, second].map((port) => ask({ port }, "FLUSHALL")));
  return { ports: [first, second], flush };
}

/**
 * Sends one command over a connection of its own.
 * @param {{ path: string } | { port: number }} address
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<string>}
 */
async function ask(address, command, ...args) {
  const { Redis } = await importPackage("ioredis");
  const client = new Redis({ ...address, lazyConnect: true, retryStrategy: null });
  client.on("error", () => {});
  try {
    await client.connect();
    return String(await client.call(command, ...args));
  } finally {
    client.disconnect();
  }
}

/** Two ports that are free at the moment. @returns {Promise<number[]>} */
async function freePorts() {
  const servers = await Promise.all(
    [1, 2].map(async () => {
      const server = createServer();
      await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
      return server;
    }),
  );
  const ports = servers.map(portOf);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
