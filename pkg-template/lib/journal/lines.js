// The lines of a text file, one after the other.

import { open } from "node:fs/promises";

const pieceBytes = 2 ** 18;

/**
 * The lines of a file in UTF-8, without those that are empty. A mark at its beginning is none of the first line's.
 * @param {string} path
 * @returns {AsyncIterable<string>}
 */
export function linesOf(path) {
  return { [Symbol.asyncIterator]: () => new Lines(path) };
}

/**
 * What is read already is given at once, without a promise: hundreds of thousands of lines that an earlier run has done
 * are skipped in no time. Who waits for it all the same, as `for await` does, gets the same.
 * @implements {AsyncIterator<string>}
 */
class Lines {
  #path;
  /** @type {import("node:fs/promises").FileHandle | undefined} */
  #file;
  #decoder = new TextDecoder();
  /** Lines that were read, and the next of them. @type {string[]} */
  #lines = [];
  #at = 0;
  /** The beginning of a line whose end is not read yet. */
  #rest = "";
  #isOver = false;

  /** @param {string} path */
  constructor(path) {
    this.#path = path;
  }

  /** @returns {Promise<IteratorResult<string, undefined>>} */
  next() {
    return /** @type {Promise<IteratorResult<string, undefined>>} */ (this.#next() ?? this.#later());
  }

  /** @returns {IteratorResult<string, undefined> | undefined} */
  #next() {
    while (this.#at < this.#lines.length) {
      const line = this.#lines[this.#at];
      this.#at += 1;
      const value = line.endsWith("\r") ? line.slice(0, -1) : line;
      if (value !== "") return { done: false, value };
    }
    return this.#isOver ? { done: true, value: undefined } : undefined;
  }

  async #later() {
    for (;;) {
      await this.#read();
      const line = this.#next();
      if (line !== undefined) return line;
    }
  }

  async #read() {
    this.#file ??= await open(this.#path);
    const { buffer, bytesRead } = await this.#file.read({ buffer: Buffer.allocUnsafe(pieceBytes), length: pieceBytes });
    // The mark at the beginning is the decoder's affair, and so are characters that are cut in two.
    const text = this.#decoder.decode(buffer.subarray(0, bytesRead), { stream: bytesRead > 0 });
    this.#lines = (this.#rest + text).split("\n");
    this.#at = 0;
    if (bytesRead > 0) this.#rest = /** @type {string} */ (this.#lines.pop());
    else await this.#end();
  }

  async #end() {
    this.#isOver = true;
    const file = this.#file;
    this.#file = undefined;
    await file?.close();
  }

  /** @returns {Promise<IteratorReturnResult<undefined>>} */
  async return() {
    this.#lines = [];
    await this.#end();
    return { done: true, value: undefined };
  }
}
