// What a run writes down: in its journal, if it has one, before that which it tells of happens.

import { field } from "../platform/values.js";
import { keyBytes } from "./engine.js";
import { bulkError, numberedError } from "./texts.js";

/**
 * @import { BulkOptions } from "../../types/index.d.ts"
 * @import { Settings } from "./crossing.ts"
 * @import { Engine } from "./engine.js"
 * @import { Port } from "./port.ts"
 */

/** The journal of a run. Without one nothing is kept, and nothing goes wrong. */
export class Ledger {
  #journal;
  #engine;
  #broken;
  /** Why it cannot be written any more. @type {{ thrown: unknown } | undefined} */
  #failure;

  /**
   * @param {BulkOptions["journal"]} journal
   * @param {Engine} engine
   * @param {(thrown: unknown) => void} broken is told once that it cannot be written any more
   */
  constructor(journal, engine, broken) {
    this.#journal = journal;
    this.#engine = engine;
    this.#broken = broken;
  }

  /** Whether there is one. */
  get isKept() {
    return this.#journal !== undefined;
  }

  /**
   * Begins the run, or goes on with the one that the journal tells of. Rejects when it is not that of this run.
   * @param {Settings} settings
   * @param {string} operation nothing for a task
   * @param {Port} port
   */
  async begin(settings, operation, port) {
    const journal = this.#journal;
    if (journal === undefined) return void this.#engine.begin(settings);
    const pieces = await journal.open();
    try {
      for (const piece of pieces) this.#engine.read(piece);
      const key = journal.key(!this.#engine.isBegun());
      if (key?.length !== keyBytes) throw bulkError("journal-key", {}, port.language);
      const lengths = this.#engine.lengths();
      const mistake = this.#engine.begin(settings, { key, operation, target: targetOf(port) });
      if (mistake >= 0) throw numberedError(mistake, port.language);
      journal.cut(lengths);
      if (!this.write()) throw this.#failure?.thrown;
    } catch (thrown) {
      this.close();
      throw thrown;
    }
  }

  /** Writes what it is to have; says whether that can be done. */
  write() {
    const lines = this.#engine.lines();
    if (lines === "" || this.#failure !== undefined) return this.#failure === undefined;
    try {
      this.#journal?.append(lines);
      return true;
    } catch (thrown) {
      this.break(thrown);
      return false;
    }
  }

  /**
   * Nothing that would have to be in it may happen any more.
   * @param {unknown} thrown
   */
  break(thrown) {
    if (this.#failure !== undefined) return;
    this.#failure = { thrown };
    this.#broken(thrown);
  }

  /** How long the files are that belong to it. */
  lengths() {
    return this.#journal?.lengths() ?? { output: 0, errors: 0 };
  }

  /** Closes it. All that it was to have is in it: that it cannot be closed loses nothing. */
  close() {
    try {
      this.#journal?.close();
    } catch {
      // As above.
    }
  }
}

/**
 * Where the calls of a client go: what a journal belongs to.
 * @param {Port} port
 */
const targetOf = ({ apiUrl, environment }) => String(apiUrl ?? field(environment, "apiUrl") ?? environment);
