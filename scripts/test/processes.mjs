// The processes of a run of tests, with all that those have started: what they have used of the processors, and the
// end of them all.

import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";

/** How many milliseconds a process may take to end once it has been asked to. */
const PATIENCE = 5_000;
const BETWEEN_LOOKS = 50;

/** In which Linux tells processor time, whatever the machine. */
const TICKS_PER_SECOND = 100;

/**
 * A process; `begun` tells it from one that gets its number later.
 * @typedef {{ pid: number, parent: number, begun: string }} Running
 */

/**
 * The milliseconds of processor time that this process has used, with those that it has started and that have ended;
 * undefined where the system does not tell.
 */
export function processorTime() {
  if (process.platform !== "linux") return undefined;
  // utime, stime, cutime and cstime, as proc(5) has them.
  const ticks = statOf("self").slice(11, 15).map(Number);
  return (ticks.reduce((sum, one) => sum + one, 0) * 1000) / TICKS_PER_SECOND;
}

/**
 * Ends processes with everything that they have started, in process groups of their own too: asks them, and kills what
 * is still there after a while. Resolves once none is left.
 * @param {number[]} roots
 * @param {number} [patience] in milliseconds
 */
export async function endTrees(roots, patience = PATIENCE) {
  if (process.platform === "win32") {
    for (const pid of roots) spawnSync("taskkill", ["/pid", String(pid), "/t", "/f"], { windowsHide: true });
    return;
  }
  const begun = performance.now();
  /** Whom they had started is kept, since those who started them may be gone before. @type {Set<string>} */
  const known = new Set();
  for (let isFirst = true; ; isFirst = false) {
    const present = processes();
    const found = treesOf((one) => known.has(identity(one)) || (isFirst && roots.includes(one.pid)), present);
    if (found.length === 0) return;
    const isLate = performance.now() - begun > patience;
    for (const one of found) {
      if (isLate) send(one.pid, "SIGKILL");
      else if (!known.has(identity(one))) send(one.pid, "SIGTERM");
      known.add(identity(one));
    }
    await wait(BETWEEN_LOOKS);
  }
}

/** @param {Running} one */
const identity = ({ pid, begun }) => `${pid} ${begun}`;

/**
 * Those that are roots, and all below them.
 * @param {(one: Running) => boolean} isRoot
 * @param {Running[]} present
 */
function treesOf(isRoot, present) {
  const found = new Set(present.filter(isRoot));
  // A set is gone through with what is added to it meanwhile.
  for (const { pid } of found) {
    for (const one of present) if (one.parent === pid) found.add(one);
  }
  return [...found];
}

/**
 * A process may end at any moment: there is nothing more to be done then.
 * @param {number} pid
 * @param {NodeJS.Signals} signal
 */
function send(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== "ESRCH") throw error;
  }
}

/** All that run, but for those that have ended and that nobody has asked about yet. */
export const processes = () => (process.platform === "linux" ? processesOfLinux() : processesByPs());

/** @returns {Running[]} */
function processesOfLinux() {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const [state, parent, ...others] = statOf(name);
      return state === undefined || state === "Z"
        ? []
        : [{ pid: Number(name), parent: Number(parent), begun: others[17] }];
    });
}

/**
 * What /proc tells of a process from its state on; nothing of one that has just ended. Before the state stands its
 * name in brackets, in which anything may be.
 * @param {string} pid
 */
function statOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
  } catch {
    return [];
  }
}

/** @returns {Running[]} */
function processesByPs() {
  const { pid: own, stdout } = spawnSync("ps", ["-A", "-o", "pid=,ppid=,state=,lstart="], { encoding: "utf8" });
  return stdout.split("\n").flatMap((line) => {
    const [, pid, parent, state, begun] = /^ *(\d+) +(\d+) +(\S+) +(.+)$/.exec(line) ?? [];
    if (pid === undefined || state.startsWith("Z") || Number(pid) === own) return [];
    return [{ pid: Number(pid), parent: Number(parent), begun }];
  });
}
