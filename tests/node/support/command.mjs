// The command of the packed package, as a process.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { assertWorded } from "./leftovers.mjs";
import { CREDENTIALS } from "./platform.mjs";

/** @import { ChildProcessWithoutNullStreams } from "node:child_process" */
/** @import { TestContext } from "node:test" */
/** @import { Environment, LocalServer, ReadyMade, Simulator } from "sne-cotation/simulator" */
/** @import { Platform } from "./platform.mjs" */

/** @typedef {Record<string, string | undefined>} Variables */
/** @typedef {{ env?: Variables, cwd?: string, uid?: number, gid?: number }} StartOptions */
/** @typedef {StartOptions & { input?: string | Uint8Array }} RunOptions */

const require = createRequire(import.meta.url);
/** The folder of the package. */
export const PACKAGE = dirname(require.resolve("sne-cotation/package.json"));
/** @type {{ version: string, bin: Record<string, string> }} */
const manifest = require(join(PACKAGE, "package.json"));

/** The path of the command. */
export const COMMAND = join(PACKAGE, manifest.bin["sne-cotation"]);
/** The version of the package. */
export const VERSION = manifest.version;

/** A module of the package that it does not export. @param {string} path */
export const inPackage = (path) => import(pathToFileURL(join(PACKAGE, path)).href);

/**
 * The environment of the processes: that of the tests without what would change the result, in English, and what a test
 * adds.
 * @param {Variables} [more]
 * @returns {Variables}
 */
export function environment(more = {}) {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(SNE_|LC_|LANG|NO_COLOR|FORCE_COLOR|NODE_)/.test(name),
  );
  return { ...Object.fromEntries(kept), LC_ALL: "en_GB.UTF-8", ...more };
}

/**
 * Starts the command; it is killed with the test if it still runs.
 * @param {TestContext} t
 * @param {string[]} args
 * @param {StartOptions} [options]
 */
export function start(t, args, { env, ...options } = {}) {
  const child = spawn(process.execPath, [COMMAND, ...args], { env: environment(env), ...options });
  t.after(() => child.kill("SIGKILL"));
  return child;
}

/**
 * Runs the command to its end; `input` is what it finds on standard input.
 * @param {TestContext} t
 * @param {string[]} args
 * @param {RunOptions} [options]
 */
export async function run(t, args, { input = "", ...options } = {}) {
  const child = start(t, args, options);
  child.stdin.on("error", () => {});
  child.stdin.end(input);
  return ended(child);
}

/** What a process printed, and how it ended. @param {ChildProcessWithoutNullStreams} child */
export async function ended(child) {
  const [stdout, stderr] = [child.stdout, child.stderr].map((stream) => stream.setEncoding("utf8").toArray());
  const [code, signal] = await once(child, "close");
  const said = { stdout: (await stdout).join(""), stderr: (await stderr).join("") };
  for (const text of Object.values(said)) assertWorded(text);
  return { code, signal, ...said };
}

/**
 * The first line that a process prints; one that ends without a line fails the test.
 * @param {ChildProcessWithoutNullStreams} child
 * @returns {Promise<string>}
 */
export async function firstLine(child) {
  const line = once(createInterface({ input: child.stdout }), "line");
  const end = once(child, "close").then(([code]) => [`the process ended with ${code}`]);
  const [text] = await Promise.race([line, end]);
  return text;
}

/**
 * The variables of a ready-made application of a simulator that listens: what the command needs to reach it.
 * @param {{ simulator: Simulator, server: LocalServer }} stage
 * @param {ReadyMade} [label]
 * @param {Environment} [name]
 */
export function variablesOf({ simulator, server }, label = "works", name = "sandbox") {
  const { clientId, clientSecret } = simulator.find(label, name);
  const { tokenUrl, apiUrl } = server.environments[name];
  return { SNE_CLIENT_ID: clientId, SNE_CLIENT_SECRET: clientSecret, SNE_TOKEN_URL: tokenUrl, SNE_API_URL: apiUrl };
}

/**
 * A folder for the length of a test, with files in it: texts, bytes, or values that become JSON.
 * @param {TestContext} t
 * @param {Record<string, unknown>} [files]
 */
export function folder(t, files = {}) {
  const path = mkdtempSync(join(tmpdir(), "sne-command-"));
  t.after(() => rmSync(path, { recursive: true }));
  for (const [name, content] of Object.entries(files)) {
    const isPlain = typeof content === "string" || content instanceof Uint8Array;
    writeFileSync(join(path, name), isPlain ? content : JSON.stringify(content));
  }
  return path;
}

/** The variables of a platform of support/platform.mjs. @param {Pick<Platform, "environment">} platform */
export function variablesFor({ environment: { tokenUrl, apiUrl } }) {
  return {
    SNE_CLIENT_ID: CREDENTIALS.clientId,
    SNE_CLIENT_SECRET: CREDENTIALS.clientSecret,
    SNE_TOKEN_URL: tokenUrl,
    SNE_API_URL: apiUrl,
  };
}
