// A Worker as Cloudflare's own tools make and run it: bundled by wrangler as for a deployment, with nothing configured
// but its entry, and run by workerd on a free port.

import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { COMPATIBILITY, constantCase, runWorkerd, WORKERD_PROGRAM } from "../../support/workerd.mjs";
import { programs, run, runtimes } from "./tools.mjs";

/** @import { Settings, Worker } from "../../support/workerd.mjs" */

/** @typedef {Awaited<ReturnType<typeof bundleWorker>>} Bundle */

const WRANGLER = join(runtimes, "node_modules", "wrangler", "bin", "wrangler.js");
const WORKERD = createRequire(join(runtimes, "node_modules", "wrangler", "package.json"));

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
 * @returns {Promise<Worker>}
 */
export const runWorker = (bundle, how) => runWorkerd(WORKERD.resolve(WORKERD_PROGRAM), bundle, how);
