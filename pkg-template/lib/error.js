// The one error of the package. Everything in it is safe to log: the core lets nothing secret through.

import { hasText, loadTexts, onOneLine, shownPointer, text } from "./messages.js";
import { reasonNumber, reasons } from "./reasons.js";

/**
 * @import { SneError as Public, SneMistake } from "../types/index.d.ts"
 * @import { Facts, Language, View } from "./failure.ts"
 */

/** @typedef {Pick<Public, "read">} Read what an iteration of pages adds */

/**
 * Makes an error of a failure, in the language of the client; with the body of the answer, where the caller wants it.
 * @typedef {(view: View, body?: unknown) => SneError} MakeError
 */

/** By which errors of any copy of the package are known: a page or a process may have several. */
const brand = Symbol.for("sne-cotation.SneError");

/**
 * What errors are made of for which there were no words.
 * @type {WeakMap<SneError, ConstructorParameters<typeof SneError>>}
 */
const unworded = new WeakMap();

/** A failure of the client. `kind` tells failures apart; `message` and `advice` are for people. */
export class SneError extends Error {
  /**
   * @param {View} view what the core knows of the failure, as `View` in src/core/error.rs has it
   * @param {Language} language
   * @param {unknown} [body]
   */
  constructor(view, language, body) {
    const [reason, attempts, entries] = view;
    const [, kind, retryable] = reasons[reason];
    const { errors: mistakes, ...facts } = /** @type {Facts} */ (Object.fromEntries(entries));
    const errors = mistakes?.map((mistake) => mistakeOf(mistake, language));
    const { message, advice } = text(reason, { ...facts, details: errors?.map(inOneLine).join("; ") }, language);
    super(message, facts.causeName === undefined ? undefined : { cause: causeOf(facts) });
    if (!hasText(reason, language)) unworded.set(this, [view, language, body]);
    this.kind = kind;
    this.advice = advice;
    this.code = facts.code;
    this.status = facts.status;
    this.retryable = retryable;
    this.retryAfter = facts.retryAfter;
    this.attempts = attempts;
    // Only what is wrong with a contract, or with a call of one, has a place.
    if (facts.pointer !== undefined) this.pointer = shownPointer(facts.pointer);
    if (errors !== undefined) this.errors = errors;
    if (body !== undefined) addBody(this, body);
  }

  /** Everything that a log needs, the cause included. */
  toJSON() {
    const { name, kind, message, advice, code, status, retryable, retryAfter, attempts, cause } = this;
    const { pointer, errors } = this;
    const { read } = /** @type {Read} */ (this);
    const told = /** @type {(Error & { code?: string }) | undefined} */ (cause);
    const plain = told && { name: told.name, message: told.message, code: told.code };
    const places = { ...(pointer !== undefined && { pointer }), ...(errors && { errors }), ...(read && { read }) };
    return { name, kind, message, advice, code, status, retryable, retryAfter, attempts, cause: plain, ...places };
  }
}

/** @param {unknown} thrown */
export const lacksWords = (thrown) => unworded.has(/** @type {SneError} */ (thrown));

/**
 * An error again, once there are the words for mistakes in options, which few ever see.
 * @param {unknown} thrown
 */
export async function inWords(thrown) {
  const made = unworded.get(/** @type {SneError} */ (thrown));
  if (made === undefined) return thrown;
  await loadTexts("options", made[1]).catch(() => undefined);
  return new SneError(...made);
}

// On the prototype, as for the built-in errors.
Object.defineProperty(SneError.prototype, "name", { value: "SneError", configurable: true, writable: true });
Object.defineProperty(SneError.prototype, brand, { value: true });
// Not in the class: esbuild gives a class that speaks of itself another name.
Object.defineProperty(SneError, Symbol.hasInstance, { value: isInstance });

/**
 * Adds the body of the answer that failed. It may hold anything: what shows an error, or writes it to a log, is not to
 * come upon it.
 * @param {SneError} error
 * @param {unknown} body
 */
export function addBody(error, body) {
  return Object.defineProperty(error, "body", { value: body, configurable: true, writable: true });
}

/**
 * What `instanceof` says: of SneError itself, whether a value is one of any copy of the package, from `import` or from
 * `require`; of a class made of it, as of any class.
 * @this {Function}
 * @param {unknown} value
 */
function isInstance(value) {
  if (this !== SneError) return Function.prototype[Symbol.hasInstance].call(this, value);
  try {
    return typeof value === "object" && value !== null && brand in value;
  } catch {
    return false;
  }
}

/**
 * One mistake of several: where, against which rule, and a sentence. Rules are reasons whose ids begin so, as are the
 * remarks on a contract.
 * @param {View} view
 * @param {Language} language
 * @returns {SneMistake}
 */
function mistakeOf([reason, , entries], language) {
  const [id] = reasons[reason];
  const facts = /** @type {Facts} */ (Object.fromEntries(entries));
  const { message } = text(reason, facts, language);
  // Values are only there when the caller wants to see them.
  const shown =
    facts.value === undefined
      ? message
      : text(reasonNumber("rule-value"), { message, value: facts.value }, language).message;
  return {
    pointer: shownPointer(/** @type {string} */ (facts.pointer)),
    rule: id.replace(/^(rule|remark)-/, ""),
    message: shown,
  };
}

/** @param {SneMistake} mistake */
const inOneLine = ({ pointer, message }) => `${pointer} ${message}`.trim();

/**
 * What the platform said, as an error again: a copy, because the original could hold anything.
 * @param {Facts} facts
 */
function causeOf({ causeName: name, causeMessage: message, causeCode: code }) {
  /** @type {Error & { code?: string }} */
  const cause = new Error(message && onOneLine(message));
  if (name) Object.defineProperty(cause, "name", { value: name, configurable: true, writable: true });
  if (code) cause.code = code;
  // Its stack would only show this line.
  cause.stack = `${cause.name}: ${cause.message}`;
  return cause;
}
