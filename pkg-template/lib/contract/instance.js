// The wasm of a contract, in an instance of its own: what one contract, answer or call does to it is nobody else's
// affair. Text goes in and comes out; crates/contract/src/js/mod.rs is the other side.

import { load } from "../loader.js";
import { nextTurn } from "../platform/turn.js";
import { lazyDecoder, lazyEncoder } from "../platform/globals.js";
import { unpacked } from "../unpacked.js";
import * as asks from "./asks.js";

/**
 * @import { Bring, Parts } from "../wasm.ts"
 * @import { ContractText } from "./values.ts"
 */

/** Characters of an answer that are judged at once. */
const mostAtOnce = 2 ** 17;

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
 * The parts of the wasm that are not in it, and are loaded when something asks for them; none, where it is whole.
 * @type {Map<string, Part>}
 */
const laterParts = new Map();

/** A part of the wasm. It works in the memory of each instance that needs it. */
class Part {
  /** Nothing before it is loaded. @type {WebAssembly.Module | undefined} */
  module;
  #bring;

  /** @param {Bring} bring */
  constructor(bring) {
    this.#bring = async () => unpacked(/** @type {{ packed: string }} */ (await bring()).packed);
  }

  /** @param {{ module: WebAssembly.Module }} wasm */
  initSync({ module }) {
    this.module = module;
  }

  async load() {
    await load(this, this.#bring);
  }
}

/** Thrown by an instance that needs a part of the wasm which is not there yet. It is lost, as when it breaks off. */
export class Missing extends Error {
  /** @param {string} part */
  constructor(part) {
    super(part);
    this.part = part;
  }
}

/**
 * Keeps the compiled wasm, if it is that of the contract: an instance is made of it at once.
 * @param {{ module: WebAssembly.Module, parts?: Parts }} wasm
 */
export function initSync({ module, parts = {} }) {
  new Core(module).ask(asks.readOn, "");
  compiled = module;
  for (const [name, bring] of Object.entries(parts)) laterParts.set(name, new Part(bring));
}

/**
 * Whether a part of the wasm has to be loaded before it can be asked for something.
 * @param {string} name
 */
export const isMissing = (name) => laterParts.has(name) && laterParts.get(name)?.module === undefined;

/**
 * Loads a part of the wasm.
 * @param {string} name
 */
export async function loadPart(name) {
  await laterParts.get(name)?.load();
}

/**
 * What a judgement comes to: what is wrong, and where the integers are that are wanted as they are written.
 * @typedef {{ mistakes?: string, integers?: string }} Verdict
 */

/** @typedef {Record<string, (...values: number[]) => number>} PartExports */

/** An instance, which may be lost: after a trap nothing in it can be relied on. */
class Core {
  #exports;
  /** What the parts export of which it has an instance. @type {Map<string, PartExports>} */
  #parts = new Map();

  constructor(module = compiled) {
    const js = {
      /** @param {number} at @param {number} length */
      read: (at, length) => Number(decoder.decode(this.#bytes(at, length))),
      /** @param {number} number @param {number} at */
      write: (number, at) => encoder.encodeInto(digitsOf(number), this.#bytes(at, mostDigits)).written,
    };
    this.#exports = /** @type {import("./values.ts").Exports} */ (this.#instantiate(module, { js }));
  }

  /**
   * An instance of the wasm or of a part, to which the functions of other parts are what makes an instance of these
   * when it is called.
   * @param {WebAssembly.Module} module
   * @param {WebAssembly.Imports} imports
   * @returns {unknown}
   */
  #instantiate(module, imports) {
    for (const { module: from, name } of WebAssembly.Module.imports(module)) {
      imports[from] ??= {};
      imports[from][name] ??= this.#later(from, name);
    }
    return new WebAssembly.Instance(module, imports).exports;
  }

  /**
   * A function of a part. Of a part that is loaded it is the function itself, since some are called for each value. The
   * first part is made before all others: it looks for theirs when it calls them.
   * @param {string} part
   * @param {string} name
   */
  #later(part, name) {
    const isThere = this.#exports !== undefined && !isMissing(part);
    if (isThere) return this.#part(part)[name];
    /** @type {PartExports[string] | undefined} */
    let found;
    return (/** @type {number[]} */ ...values) => {
      found ??= this.#part(part)[name];
      return found(...values);
    };
  }

  /** @param {string} name */
  #part(name) {
    let part = this.#parts.get(name);
    if (part === undefined) {
      const module = laterParts.get(name)?.module;
      if (module === undefined) throw laterParts.has(name) ? new Missing(name) : new TypeError(name);
      const first = /** @type {WebAssembly.ModuleImports} */ (/** @type {unknown} */ (this.#exports));
      part = /** @type {PartExports} */ (this.#instantiate(module, { first }));
      this.#parts.set(name, part);
    }
    return part;
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
