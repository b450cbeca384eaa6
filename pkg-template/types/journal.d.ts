// The entry for Node: files that a long run is kept in and read from (`sne.bulk`).

import type { BulkJournal } from "./index.js";

/** What a run writes its results to. All of it is cut back to the last acknowledged line when a run is resumed. */
export interface JournalOutput {
  /** Writes behind what is there. It belongs to the item that the loop has at that moment. */
  write(text: string | Uint8Array): void;
}

/** Options of `fileJournal`. */
export interface FileJournalOptions {
  /** A file for results, and one for failures (dead letters): mode 0600, cut back when the run is resumed. */
  output?: string;
  errors?: string;
  /**
   * `true`: there must be a journal already; `false`: there must be none. Default: a run goes on where there is one,
   * and begins where there is none.
   */
  resume?: boolean;
  /** The language of what is wrong with the files. Default: "fr". */
  language?: "fr" | "en";
}

/** A journal in a file, mode 0600. Its format is in docs/en/bulk.md. */
export interface FileJournal extends BulkJournal {
  readonly path: string;
  /** The results and the failures; what is written to one without a file is an error. */
  readonly output: JournalOutput;
  readonly errors: JournalOutput;
}

/**
 * A journal in a file: beside it `PATH.key`, without which it says nothing of the input, and `PATH.lock` while a run
 * has it.
 */
export declare function fileJournal(path: string, options?: FileJournalOptions): FileJournal;

/** The lines of a text file in UTF-8, one after the other, without those that are empty. */
export declare function linesOf(path: string): AsyncIterable<string>;
