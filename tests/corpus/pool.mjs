// Processes that look at documents side by side. One that takes too long, or ends, is replaced: its document then has
// what was known of it until there, and why there is no more.

import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";

/** @import { ChildProcess } from "node:child_process" */

/**
 * What is known of a document: of each call, and what else the module that looks tells; `stopped`: why there is no
 * more.
 * @typedef {{ calls: unknown[], stopped?: string, [more: string]: unknown }} Found
 */

/**
 * @typedef {{ isDone?: boolean, more?: { call?: unknown } }} Told what a child sends; a call is told by itself, and
 *   added
 */

const CHILD = fileURLToPath(new URL("child.mjs", import.meta.url));

/**
 * Looks at all of them; resolves to what was found, in their order. Progress is written where somebody looks on.
 * @param {string} module the address of the module that looks: `lookAt(task, tell)`
 * @param {object[]} tasks
 * @param {{ jobs: number, seconds: number }} options
 */
export async function lookAtAll(module, tasks, { jobs, seconds }) {
  // One that cannot be loaded is no matter of any document.
  await import(module);
  /** @type {Found[]} */
  const found = tasks.map(() => ({ calls: [] }));
  let next = 0;
  let done = 0;
  const work = async () => {
    /** @type {ChildProcess | undefined} */
    let child;
    while (next < tasks.length) {
      const index = next;
      next += 1;
      child ??= fork(CHILD, [module], { stdio: ["ignore", "ignore", "inherit", "ipc"] });
      const isAlive = await lookAtOne(child, tasks[index], found[index], seconds);
      if (!isAlive) child = undefined;
      done += 1;
      show(`${done} of ${tasks.length}`);
    }
    child?.disconnect();
  };
  await Promise.all(Array.from({ length: jobs }, work));
  show("");
  return found;
}

/** @param {string} text */
function show(text) {
  if (process.stderr.isTTY) process.stderr.write(`\r${text}\x1b[K`);
}

/**
 * Resolves to whether the process can go on with another.
 * @param {ChildProcess} child
 * @param {object} task
 * @param {{ calls: unknown[], stopped?: string }} found
 * @param {number} seconds
 * @returns {Promise<boolean>}
 */
function lookAtOne(child, task, found, seconds) {
  return new Promise((resolve) => {
    /** @param {boolean} isAlive */
    const end = (isAlive) => {
      clearTimeout(timer);
      child.removeAllListeners();
      resolve(isAlive);
    };
    const timer = setTimeout(() => {
      found.stopped = `not done after ${seconds} s`;
      child.removeAllListeners();
      child.once("exit", () => end(false));
      child.kill("SIGKILL");
    }, seconds * 1000);
    child.on("message", (/** @type {Told} */ { isDone, more: { call, ...more } = {} }) => {
      Object.assign(found, more);
      if (call !== undefined) found.calls.push(call);
      if (isDone) end(true);
    });
    child.once("exit", (code, signal) => {
      found.stopped = `the process ended: ${signal ?? code}`;
      end(false);
    });
    child.send(task);
  });
}
