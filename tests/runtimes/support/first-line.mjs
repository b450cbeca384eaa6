// A program that serves until it is told to stop, and says where on its first line.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

/**
 * Starts one; resolves to that line, and a way to stop it.
 * @param {string} program
 * @param {string[]} args
 * @param {string} cwd
 */
export async function startUntil(program, args, cwd) {
  // A group of its own: a tool may start another process, which is the one that serves.
  const child = spawn(program, args, { cwd, stdio: ["ignore", "pipe", "inherit"], detached: true });
  const [line] = await once(createInterface(child.stdout), "line");
  const stop = async () => {
    const ended = once(child, "close");
    process.kill(-Number(child.pid), "SIGTERM");
    await ended;
  };
  return { line: String(line), stop };
}
