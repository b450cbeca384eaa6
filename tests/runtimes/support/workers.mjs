// A Worker as Cloudflare's own tools make and run it: bundled by wrangler as for a deployment, with nothing configured
// but its entry, and run by workerd on a free port.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { programs, run, runtimes } from "./tools.mjs";

/** @typedef {Awaited<ReturnType<typeof bundleWorker>>} Bundle */
/** @typedef {Awaited<ReturnType<typeof runWorker>>} Worker */

/**
 * How a Worker is set up: its variables, its Durable Objects by their classes, and the host and port to which all that
 * it fetches is sent, in place of the network.
 * @typedef {{ variables: Record<string, string>, objects: string[], outbound: string | undefined }} Settings
 */

/** @typedef {Settings & { entry: string, modules: string[] }} Configuration */

const WRANGLER = join(runtimes, "node_modules", "wrangler", "bin", "wrangler.js");
const WORKERD = createRequire(join(runtimes, "node_modules", "wrangler", "package.json"));
/** A date that is neither the oldest nor the newest that workerd knows. */
const COMPATIBILITY = "2026-01-01";

/**
 * Bundles a Worker whose sources are in a folder; resolves to `{ folder, modules, said }`, what wrangler made and
 * wrote.
 * @param {string} source
 * @param {string} main
 * @param {string[]} [objects]
 */
export async function bundleWorker(source, main, objects = []) {
  const bindings = objects.map((name) => ({ name: constantCase(name), class_name: name }));
  const exported = Object.fromEntries(objects.map((name) => [name, { type: "durable-object", storage: "sqlite" }]));
  const configuration = {
    name: "tried",
    main,
    compatibility_date: COMPATIBILITY,
    durable_objects: { bindings },
    exports: exported,
  };
  writeFileSync(join(source, "wrangler.json"), JSON.stringify(configuration));
  const folder = join(source, "out");
  mkdirSync(folder, { recursive: true });
  const env = { WRANGLER_SEND_METRICS: "false", CI: "1" };
  const args = [WRANGLER, "deploy", "--dry-run", "--outdir", folder];
  const { stdout, stderr } = await run(programs["Node 24"], args, { cwd: source, env });
  const modules = readdirSync(folder).filter((name) => /\.(js|wasm)$/.test(name));
  return { folder, modules, said: stdout + stderr };
}

/**
 * Runs what `bundleWorker` made; resolves to `{ url, said, stop }`.
 * @param {{ folder: string, modules: string[] }} bundle
 * @param {{ entry: string } & Partial<Settings>} how
 */
export async function runWorker({ folder, modules }, { entry, variables = {}, objects = [], outbound }) {
  writeFileSync(join(folder, "config.capnp"), configurationOf({ entry, modules, variables, objects, outbound }));
  const program = WORKERD.resolve(
    `@cloudflare/workerd-${workerdPlatform()}/bin/workerd${process.platform === "win32" ? ".exe" : ""}`,
  );
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

/** @param {string} name */
const constantCase = (name) => name.replace(/(?<=[a-z])[A-Z]/g, "_$&").toUpperCase();

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
