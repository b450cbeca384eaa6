// The wasm of one contract, asked in JSON. What is missing of it, and the words for what is wrong, are loaded before an
// answer that takes them.

import { loadTexts } from "../messages.js";
import * as wasm from "./instance.js";
import { textOf } from "./json.js";
import { need, readWith, whole } from "./parts.js";
import { outcome, viewed } from "./views.js";

/**
 * @import { MakeError, SneError } from "../error.js"
 * @import { Language } from "../failure.ts"
 */

export class Asking {
  core;
  makeError;
  #language;
  /** Whether the texts for what is wrong with values were loaded, or could not be. */
  #hasRules = false;

  /**
   * @param {wasm.Instance} core
   * @param {MakeError} makeError
   * @param {Language} language
   */
  constructor(core, makeError, language) {
    this.core = core;
    this.makeError = makeError;
    this.#language = language;
  }

  /**
   * @param {number} what
   * @param {unknown} [value]
   * @returns {unknown}
   */
  ask(what, value) {
    return JSON.parse(this.askText(what, textOf(value)));
  }

  /**
   * Asks with text. What breaks off in the wasm is a failure of this call alone.
   * @param {number} what
   * @param {string} text
   * @param {string} [body]
   */
  askText(what, text, body) {
    try {
      return this.core.ask(what, text, body);
    } catch (thrown) {
      if (thrown instanceof wasm.Missing) throw thrown;
      throw this.makeError(viewed("contract-interrupted", {}));
    }
  }

  /**
   * The same, where a failure is thrown that is answered.
   * @param {number} what
   * @param {string} text
   * @param {string} [body]
   */
  answer(what, text, body) {
    return outcome(this.askText(what, text, body), this.makeError);
  }

  /** Reads the contract again, after something broke off or grew large. */
  async readAgain() {
    await readWith(this.core, this.makeError);
  }

  /** Whether something is missing that it takes to hold values against their schemas. */
  lacksChecks() {
    return !this.#hasRules || wasm.isMissing("checks");
  }

  /** Loads what it takes to hold values against their schemas, and to say what is wrong with them. */
  async loadChecks() {
    await Promise.all([this.#textsOfRules(), need("checks", this.makeError)]);
  }

  async #textsOfRules() {
    await this.texts("rules");
    this.#hasRules = true;
  }

  /**
   * Loads texts, without which all works too.
   * @param {"pages" | "rules"} part
   */
  async texts(part) {
    await loadTexts(part, this.#language).catch(() => undefined);
  }

  /**
   * Does something, from the beginning where it turns out to need a part of the wasm, or words for what is wrong: a
   * promise only then.
   * @template Result
   * @param {() => Result} work
   */
  whole(work) {
    try {
      return work();
    } catch (thrown) {
      return this.#mended(thrown, work);
    }
  }

  /**
   * @template Result
   * @param {unknown} thrown
   * @param {() => Result} work
   */
  async #mended(thrown, work) {
    const hasMistakes = (/** @type {unknown} */ error) => /** @type {SneError} */ (error).errors !== undefined;
    try {
      if (!(thrown instanceof wasm.Missing)) throw thrown;
      return await whole(this.core, this.makeError, work);
    } catch (failure) {
      if (this.#hasRules || !hasMistakes(failure)) throw failure;
      await this.#textsOfRules();
      return whole(this.core, this.makeError, work);
    }
  }
}
