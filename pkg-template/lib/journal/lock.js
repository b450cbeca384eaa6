// One run at a time: a file beside the journal says which process has it. A process that died does not hold it: whoever
// comes next sees that it is gone, by its number, when it began, and since when the machine is up.

import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { randomBytes } from "node:crypto";
import { uptime } from "node:os";

const mode = 0o600;
/** Seconds by which two looks at when the machine came up may differ. */
const inexact = 5;
const mostTries = 20;

/**
 * Who has a journal.
 * @typedef {object} Holder
 * @property {number} pid
 * @property {string} boot
 * @property {string} [start] when the process began, where the system says so
 * @property {string} token tells two holds of one process apart
 */

/**
 * Takes the lock. Gives what lets go of it, or the process that has it.
 * @param {string} path
 * @returns {{ release: () => void, holder?: undefined } | { release?: undefined, holder: number }}
 */
export function lock(path) {
  const token = randomBytes(8).toString("hex");
  const own = { pid: process.pid, boot: bootOf(), start: startOf(process.pid), token };
  const mine = `${path}.${token}`;
  // Written first and then put in its place in one step, so that nobody reads half of it.
  writeFileSync(mine, `${JSON.stringify(own)}\n`, { mode, flag: "wx" });
  try {
    for (let tries = 0; tries < mostTries; tries += 1) {
      if (links(mine, path)) return { release: () => release(path, token) };
      const holder = holderIn(path);
      if (holder !== undefined && isAlive(holder)) return { holder: holder.pid };
      if (holder !== undefined) clear(path, holder);
    }
    return { holder: holderIn(path)?.pid ?? 0 };
  } finally {
    rmSync(mine, { force: true });
  }
}

/**
 * Puts a file at a path where there is none; says whether it could.
 * @param {string} from
 * @param {string} to
 */
function links(from, to) {
  try {
    linkSync(from, to);
    return true;
  } catch (thrown) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (thrown);
    if (code === "EEXIST") return false;
    // File systems without links (FAT, some network shares).
    if (!["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS"].includes(String(code))) throw thrown;
    return writes(from, to);
  }
}

/**
 * @param {string} from
 * @param {string} to
 */
function writes(from, to) {
  try {
    writeFileSync(to, readFileSync(from), { mode, flag: "wx" });
    return true;
  } catch (thrown) {
    if (/** @type {NodeJS.ErrnoException} */ (thrown).code === "EEXIST") return false;
    throw thrown;
  }
}

/**
 * Who has it; nobody where the file is gone, and somebody who is dead where it cannot be read.
 * @param {string} path
 * @returns {Holder | undefined}
 */
function holderIn(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (thrown) {
    if (/** @type {NodeJS.ErrnoException} */ (thrown).code === "ENOENT") return undefined;
    return { pid: 0, boot: "", token: "" };
  }
}

/**
 * Takes away the lock of one who is dead. Somebody else may have done so, and taken it: then theirs is put back.
 * @param {string} path
 * @param {Holder} dead
 */
function clear(path, dead) {
  const aside = `${path}.${randomBytes(8).toString("hex")}`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  if (holderIn(aside)?.token !== dead.token) links(aside, path);
  rmSync(aside, { force: true });
}

/**
 * @param {string} path
 * @param {string} token
 */
function release(path, token) {
  if (holderIn(path)?.token === token) rmSync(path, { force: true });
}

/** @param {Holder} holder */
function isAlive({ pid, boot, start }) {
  if (!Number.isInteger(pid) || pid <= 0 || !isSameBoot(boot)) return false;
  try {
    process.kill(pid, 0);
  } catch (thrown) {
    // It is there, and another user's.
    if (/** @type {NodeJS.ErrnoException} */ (thrown).code !== "EPERM") return false;
  }
  // Numbers of processes are given again.
  return start === undefined || startOf(pid) === start;
}

/** @param {string} boot */
function isSameBoot(boot) {
  const now = bootOf();
  return boot === now || Math.abs(Number(boot) - Number(now)) <= inexact;
}

/** Since when the machine is up: an id of Linux's, or seconds since 1970. */
function bootOf() {
  try {
    return readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
  } catch {
    return String(Math.round(Date.now() / 1_000 - uptime()));
  }
}

/**
 * When a process began, in the ticks of Linux; nothing elsewhere.
 * @param {number} pid
 */
function startOf(pid) {
  try {
    // Behind the name, which may hold anything, also parentheses.
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
  } catch {
    return undefined;
  }
}
