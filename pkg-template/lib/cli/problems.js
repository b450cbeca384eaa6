// Errors that are messages to a person, not stacks.

/** @import { Command, Translate } from "./command.ts" */

/** The command failed: exit code 1. */
export class Failure extends Error {
  /** @override */
  name = "Failure";
}

/** The command line is wrong: exit code 2. */
export class UsageError extends Error {
  /** @override */
  name = "UsageError";

  /**
   * @param {string} message
   * @param {{ command?: string }} [place]
   */
  constructor(message, { command } = {}) {
    super(message);
    this.command = command;
  }
}

/**
 * Wrong usage of the command that runs, in the person's language.
 * @param {{ t: Translate; command?: Command }} context
 * @param {string} key
 * @param {object} [values]
 */
export function misuse({ t, command }, key, values) {
  return new UsageError(t(key, values), { command: command?.name });
}
