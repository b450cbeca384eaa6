// The wasm of a contract, in an instance of its own: what one contract, answer or call does to it is nobody else's
// affair. Text goes in and comes out; crates/contract/src/js/mod.rs is the other side.

import { nextTurn } from "../platform/turn.js";
import { lazyDecoder, lazyEncoder } from "../platform/globals.js";

/** @import { ContractText } from "./values.ts" */

/** Characters of an answer that are judged at once. */
const mostAtOnce = 2 ** 17;

/** What is asked here, as js/mod.rs numbers it. */
const asks = { readOn: 0, text: 8, parsed: 9, mistakes: 10, integers: 11 };

/** Bytes by which a large answer may make the memory grow that are kept for the next. A wasm gives none back. */
const mostGrowth = 16 * 2 ** 20;

const decoder = lazyDecoder();
const encoder = lazyEncoder();

/** Letters that a number has at most. */
const mostDigits = 320;

/**
 * A number as text. From 1e21 on, JavaScript writes whole numbers with an exponent, which no reader of integers takes.
 * @param {number} number
 */
const digitsOf = (number) => String(Number.isInteger(number) && Math.abs(number) >= 1e21 ? BigInt(number) : number);

/** @type {WebAssembly.Module} */
let compiled;

/**
 * Keeps the compiled wasm, if it is that of the contract: an instance is made of it at once.
 * @param {{ module: WebAssembly.Module }} wasm
 */
export function initSync({ module }) {
  new Core(module).ask(asks.readOn, "");
  compiled = module;
}

/**
 * What a judgement comes to: what is wrong, and where the integers are that are wanted as they are written.
 * @typedef {{ mistakes?: string, integers?: string }} Verdict
 */

/** An instance, which may be lost: after a trap nothing in it can be relied on. */
class Core {
  #exports;

  constructor(module = compiled) {
    const js = {
      /** @param {number} at @param {number} length */
      read: (at, length) => Number(decoder.decode(this.#bytes(at, length))),
      /** @param {number} number @param {number} at */
      write: (number, at) => encoder.encodeInto(digitsOf(number), this.#bytes(at, mostDigits)).written,
    };
    const { exports } = new WebAssembly.Instance(module, { js });
    this.#exports = /** @type {import("./values.ts").Exports} */ (/** @type {unknown} */ (exports));
  }

  /** Bytes of its memory. */
  get size() {
    return this.#exports.memory.buffer.byteLength;
  }

  /**
   * @param {number} what
   * @param {string} text
   * @param {string} [body] what is to be judged as it is sent
   */
  ask(what, text, body) {
    const { reserve, ask } = this.#exports;
    const start = body === undefined ? 0 : this.#write(body, 0);
    const length = ask(what, start, this.#write(text, start));
    return decoder.decode(this.#bytes(reserve(0), length));
  }

  /**
   * Judges an answer of an operation, piece by piece; gives nothing when there is nothing to say.
   * @param {string} id
   * @param {number} schema
   * @param {number} flags
   * @param {string} text
   * @returns {Verdict | undefined}
   */
  judge(id, schema, flags, text) {
    const { judge } = this.#exports;
    for (let at = 0, rest = 0; ; ) {
      let end = at + mostAtOnce;
      // What two units are together is one character.
      if ((text.charCodeAt(end - 1) & 0xfc00) === 0xd800) end += 1;
      const isLast = end >= text.length;
      const written = this.#write(at === 0 && isLast ? text : text.slice(at, end), rest);
      const verdict = judge(schema, flags, rest + written, isLast ? 1 : 0);
      if (verdict === -1) return undefined;
      if (verdict < 0) return this.#verdict(id, -1 - verdict);
      rest = verdict;
      at = end;
    }
  }

  /**
   * @param {string} id
   * @param {number} bits
   * @returns {Verdict}
   */
  #verdict(id, bits) {
    const integers = bits & 2 ? this.ask(asks.integers, "null") : undefined;
    return { integers, mistakes: bits & 1 ? this.ask(asks.mistakes, JSON.stringify(id)) : undefined };
  }

  /**
   * Writes a text into the buffer; gives its length there.
   * @param {string} text
   * @param {number} at
   */
  #write(text, at) {
    let { read, written } = encoder.encodeInto(text, this.#reserve(at, text.length));
    // Beyond ASCII a character takes up to three bytes.
    if (read < text.length) {
      const rest = text.slice(read);
      written += encoder.encodeInto(rest, this.#reserve(at + written, 3 * rest.length)).written;
    }
    return written;
  }

  /**
   * Room in the buffer, behind what is in it.
   * @param {number} at
   * @param {number} length
   */
  #reserve(at, length) {
    return this.#bytes(this.#exports.reserve(at + length) + at, length);
  }

  /**
   * @param {number} at
   * @param {number} length
   */
  #bytes(at, length) {
    return new Uint8Array(this.#exports.memory.buffer, at, length);
  }
}

/** The wasm of one contract. When its instance is lost, or has grown large, there is a fresh one. */
export class Instance {
  #document;
  /** Nothing before it is read, while it is asked, and after it broke off. @type {Core | undefined} */
  #core;
  #usual = 0;
  /** @type {Promise<string> | undefined} */
  #reading;

  /** @param {ContractText} [document] the contract, if there is one */
  constructor(document) {
    this.#document = document;
  }

  /** Whether it can be asked without the contract being read first. */
  get isReady() {
    return this.#core !== undefined;
  }

  /**
   * Reads the contract, with pauses where it is large. Resolves to what is wrong with it, `null` as text when nothing
   * is. Rejects when the wasm breaks off.
   */
  read() {
    this.#reading ??= this.#read().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  async #read() {
    const steps = this.#steps();
    for (let step = steps.next(); ; step = steps.next()) {
      if (step.done) return step.value;
      await nextTurn();
    }
  }

  /**
   * Asks something. Throws when the wasm breaks off.
   * @param {number} what
   * @param {string} text
   * @param {string} [body]
   */
  ask(what, text, body) {
    return this.#with((core) => core.ask(what, text, body));
  }

  /**
   * Judges an answer of an operation, as judge in js/mod.rs does; gives nothing when there is nothing to say. Throws
   * when the wasm breaks off.
   * @param {string} id
   * @param {number} schema
   * @param {number} flags
   * @param {string} text
   */
  judge(id, schema, flags, text) {
    return this.#with((core) => core.judge(id, schema, flags, text));
  }

  /**
   * @template Result
   * @param {(core: Core) => Result} work
   */
  #with(work) {
    if (this.#core === undefined) for (const _ of this.#steps());
    const core = /** @type {Core} */ (this.#core);
    // It comes back when it has answered: whatever happens in between, such as a stack at its end, it is lost then.
    this.#core = undefined;
    const result = work(core);
    if (core.size <= this.#usual + mostGrowth) this.#core = core;
    return result;
  }

  /** Reads the contract slice by slice. @returns {Generator<void, string>} */
  *#steps() {
    const core = new Core();
    let failure = "null";
    if (this.#document !== undefined) {
      const { text, isParsed } = this.#document;
      failure = core.ask(isParsed ? asks.parsed : asks.text, text);
      for (; failure === ""; failure = core.ask(asks.readOn, "")) yield;
    }
    this.#core = core;
    this.#usual = core.size;
    return failure;
  }
}
