// A fleet: processes of their own that are one client of the platform, started, told what to do, suspended and killed.

import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** @import { ChildProcess } from "node:child_process" */
/** @import { Ending } from "../stores/support/engine.mjs" */
/** @import { Kind, Where } from "../stores/support/open.mjs" */
/** @import { Limits, Outcome } from "./programs/process.mjs" */
/** @import { Platform } from "./platform.mjs" */

const PROGRAM = fileURLToPath(new URL("programs/process.mjs", import.meta.url));

/**
 * How a process is set up. `by` is whose pace it keeps: that of the package, or of a peer.
 * @typedef {object} Setup
 * @property {"sne-cotation" | "bottleneck" | "rate-limiter-flexible"} [by]
 * @property {Kind} [kind] without one, the processes share nothing
 * @property {Where} [where]
 * @property {Limits} [rateLimit]
 * @property {object} [fleet]
 * @property {string} [secret]
 * @property {number} [skew] milliseconds by which its clock is wrong
 * @property {boolean} [tellsToken] whether it says when it sends a token request
 */

/** A process of the fleet. */
export class Member {
  #child;

  /** @param {ChildProcess} child */
  constructor(child) {
    this.#child = child;
  }

  /**
   * Lets it make so many calls at once, or calls one after the other until it is told to stop; resolves to what came of
   * them.
   * @param {{ burst: number } | { loops: number }} order
   * @returns {Promise<Outcome>}
   */
  async run(order) {
    const answer = this.next("outcome");
    this.#child.send(order);
    return (await answer).outcome;
  }

  stop() {
    this.#child.send({ stop: true });
  }

  /** What it says next of that. @param {string} what @returns {Promise<any>} any: messages of several forms */
  async next(what) {
    for (;;) {
      const [message] = await Promise.race([once(this.#child, "message"), this.ended()]);
      if (what in message) return message;
    }
  }

  /** @returns {Promise<never>} */
  async ended() {
    const [code, signal] = await once(this.#child, "exit");
    throw new Error(`a process of the fleet ended: ${code ?? signal}`);
  }

  /** @param {NodeJS.Signals} signal */
  kill(signal) {
    this.#child.kill(signal);
  }
}

/**
 * Starts processes, which are ready then; setups may differ by their number.
 * @param {Ending} ending
 * @param {Platform} platform
 * @param {number} count
 * @param {Setup | ((place: number) => Setup)} setup
 */
export function startFleet(ending, platform, count, setup) {
  return Promise.all(
    Array.from({ length: count }, async (_, place) => {
      const own = typeof setup === "function" ? setup(place) : setup;
      const { environment } = platform;
      const env = { ...process.env, FLEET: JSON.stringify({ ...own, environment, name: String(place) }) };
      const child = fork(PROGRAM, { env });
      ending.after(() => child.kill("SIGKILL"));
      const member = new Member(child);
      await member.next("ready");
      return member;
    }),
  );
}
