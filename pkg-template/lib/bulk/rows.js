// The rows of a source, one after the other: only as many are taken as there is room for.

/** @typedef {{ done?: boolean, value: unknown }} Taken */

/** @param {unknown} value */
const isPromise = (value) => typeof (/** @type {{ then?: unknown } | undefined} */ (value)?.then) === "function";

/**
 * Whether something can be a source. A text could be iterated over, letter by letter, and is never meant.
 * @param {unknown} source
 * @returns {source is Iterable<unknown> | AsyncIterable<unknown>}
 */
export function isSource(source) {
  if (typeof source !== "object" || source === null) return false;
  return (
    typeof (/** @type {Partial<AsyncIterable<unknown>>} */ (source)[Symbol.asyncIterator]) === "function" ||
    typeof (/** @type {Partial<Iterable<unknown>>} */ (source)[Symbol.iterator]) === "function"
  );
}

/**
 * How many rows a source has, where it says so.
 * @param {unknown} source
 */
export function sizeOf(source) {
  const { length, size } = /** @type {{ length?: unknown, size?: unknown }} */ (source);
  return [length, size].find((count) => typeof count === "number");
}

/** The rows of a source. */
export class Rows {
  #iterator;
  #isOver = false;

  /** @param {Iterable<unknown> | AsyncIterable<unknown>} source */
  constructor(source) {
    this.#iterator =
      /** @type {AsyncIterable<unknown>} */ (source)[Symbol.asyncIterator]?.() ??
      /** @type {Iterable<unknown>} */ (source)[Symbol.iterator]();
  }

  /**
   * The next row, or a promise of it: of an array, there is nothing to wait for.
   * @returns {Taken | Promise<Taken>}
   */
  next() {
    const step = /** @type {Taken | Promise<Taken>} */ (this.#iterator.next());
    if (isPromise(step)) return this.#awaited(/** @type {Promise<Taken>} */ (step));
    const { done, value } = /** @type {Taken} */ (step);
    this.#isOver = done === true;
    return isPromise(value)
      ? this.#awaited(/** @type {Promise<unknown>} */ (value).then((one) => ({ done, value: one })))
      : { done, value };
  }

  /** @param {Promise<Taken>} step */
  async #awaited(step) {
    try {
      const { done, value } = await step;
      this.#isOver = done === true;
      return { done, value };
    } catch (thrown) {
      // What has thrown gives no more.
      this.#isOver = true;
      throw thrown;
    }
  }

  /** No more rows are wanted. What the source does then is its own affair, and is not waited for. */
  close() {
    if (this.#isOver) return;
    this.#isOver = true;
    try {
      Promise.resolve(this.#iterator.return?.()).catch(() => undefined);
    } catch {
      // It was asked to end; that it cannot is no failure of the run.
    }
  }
}

/**
 * What a row is recognised by in a run that is resumed. Throws for what cannot be written as text.
 * @param {unknown} row
 */
export function textOfRow(row) {
  if (typeof row === "string") return row;
  const text = JSON.stringify(row, (_name, value) => (typeof value === "bigint" ? `${value}n` : value));
  return text ?? String(row);
}

/**
 * Whether a code that the API gave is a part of the row that it was sent: that is none for a journal or a file.
 * @param {unknown} row
 * @param {string | undefined} code
 */
export function repeats(row, code) {
  try {
    return code !== undefined && textOfRow(row).includes(code);
  } catch {
    return true;
  }
}
