// What failed in a run, by kind: of each row, what came of it last.

import { factsOf } from "../../rows/lines.js";

/**
 * @import { BulkItem } from "../../../types/index.d.ts"
 * @import { FailureCount } from "./runs.ts"
 */

/** @typedef {{ n: number, kind?: string, code?: string }} Line a line of results, or of failures */

export class Failures {
  /** @type {Map<number, Omit<FailureCount, "count">>} */
  #byRow = new Map();

  /**
   * Begins with what earlier runs have written.
   * @param {{ results: string, failures: string }} files
   */
  readAgain({ results, failures }) {
    this.#byRow.clear();
    for (const { n, kind = "unexpected", code } of linesIn(failures)) this.#byRow.set(n, { kind, code });
    for (const { n } of linesIn(results)) this.#byRow.delete(n);
  }

  /** @param {BulkItem} item */
  note({ n, ok, error, code }) {
    if (ok) this.#byRow.delete(n);
    else this.#byRow.set(n, { kind: factsOf(error).kind, code });
  }

  /** The most frequent first. @returns {FailureCount[]} */
  get shown() {
    /** @type {Map<string, FailureCount>} */
    const counts = new Map();
    for (const { kind, code } of this.#byRow.values()) {
      const name = `${kind} ${code}`;
      const known = counts.get(name) ?? { kind, ...(code !== undefined && { code }), count: 0 };
      counts.set(name, { ...known, count: known.count + 1 });
    }
    return [...counts.values()].sort((one, other) => other.count - one.count);
  }
}

/**
 * @param {string} text
 * @returns {Line[]}
 */
function linesIn(text) {
  return text.split("\n").flatMap((line) => {
    try {
      return [JSON.parse(line)];
    } catch {
      // The last one may be cut: it is written again when the run goes on.
      return [];
    }
  });
}
