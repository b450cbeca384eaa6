// The journal of a long run in a file, with its key, its lock, and the outputs that are cut back with it. What its
// lines say, and what follows from them, is decided in Rust (crates/bulk/src/journal.rs, record.rs).

import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { bulkError, causeFacts, loadBulkTexts } from "../bulk/texts.js";
import { languageOf } from "../messages.js";
import { AppendedFile } from "./file.js";
import { lock } from "./lock.js";

/**
 * @import { FileJournal as FileJournalType, FileJournalOptions } from "../../types/journal.d.ts"
 * @import { Language } from "../failure.ts"
 */

const keyBytes = 16;
/** Milliseconds: a power cut loses no more than what was written in them. */
const syncInterval = 100;

/**
 * A journal in a file.
 * @param {string} path
 * @param {FileJournalOptions} [options]
 * @returns {FileJournalType}
 */
export function fileJournal(path, options = {}) {
  return new FileJournal(String(path), options);
}

/** What a loop writes to. It is there for items of a run, and thus between its beginning and its end. */
class Output {
  /** @type {AppendedFile | undefined} */
  file;
  #refuse;

  /** @param {() => Error} refuse */
  constructor(refuse) {
    this.#refuse = refuse;
  }

  /** @param {string | Uint8Array} text */
  write(text) {
    if (this.file === undefined) throw this.#refuse();
    this.file.write(text);
  }
}

/** A journal in a file. @implements {FileJournalType} */
class FileJournal {
  path;
  output;
  errors;
  #options;
  /** @type {Language} */
  #language;
  /** @type {AppendedFile | undefined} */
  #file;
  /** @type {(() => void) | undefined} */
  #release;

  /**
   * @param {string} path
   * @param {FileJournalOptions} options
   */
  constructor(path, options) {
    this.path = path;
    this.#options = options;
    this.#language = languageOf(options);
    /** @param {string} name */
    const output = (name) => new Output(() => this.#error("journal-no-output", { name }));
    this.output = output("output");
    this.errors = output("errors");
  }

  async open() {
    await loadBulkTexts(this.#language);
    const { resume } = this.#options;
    return this.#guarded(() => {
      const isThere = existsSync(this.path) && statSync(this.path).size > 0;
      if (resume === true && !isThere) throw this.#error("journal-absent", {});
      if (resume === false && isThere) throw this.#error("journal-there", {});
      const { release, holder } = lock(`${this.path}.lock`);
      if (release === undefined) throw this.#error("journal-locked", { pid: holder });
      this.#release = release;
      try {
        this.#file = new AppendedFile(this.path);
        return this.#file.pieces();
      } catch (thrown) {
        this.close();
        throw thrown;
      }
    });
  }

  /** @param {boolean} isNew */
  key(isNew) {
    const path = `${this.path}.key`;
    return this.#guarded(() => {
      const known = existsSync(path) ? readFileSync(path) : undefined;
      if (known?.length === keyBytes) return known;
      if (!isNew) return undefined;
      const key = randomBytes(keyBytes);
      writeFileSync(path, key, { mode: 0o600 });
      return key;
    });
  }

  /** @param {{ journal: number, output: number, errors: number }} lengths */
  cut({ journal, output, errors }) {
    this.#guarded(() => {
      const files = [
        this.#opened("output", this.#options.output, output, journal === 0),
        this.#opened("errors", this.#options.errors, errors, journal === 0),
      ];
      // Only once all of them are as they must be.
      for (const { file, length } of files) file?.cut(length);
      this.#file?.cut(journal);
    });
  }

  /**
   * Opens an output that is to be cut.
   * @param {"output" | "errors"} name
   * @param {string | undefined} path
   * @param {number} length
   * @param {boolean} isNew
   */
  #opened(name, path, length, isNew) {
    if (path === undefined) return { length };
    const file = new AppendedFile(path);
    this[name].file = file;
    if (isNew && file.length > 0) throw this.#error("journal-output-there", {});
    if (file.length < length) throw this.#error("journal-output", {});
    return { file, length };
  }

  lengths() {
    return this.#guarded(() => {
      this.output.file?.flush();
      this.errors.file?.flush();
      return { output: this.output.file?.length ?? 0, errors: this.errors.file?.length ?? 0 };
    });
  }

  /** @param {string} text */
  append(text) {
    this.#guarded(() => {
      this.#file?.write(text);
      this.#file?.flush();
      this.#file?.sync(syncInterval);
    });
  }

  close() {
    const files = [this.output.file, this.errors.file, this.#file];
    this.output.file = undefined;
    this.errors.file = undefined;
    this.#file = undefined;
    try {
      this.#guarded(() => {
        for (const file of files) file?.close();
      });
    } finally {
      this.#release?.();
      this.#release = undefined;
    }
  }

  /**
   * @param {string} reason
   * @param {Record<string, unknown>} facts
   */
  #error(reason, facts) {
    return bulkError(reason, facts, this.#language);
  }

  /**
   * What the system says is wrong with a file, as an error of the package's.
   * @template Result
   * @param {() => Result} work
   * @returns {Result}
   */
  #guarded(work) {
    try {
      return work();
    } catch (thrown) {
      const { code } = /** @type {NodeJS.ErrnoException} */ (thrown);
      if (typeof code !== "string") throw thrown;
      throw this.#error("journal-failed", causeFacts(thrown));
    }
  }
}
