// A Worker run by Cloudflare's own runtime, workerd, on a free port: its modules lie in a folder, the entry among them.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** @typedef {Awaited<ReturnType<typeof runWorkerd>>} Worker */

/**
 * How a Worker is set up: its variables, its Durable Objects by their classes, and the host and port to which all that
 * it fetches is sent, in place of the network.
 * @typedef {{ variables: Record<string, string>, objects: string[], outbound: string | undefined }} Settings
 */

/** @typedef {Settings & { entry: string, modules: string[] }} Configuration */

/** A date that is neither the oldest nor the newest that workerd knows. */
export const COMPATIBILITY = "2026-01-01";

/**
 * Runs a Worker; resolves to `{ url, said, stop }`.
 * @param {string} program workerd
 * @param {{ folder: string, modules: string[] }} bundle
 * @param {{ entry: string } & Partial<Settings>} how
 */
export async function runWorkerd(program, { folder, modules }, { entry, variables = {}, objects = [], outbound }) {
  writeFileSync(join(folder, "config.capnp"), configurationOf({ entry, modules, variables, objects, outbound }));
  const child = spawn(program, ["serve", "config.capnp", "--control-fd=3"], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe", "pipe"],
  });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (piece) => {
      text += piece;
    });
  }
  const ended = once(child, "close");
  const stop = async () => {
    child.kill("SIGKILL");
    await ended;
  };
  const control = /** @type {import("node:stream").Readable} */ (child.stdio[3]);
  const [told] = await Promise.race([
    once(control, "data"),
    ended.then(() => Promise.reject(new Error(`workerd ended: ${text}`))),
  ]);
  return { url: `http://127.0.0.1:${JSON.parse(String(told)).port}`, said: () => text, stop };
}

/** How the binding of a class is called. @param {string} name */
export const constantCase = (name) => name.replace(/(?<=[a-z])[A-Z]/g, "_$&").toUpperCase();

/** Where a package `workerd` has its program, as a module of another package. */
export const WORKERD_PROGRAM = `@cloudflare/workerd-${workerdPlatform()}/bin/${programName()}`;

function programName() {
  return process.platform === "win32" ? "workerd.exe" : "workerd";
}

function workerdPlatform() {
  const system = process.platform === "win32" ? "windows" : process.platform;
  return `${system}-${process.arch === "x64" ? "64" : process.arch}`;
}

/**
 * The configuration that wrangler's would become, in workerd's own language.
 * @param {Configuration} configuration
 */
function configurationOf({ entry, modules, variables, objects, outbound }) {
  const text = JSON.stringify;
  const order = [entry, ...modules.filter((name) => name !== entry)];
  const embedded = order.map((name) => {
    const kind = name.endsWith(".wasm") ? "wasm" : "esModule";
    return `(name = ${text(name)}, ${kind} = embed ${text(name)})`;
  });
  const given = Object.entries(variables).map(([name, value]) => `(name = ${text(name)}, text = ${text(value)})`);
  const bound = objects.map((name) => `(name = ${text(constantCase(name))}, durableObjectNamespace = ${text(name)})`);
  const namespaces = objects.map((name) => `(className = ${text(name)}, uniqueKey = ${text(name)})`);
  const network =
    outbound === undefined ? `network = (allow = ["private"])` : `external = (address = ${text(outbound)}, http = ())`;
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [ (name = "main", worker = .main), (name = "out", ${network}) ],
  sockets = [ (name = "http", address = "127.0.0.1:0", http = (), service = "main") ],
);
const main :Workerd.Worker = (
  modules = [ ${embedded.join(", ")} ],
  compatibilityDate = ${text(COMPATIBILITY)},
  bindings = [ ${[...given, ...bound].join(", ")} ],
  durableObjectNamespaces = [ ${namespaces.join(", ")} ],
  durableObjectStorage = (inMemory = void),
  globalOutbound = "out",
);
`;
}
