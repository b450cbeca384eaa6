// The one error of the package. Everything in it is safe to log: the core lets nothing secret through.

import { text } from "./messages.js";
import { named } from "./platform.js";

/** A failure of the client. `kind` tells failures apart; `message` and `advice` are for people. */
export class SneError extends Error {
  /**
   * @param {Array} view what the core knows of the failure, in the order of `view` in src/core/error.rs
   * @param {"fr" | "en"} language
   */
  constructor(view, language) {
    const [reason, kind, code, status, retryable, retryAfter, attempts, causeName, causeMessage, causeCode, ...facts] = view;
    const { message, advice } = text(reason, { status, code, seconds: retryAfter, ...named(facts) }, language);
    super(message, isGiven(causeName) ? { cause: causeOf(causeName, causeMessage, causeCode) } : undefined);
    this.kind = kind;
    this.advice = advice;
    this.code = code ?? undefined;
    this.status = status ?? undefined;
    this.retryable = retryable === 1;
    this.retryAfter = retryAfter ?? undefined;
    this.attempts = attempts;
  }

  /** Everything that a log needs, the cause included. */
  toJSON() {
    const { name, kind, message, advice, code, status, retryable, retryAfter, attempts, cause } = this;
    const plain = cause && { name: cause.name, message: cause.message, code: cause.code };
    return { name, kind, message, advice, code, status, retryable, retryAfter, attempts, cause: plain };
  }
}

// On the prototype, as for the built-in errors: it also tells our errors apart across copies of the package.
Object.defineProperty(SneError.prototype, "name", { value: "SneError", configurable: true, writable: true });

const isGiven = (value) => value !== undefined && value !== null;

/** What the platform said, as an error again: a copy, because the original could hold anything. */
function causeOf(name, message, code) {
  const cause = new Error(message);
  if (name) Object.defineProperty(cause, "name", { value: name, configurable: true, writable: true });
  if (code) cause.code = code;
  // Its stack would only show this line.
  cause.stack = `${cause.name}: ${message}`;
  return cause;
}
