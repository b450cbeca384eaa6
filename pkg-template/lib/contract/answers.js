// Answers, held against what the contract says of them.

import * as asks from "./asks.js";
import * as wasm from "./instance.js";
import { viewed, viewOf } from "./views.js";

/**
 * @import { SneError } from "../error.js"
 * @import { Asking } from "./asking.js"
 * @import { TextAnswer } from "./calls.ts"
 */

/** The bit of `Flags` in crates/contract/src/validation/flags.rs by which integers are looked for. */
const keepsIntegers = 8;

/** In place of a schema, where nothing but integers is looked for. */
const noSchema = 0xffffffff;

export class Answers {
  #asking;
  /**
   * What answers are to be, by the id of an operation and their status: a schema, anything, or what is wrong with them.
   * @type {Map<string, Map<number, number | null | unknown[]>>}
   */
  #expectations = new Map();

  /** @param {Asking} asking */
  constructor(asking) {
    this.#asking = asking;
  }

  /**
   * What is wrong with an answer, if something is, and where the integers are that are wanted as they are written.
   * What is no JSON is not looked at.
   * @param {string} id
   * @param {Pick<TextAnswer, "status" | "text"> & { data?: unknown }} answer
   * @param {number} flags `ofAnswer` of what is wanted
   * @returns {{ failure?: SneError, places?: number[] }}
   */
  judge(id, { status, data, text }, flags) {
    // A text that stayed one is no JSON.
    const isJson = text !== undefined && data !== undefined && data !== text;
    if (!isJson && data !== undefined) return {};
    try {
      const expected = this.#expected(id, status);
      if (Array.isArray(expected)) return { failure: this.#failed(expected, status) };
      const wantsIntegers = (flags & keepsIntegers) !== 0;
      if (!isJson || (expected === null && !wantsIntegers)) return {};
      const { mistakes, integers } = this.#asking.core.judge(id, expected ?? noSchema, flags, text) ?? {};
      const failure = mistakes === undefined ? undefined : this.#failed(JSON.parse(mistakes), status);
      return { failure, places: integers === undefined ? undefined : JSON.parse(integers) };
    } catch (thrown) {
      if (thrown instanceof wasm.Missing) throw thrown;
      // It is more than the wasm can hold: that is told, as when looking takes too long.
      const errors = [viewed("rule-unfinished", { pointer: "" })];
      const [reason, , facts] = viewed("answer-invalid", { operation: id, status, errors });
      return { failure: this.#asking.makeError([reason, 1, facts]) };
    }
  }

  /**
   * What Rust tells of an answer, as an error.
   * @param {unknown} view
   * @param {number} status
   */
  #failed(view, status) {
    const [reason, , facts] = viewOf(view);
    return this.#asking.makeError([reason, 1, [...facts, ["status", status]]]);
  }

  /**
   * What an answer is to be: a schema, `null` where it may be anything, or what is wrong with there being one.
   * @param {string} id
   * @param {number} status
   */
  #expected(id, status) {
    let statuses = this.#expectations.get(id);
    if (statuses === undefined) {
      statuses = new Map();
      this.#expectations.set(id, statuses);
    }
    let expected = statuses.get(status);
    if (expected === undefined) {
      expected = /** @type {number | null | unknown[]} */ (this.#asking.ask(asks.expectation, [id, status]));
      statuses.set(status, expected);
    }
    return expected;
  }
}
