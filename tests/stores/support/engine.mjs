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

/** A process that goes on until it is told to end. */
export class Engine {
  /** @type {import("node:child_process").ChildProcess | undefined} */
  #child;
  #said = "";
  #command;
  #isReady;

  /**
   * @param {{ program: string, args: string[], folder: string, user?: User }} command
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
    for (const end = Date.now() + patience; ; await pause(10)) {
      try {
        await this.#isReady();
        return;
      } catch (error) {
        if (child.exitCode === null && Date.now() < end) continue;
        throw new Error(`${program} is not ready: ${this.#said}`, { cause: error });
      }
    }
  }

  /** Sends it a signal. @param {NodeJS.Signals} name */
  signal(name) {
    this.#child?.kill(name);
  }

  /** Ends it at once, by a signal after which it tidies up no more than it must. */
  async stop(/** @type {NodeJS.Signals} */ name = "SIGKILL") {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    // A suspended process would take no other signal.
    child.kill("SIGCONT");
    child.kill(name);
    await ended;
  }
}
