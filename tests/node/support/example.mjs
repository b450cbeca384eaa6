// Examples of the documents, each in a Node process of its own, in a world that is PISTE in miniature.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

/** @import { ChildProcess } from "node:child_process" */
/** @import { TestContext } from "node:test" */
/** @import { StdioOptions } from "node:child_process" */

/** @typedef {Record<string, string | undefined>} Variables */

const FOLDER = dirname(dirname(fileURLToPath(import.meta.url)));
const LONGEST = 10_000;

/** The origin of the examples' page. */
export const PAGE = "https://app.example";

/**
 * What an example that gets tokens finds in its environment.
 * @param {{ url: string }} server
 * @param {{ clientId: string, clientSecret: string }} application
 */
export function settings({ url }, { clientId, clientSecret }) {
  return { SIMULATOR: url, SNE_CLIENT_ID: clientId, SNE_CLIENT_SECRET: clientSecret };
}

/**
 * What comes before an example in its process. PISTE's hosts lead to the simulator, a page's own addresses to the
 * relay, and any other to an error; requests of a page carry its `Origin` and its cookie, as a browser adds them. A
 * server gets a free port, which it tells.
 */
const BEFORE = `
import { Server } from "node:net";
const { SIMULATOR, SITE } = process.env;
const { fetch } = globalThis;
globalThis.fetch = async (address, init) => {
  const url = String(address)
    .replace(/^https:\\/\\/([a-z-]+)\\.piste\\.gouv\\.fr\\//, SIMULATOR + "/$1/")
    .replace(/^\\//, SITE + "/");
  const isKnown = [SIMULATOR, SITE].some((origin) => url.startsWith(origin + "/"));
  if (!isKnown) throw new Error("not in the example's world: " + url);
  if (SITE === undefined) return fetch(url, init);
  const headers = new Headers(init.headers);
  headers.set("Origin", ${JSON.stringify(PAGE)});
  if (url.startsWith(SITE)) headers.set("Cookie", "session=ada");
  return fetch(url, { ...init, headers });
};
globalThis.sessionFrom = async (cookie) => (cookie === "session=ada" ? { id: "ada" } : undefined);
const { listen } = Server.prototype;
Server.prototype.listen = function (...args) {
  const { host = args[1] } = Object(args[0]);
  this.once("listening", () => process.send?.(this.address().port));
  return listen.call(this, { port: 0, host }, args.find((one) => typeof one === "function"));
};`;

/**
 * Starts an example as an ES module in a folder where it finds the package.
 * @param {string} code
 * @param {Variables} env
 * @param {StdioOptions} stdio
 * @param {string} [cwd]
 */
export function start(code, env, stdio, cwd = FOLDER) {
  const before = `data:text/javascript,${encodeURIComponent(BEFORE)}`;
  const args = ["--input-type=module", "--import", before, "-e", code];
  return spawn(process.execPath, args, { cwd, env: { ...process.env, FORCE_COLOR: "0", ...env }, stdio });
}

/** What follows the example of the page: it stays open until it is told to call again. */
export const CALL_AGAIN = `
process.send("called");
await new Promise((resolve) => process.once("message", resolve));
console.log(await sne.healthcheck());
process.disconnect();`;

/**
 * Runs an example until it ends by itself; resolves to what it wrote on stdout and on stderr.
 * @param {string} code
 * @param {Variables} env
 * @param {string} [cwd]
 */
export function output(code, env, cwd) {
  return written(start(code, env, ["ignore", "pipe", "pipe"], cwd));
}

/** What a process wrote on stdout and on stderr until it ended. @param {ChildProcess} child */
export async function written(child) {
  const timer = setTimeout(() => child.kill("SIGKILL"), LONGEST);
  const texts = ["", ""];
  for (const [index, stream] of [child.stdout, child.stderr].entries()) {
    stream?.on("data", (piece) => {
      texts[index] += piece;
    });
  }
  const [exitCode] = await once(child, "close");
  clearTimeout(timer);
  assert.equal(exitCode, 0, texts.join("\n"));
  return texts;
}

/**
 * Starts an example that serves, for the length of a test; resolves to its address.
 * @param {TestContext} t
 * @param {string} code
 * @param {Variables} env
 * @param {string} [cwd]
 */
export async function serving(t, code, env, cwd) {
  const child = start(code, env, ["ignore", "inherit", "inherit", "ipc"], cwd);
  t.after(() => child.kill("SIGKILL"));
  const [port] = await Promise.race([once(child, "message"), once(child, "exit").then(() => assert.fail("no server"))]);
  return `http://127.0.0.1:${port}`;
}
