// Processes that look at documents side by side. One that takes too long, or ends, is replaced: its document then has
// what was known of it until there, and why there is no more.

import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";

/** @import { ChildProcess } from "node:child_process" */
/** @import { Called, Findings, Task } from "./document.mjs" */

/** @typedef {Partial<Findings> & { calls: Called[], stopped?: string }} Found `stopped`: why there is no more */
/** @typedef {{ isDone?: boolean, more?: Partial<Found> & { call?: Called } }} Told what a child sends */

const CHILD = fileURLToPath(new URL("child.mjs", import.meta.url));

/**
 * Looks at all of them; resolves to what was found, in their order.
 * @param {Task[]} tasks
 * @param {{ jobs: number, seconds: number, onFound: (done: number) => void }} options
 */
export async function lookAtAll(tasks, { jobs, seconds, onFound }) {
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
      child ??= fork(CHILD, { stdio: ["ignore", "ignore", "inherit", "ipc"] });
      const isAlive = await lookAtOne(child, tasks[index], found[index], seconds);
      if (!isAlive) child = undefined;
      done += 1;
      onFound(done);
    }
    child?.disconnect();
  };
  await Promise.all(Array.from({ length: jobs }, work));
  return found;
}

/**
 * Resolves to whether the process can go on with another.
 * @param {ChildProcess} child
 * @param {Task} task
 * @param {Found} found
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
