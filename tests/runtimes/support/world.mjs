// Starts PISTE in miniature in a process of its own.

import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** Resolves to what the process tells of itself (addresses, credentials, contract), and `close`. */
export async function startWorld() {
  const child = fork(fileURLToPath(new URL("./world-process.mjs", import.meta.url)));
  const ended = once(child, "exit");
  const [facts] = await Promise.race([
    once(child, "message"),
    ended.then(() => Promise.reject(new Error("the simulator's process ended before it listened"))),
  ]);
  const close = () => {
    child.disconnect();
    return ended;
  };
  return { facts, close };
}
