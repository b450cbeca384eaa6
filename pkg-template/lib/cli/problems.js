// Errors that are messages to a person, not stacks.

/** The command failed: exit code 1. */
export class Failure extends Error {
  name = "Failure";
}

/** The command line is wrong: exit code 2. */
export class UsageError extends Error {
  name = "UsageError";

  constructor(message, { command } = {}) {
    super(message);
    this.command = command;
  }
}

/** Wrong usage of the command that runs, in the person's language. */
export function misuse({ t, command }, key, values) {
  return new UsageError(t(key, values), { command: command?.name });
}
