// What can be wrong with a file of rows, or with one of its rows, as a word and facts: the command and the console say
// it in words of their own.

/**
 * A file that cannot be read as it was said, or columns that go nowhere. `rule` is one of `encoding`, `empty`,
 * `columnTwice`, `noColumn`, `noColumns` and `noParameter`.
 */
export class SourceProblem extends Error {
  /** @override */
  name = "SourceProblem";

  /**
   * @param {string} rule
   * @param {Record<string, string>} [facts]
   */
  constructor(rule, facts = {}) {
    super(rule);
    this.rule = rule;
    this.facts = facts;
  }
}

/** A row of which no parameters can be made. */
export class RowProblem extends Error {
  /** @override */
  name = "RowProblem";
  kind = "input";

  /** @param {string} rule what is wrong with it: a word, and nothing of the row */
  constructor(rule) {
    super(rule);
    this.rule = rule;
  }
}
