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
