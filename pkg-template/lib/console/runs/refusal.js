// What is wrong with a file of rows, as a refusal that the page has words for.

import { Refusal } from "../http.js";

/** @import { SourceProblem } from "../../rows/problems.js" */

export class RowsRefusal extends Refusal {
  #facts;

  /** @param {SourceProblem} problem */
  constructor({ rule, facts }) {
    super(400, `the file of rows: ${rule}`, `rows-${rule}`);
    this.#facts = facts;
  }

  /** @override */
  toJSON() {
    return { ...super.toJSON(), facts: this.#facts };
  }
}
