// A file that is appended to: what was written is the operating system's when `flush` returns, so that it survives the
// end of this process.

import { closeSync, fdatasyncSync, fstatSync, ftruncateSync, openSync, readSync, writeSync } from "node:fs";

const pieceBytes = 2 ** 18;
/** Bytes of writing that are kept back at most. */
const mostKept = 2 ** 16;
/** For the owner alone: results are personal data. */
const mode = 0o600;

/** A file that is appended to. */
export class AppendedFile {
  #descriptor;
  #length;
  /** @type {Buffer[]} */
  #kept = [];
  #keptBytes = 0;
  #synced = 0;

  /** @param {string} path */
  constructor(path) {
    this.#descriptor = openSync(path, "a+", mode);
    this.#length = fstatSync(this.#descriptor).size;
  }

  /** How long it is with all that was written, in bytes. */
  get length() {
    return this.#length + this.#keptBytes;
  }

  /**
   * Writes behind what is there, some time before the next `flush` returns.
   * @param {string | Uint8Array} text
   */
  write(text) {
    const bytes = typeof text === "string" ? Buffer.from(text) : Buffer.from(text.buffer, text.byteOffset, text.length);
    this.#kept.push(bytes);
    this.#keptBytes += bytes.length;
    if (this.#keptBytes > mostKept) this.flush();
  }

  /** Hands over to the operating system what was written. */
  flush() {
    if (this.#keptBytes === 0) return;
    const bytes = this.#kept.length === 1 ? this.#kept[0] : Buffer.concat(this.#kept);
    this.#kept = [];
    this.#keptBytes = 0;
    for (let at = 0; at < bytes.length; ) {
      const written = writeSync(this.#descriptor, bytes, at);
      at += written;
      this.#length += written;
    }
  }

  /**
   * For a power cut: has the disk have it, unless that was done within as many milliseconds.
   * @param {number} interval
   */
  sync(interval) {
    const now = performance.now();
    if (now - this.#synced < interval) return;
    this.#synced = now;
    fdatasyncSync(this.#descriptor);
  }

  /**
   * Cuts it back to a length.
   * @param {number} length
   */
  cut(length) {
    if (length === this.#length) return;
    ftruncateSync(this.#descriptor, length);
    this.#length = length;
  }

  /** What is in it, piece by piece. */
  *pieces() {
    const buffer = Buffer.alloc(pieceBytes);
    for (let at = 0; ; ) {
      const read = readSync(this.#descriptor, buffer, 0, pieceBytes, at);
      if (read === 0) return;
      at += read;
      yield buffer.subarray(0, read);
    }
  }

  /** Writes the rest and lets go of it. */
  close() {
    try {
      this.flush();
    } finally {
      closeSync(this.#descriptor);
    }
  }
}
