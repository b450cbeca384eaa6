// Prism as a process: `proxy` stands between the client and the simulator and looks at what goes by, `mock` answers
// itself.
//
// It knows no base path: its paths are those of the contract, at the root of its address. So the client is given that
// address as the whole address of the API, and the proxy an upstream address that ends with the base path.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { stripVTControlCharacters } from "node:util";

/** @typedef {import("node:child_process").ChildProcessByStdio<null, Readable, Readable>} Prism */
/** @import { Readable } from "node:stream" */

/**
 * What Prism answers to a request that it refuses.
 * @typedef {{ type: string, title: string, validation?: { location: string[], code: string }[] }} Problem
 */

const LISTENS = /Prism is listening on (http:\/\/\S+)/;

/**
 * Starts Prism, which refuses whatever breaks the contract; resolves to its address. It ends with the test.
 * @param {import("node:test").TestContext} t
 * @param {string} contractFile
 * @param {{ upstream?: string }} [options]
 */
export async function startPrism(t, contractFile, { upstream } = {}) {
  const what = upstream === undefined ? ["mock", contractFile] : ["proxy", contractFile, upstream];
  const args = [
    process.env.SNE_PRISM ?? assert.fail("SNE_PRISM names no Prism; `npm test` sets it"),
    ...what,
    "--errors",
    "--port",
    "0",
    "--host",
    "127.0.0.1",
  ];
  const child = spawn(process.execPath, args, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0" },
  });
  t.after(async () => {
    const end = child.exitCode === null && child.signalCode === null ? once(child, "exit") : undefined;
    child.kill("SIGKILL");
    await end;
  });
  return address(child);
}

/**
 * What it prints says when it listens, and where.
 * @param {Prism} child
 */
async function address(child) {
  let printed = "";
  child.stderr.setEncoding("utf8").on("data", (text) => (printed += text));
  for await (const text of child.stdout.setEncoding("utf8").iterator({ destroyOnReturn: false })) {
    printed += stripVTControlCharacters(text);
    const [, found] = LISTENS.exec(printed) ?? [];
    if (found !== undefined) {
      child.stdout.resume();
      return found;
    }
  }
  throw new Error(`Prism did not start:\n${printed}`);
}

/** A fetch that keeps what Prism found wrong, as `place rule`. */
export function judged() {
  /** @type {string[]} */
  const found = [];
  /** @param {Parameters<typeof globalThis.fetch>} args */
  const spy = async (...args) => {
    const response = await fetch(...args);
    const text = await response.clone().text();
    if (response.headers.get("content-type")?.startsWith("application/problem+json"))
      found.push(...violations(JSON.parse(text)));
    return response;
  };
  return { fetch: spy, found };
}

/** @param {Problem} problem */
function violations({ type, title, validation = [] }) {
  if (validation.length === 0) return [`${type} ${title}`];
  return validation.map(({ location, code }) => `${location.join("/")} ${code}`);
}
