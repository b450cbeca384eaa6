// An engine as a process of its own: started, suspended, killed, started again, and ended with the test.

import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chownSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

/**
 * Who ends what was begun: the context of a test, or a list.
 * @typedef {{ after(end: () => unknown): unknown }} Ending
 */
/** @typedef {{ uid?: number, gid?: number }} User */
/**
 * How it is started, and by which signal it is ended.
 * @typedef {{ program: string, args: string[], folder: string, user?: User, end?: NodeJS.Signals }} Command
 */

const patience = 30_000;

/**
 * Ends things in the opposite order to that in which they were begun, as a test does not.
 * @param {Ending} t
 * @returns {Ending}
 */
export function backwards(t) {
  /** @type {(() => unknown)[]} */
  const ends = [];
  t.after(async () => {
    for (const end of ends.reverse()) await end();
  });
  return { after: (end) => ends.push(end) };
}

/**
 * A folder for the data and the sockets of an engine, whose path is short enough for a socket.
 * @param {Ending} ending
 * @param {User} [user] whom it is given to
 */
export function engineFolder(ending, { uid, gid } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "sne-"));
  if (uid !== undefined && gid !== undefined) chownSync(folder, uid, gid);
  ending.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Whom an engine runs as that refuses to run as root. @returns {User} */
export function ordinaryUser() {
  if (process.getuid?.() !== 0) return {};
  for (const name of ["postgres", "nobody"]) {
    try {
      const [uid, gid] = ["-u", "-g"].map((what) => Number(execFileSync("id", [what, name], { stdio: "pipe" })));
      return { uid, gid };
    } catch {
      // There is no such user.
    }
  }
  throw new Error("neither a user postgres nor a user nobody");
}

/**
 * Those that run, and would go on if this process were ended by whoever has waited too long.
 * @type {Set<() => void>}
 */
const running = new Set();
process.once("exit", () => {
  for (const end of running) end();
});
process.once("SIGTERM", () => process.exit(1));

/** A process that goes on until it is told to end. */
export class Engine {
  /** @type {import("node:child_process").ChildProcess | undefined} */
  #child;
  #said = "";
  #command;
  #isReady;

  /**
   * @param {Command} command
   * @param {() => Promise<unknown>} isReady rejects until it is
   */
  constructor(command, isReady) {
    this.#command = command;
    this.#isReady = isReady;
  }

  /** Starts it and waits until it answers. */
  async start() {
    const { program, args, folder, user } = this.#command;
    const child = spawn(program, args, { cwd: folder, stdio: ["ignore", "pipe", "pipe"], ...user });
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (piece) => {
        this.#said += piece;
      });
    }
    this.#child = child;
    const end = () => child.kill(this.#command.end ?? "SIGKILL");
    running.add(end);
    child.once("exit", () => running.delete(end));
    for (const latest = Date.now() + patience; ; await pause(10)) {
      try {
        await this.#isReady();
        return;
      } catch (error) {
        if (child.exitCode === null && Date.now() < latest) continue;
        throw new Error(`${program} is not ready: ${this.#said}`, { cause: error });
      }
    }
  }

  /** Sends it a signal. @param {NodeJS.Signals} name */
  signal(name) {
    this.#child?.kill(name);
  }

  /** Ends it at once. */
  async stop() {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    // A suspended process would take no other signal.
    child.kill("SIGCONT");
    child.kill(this.#command.end ?? "SIGKILL");
    await ended;
  }
}
