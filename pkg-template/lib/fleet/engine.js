// The wasm of fleets, in an instance for each client: crates/fleet/src/js/mod.rs is the other side. Numbers cross as
// numbers, texts in one buffer.

import { lazyDecoder, lazyEncoder } from "../platform/globals.js";
import { monotonic } from "../platform/runtime.js";

/** @import { Exports, Settings } from "./crossing.ts" */

const decoder = lazyDecoder();
const encoder = lazyEncoder();

/** @type {WebAssembly.Module} */
let compiled;

/**
 * Keeps the compiled wasm, if it is that of fleets: an instance is made of it for each client.
 * @param {{ module: WebAssembly.Module }} wasm
 */
export function initSync({ module }) {
  new Engine(module).isAlone();
  compiled = module;
}

/** The cells. */
export const cells = { pace: 0, token: 1 };

/** What is to be done next, as js/mod.rs numbers it. */
export const steps = { wait: 0, read: 1, write: 2, go: 3, refuse: 4, block: 5, give: 6, ask: 7, seal: 8, refused: 9 };

const numberBytes = 8;

/** The decisions of a process. */
export class Engine {
  #exports;

  constructor(module = compiled) {
    const { exports } = new WebAssembly.Instance(module, { js: { monotonic } });
    this.#exports = /** @type {Exports} */ (/** @type {unknown} */ (exports));
  }

  /** @param {Settings} settings */
  begin({ limits, unused, reserve, size, application, secret }) {
    const numbers = [...limits, unused, reserve, size];
    const texts = [application, secret].map((text) => encoder.encode(text));
    const start = numbers.length * numberBytes;
    const bytes = this.#bytes(start + texts[0].length + texts[1].length);
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    for (const [place, number] of numbers.entries()) view.setFloat64(place * numberBytes, number, true);
    bytes.set(texts[0], start);
    bytes.set(texts[1], start + texts[0].length);
    this.#exports.begin(texts[0].length, texts[1].length, Math.random());
  }

  /**
   * The key of a cell.
   * @param {number} cell
   */
  key(cell) {
    return decoder.decode(this.#bytes(this.#exports.key(cell)));
  }

  /**
   * A call wants to leave.
   * @param {number} asker
   * @param {number} reserve
   * @param {number} longestPause
   * @param {number} deadline milliseconds from now
   */
  ask(asker, reserve, longestPause, deadline) {
    this.#exports.ask(asker, reserve, longestPause, deadline);
  }

  /** @param {number} asker */
  giveUp(asker) {
    this.#exports.give_up(asker);
  }

  /**
   * What came of a call.
   * @param {number} ticket
   * @param {number} status
   * @param {number} asked milliseconds, `NaN` where nobody says
   */
  told(ticket, status, asked) {
    this.#exports.told(ticket, status, asked);
  }

  /**
   * What the answer to a call announces of a quota: it is told before what came of it.
   * @param {number} ticket
   * @param {number} remaining calls
   * @param {number} window milliseconds
   */
  announced(ticket, remaining, window) {
    this.#exports.announced(ticket, remaining, window);
  }

  /** @param {number} patience milliseconds */
  want(patience) {
    this.#exports.want(patience);
  }

  dropWant() {
    this.#exports.drop_want();
  }

  unreadable() {
    this.#exports.unreadable();
  }

  /** @param {number} lifetime milliseconds */
  obtained(lifetime) {
    this.#exports.obtained(lifetime);
  }

  /**
   * @param {number} status
   * @param {string} code
   * @param {boolean} isFinal
   * @param {number} asked milliseconds, `NaN` where nobody says
   */
  refused(status, code, isFinal, asked) {
    this.#exports.refused(status, this.#write(code), isFinal ? 1 : 0, asked);
  }

  /** @param {string} text */
  sealed(text) {
    this.#exports.sealed(this.#write(text));
  }

  /**
   * The store has answered.
   * @param {number} cell
   * @param {{ ok: boolean, value: string | null, now: number }} answer
   * @param {number} sent when it was asked
   */
  answered(cell, { ok, value, now }, sent) {
    this.#exports.answered(cell, ok ? 1 : 0, value === null ? -1 : this.#write(value), now, sent);
  }

  /** @param {number} cell */
  failed(cell) {
    this.#exports.failed(cell);
  }

  /** Whether the process goes on without the store. */
  isAlone() {
    return this.#exports.is_alone() !== 0;
  }

  /** Milliseconds until something is to be done though nothing happens. */
  wakesIn() {
    return this.#exports.wakes_in();
  }

  /**
   * What is next for a cell: the step, two numbers and two texts that say more of it.
   * @param {number} cell
   */
  next(cell) {
    const { next, number, length } = this.#exports;
    const step = next(cell);
    if (step === steps.wait) return { step, a: 0, b: 0, text: "", more: "" };
    const [first, second] = [length(0), length(1)];
    const bytes = this.#bytes(first + second);
    const text = decoder.decode(bytes.subarray(0, first));
    return { step, a: number(0), b: number(1), text, more: decoder.decode(bytes.subarray(first)) };
  }

  /**
   * Writes a text into the buffer; gives its length there.
   * @param {string} text
   */
  #write(text) {
    const bytes = encoder.encode(text);
    this.#bytes(bytes.length).set(bytes);
    return bytes.length;
  }

  /** @param {number} length */
  #bytes(length) {
    const { reserve, memory } = this.#exports;
    const place = reserve(length);
    return new Uint8Array(memory.buffer, place, length);
  }
}
