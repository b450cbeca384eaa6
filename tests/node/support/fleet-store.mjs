// A store over a socket, for processes that share one: versioned cells in this process, which can be made to forget, to
// freeze, and to be wrong about the time.

import { createServer, connect } from "node:net";
import { createInterface } from "node:readline";
import { portOf } from "../../support/site.mjs";

/** @import { TestContext } from "node:test" */
/** @import { Store } from "sne-cotation" */
/** @typedef {{ id: number, method: "read" | "write", parameters: [string, string, string | null, number] }} Asked */

/** Cells in memory. */
export class Cells {
  /** @type {Map<string, { version: string, value: string }>} */
  kept = new Map();
  #versions = 0;
  /** What its clock has beyond the right time. */
  ahead = 0;
  /** All that was ever written. @type {string[]} */
  written = [];
  /** Ends when it answers again. @type {Promise<void> | undefined} */
  frozen;

  /** @type {Store["read"]} */
  read = async (key) => {
    await this.frozen;
    const { version = null, value = null } = this.kept.get(key) ?? {};
    return { version, value, now: Date.now() + this.ahead };
  };

  /** @type {Store["write"]} */
  write = async (key, value, version) => {
    await this.frozen;
    const before = this.kept.get(key);
    if ((before?.version ?? null) !== version) return { ok: false, ...(await this.read(key)) };
    this.#versions += 1;
    this.written.push(value);
    this.kept.set(key, { version: `v${this.#versions}`, value });
    return { ok: true, ...(await this.read(key)) };
  };
}

/**
 * Serves cells until the test ends; gives the port.
 * @param {TestContext} t
 * @param {Cells} cells
 */
export async function serveCells(t, cells) {
  /** @type {Set<import("node:net").Socket>} */
  const sockets = new Set();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    createInterface({ input: socket }).on("line", async (line) => {
      const { id, method, parameters } = /** @type {Asked} */ (JSON.parse(line));
      const [key, value, version, ttl] = parameters;
      const answer = method === "read" ? await cells.read(key) : await cells.write(key, value, version, ttl);
      socket.write(`${JSON.stringify({ id, answer })}\n`);
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  t.after(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(resolve));
  });
  return portOf(server);
}

/**
 * The store at a port, as a process has it.
 * @param {number} port
 */
export function storeAt(port) {
  const socket = connect(port, "127.0.0.1");
  /** @type {Map<number, (answer: never) => void>} */
  const waiting = new Map();
  let asked = 0;
  createInterface({ input: socket }).on("line", (line) => {
    const { id, answer } = JSON.parse(line);
    waiting.get(id)?.(/** @type {never} */ (answer));
    waiting.delete(id);
  });
  /** @param {string} method */
  const ask =
    (method) =>
    /** @param {unknown[]} parameters */
    (...parameters) =>
      new Promise((resolve) => {
        asked += 1;
        waiting.set(asked, resolve);
        socket.write(`${JSON.stringify({ id: asked, method, parameters })}\n`);
      });
  const store = /** @type {Store} */ ({ read: ask("read"), write: ask("write") });
  return { store, close: () => socket.destroy() };
}
