// Ctrl-C and SIGTERM in a command that waits for an answer: what is under way is aborted, and the exit code says so.

import { constants } from "node:os";

/** Why a command was aborted. */
export class Interrupted extends Error {
  /** @override */
  name = "Interrupted";

  /** @param {NodeJS.Signals} signal */
  constructor(signal) {
    super(signal);
    /** As shells count: 130 for Ctrl-C, 143 for SIGTERM. */
    this.exitCode = 128 + constants.signals[signal];
  }
}

/**
 * Runs `work` with a signal that the first Ctrl-C or SIGTERM aborts; a second one ends the process the hard way.
 * @template Result
 * @param {(signal: AbortSignal) => Promise<Result>} work
 * @returns {Promise<Result>}
 */
export async function interruptible(work) {
  const controller = new AbortController();
  /** @param {NodeJS.Signals} signal */
  const stop = (signal) => {
    ignore();
    controller.abort(new Interrupted(signal));
  };
  /** @type {NodeJS.Signals[]} */
  const signals = ["SIGINT", "SIGTERM"];
  const ignore = () => {
    for (const signal of signals) process.removeListener(signal, stop);
  };
  for (const signal of signals) process.on(signal, stop);
  try {
    return await work(controller.signal);
  } catch (error) {
    // The work has failed because of the abort, in whatever way.
    controller.signal.throwIfAborted();
    throw error;
  } finally {
    ignore();
  }
}
