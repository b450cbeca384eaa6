// The wasm of long runs, in an instance for each run: crates/bulk/src/js/mod.rs is the other side. Numbers cross as
// numbers, texts in one buffer.

import { lazyDecoder, lazyEncoder } from "../platform/globals.js";
import { monotonic } from "../platform/runtime.js";

/** @import { Exports, Settings } from "./crossing.ts" */

const decoder = lazyDecoder();
const encoder = lazyEncoder();

/** @type {WebAssembly.Module} */
let compiled;

/**
 * Keeps the compiled wasm, if it is that of long runs: an instance is made of it for each run.
 * @param {{ module: WebAssembly.Module }} wasm
 */
export function initSync({ module }) {
  new Engine(module).isBegun();
  compiled = module;
}

/** What is to be done next, as `next` in js/mod.rs numbers it. */
export const steps = { wait: 0, pull: 1, begin: 2, ask: 3, over: 4 };
/** What a call may do. */
export const permits = { wait: 0, go: 1, cut: 2 };
/** What becomes of a call that is over. */
export const ends = { over: 0, again: 1, cut: 2 };
/** What the caller knows of an item in doubt. */
export const known = { done: 0, redo: 1, hold: 2 };
/** What came of an item. */
export const verdicts = { done: 0, doneBefore: 1, failed: 2, held: 3 };
/** Why a run stops, by the numbers of `Stop` in run/said.rs; the last one is told as the journal's. */
export const stops = /** @type {const} */ ([
  undefined,
  "quota",
  "until",
  "errors",
  "refused",
  "signal",
  "left",
  "source",
  "journal",
  "journal",
]);
/** The number for a source that is not that of the journal. */
export const otherInput = 9;

/** @typedef {Exclude<(typeof stops)[number], undefined>} StopName */

/** Bytes of the key of a journal. */
export const keyBytes = 16;

const numberBytes = 8;

/** A run's decisions. */
export class Engine {
  #exports;

  constructor(module = compiled) {
    const { exports } = new WebAssembly.Instance(module, { js: { monotonic, wall: Date.now } });
    this.#exports = /** @type {Exports} */ (/** @type {unknown} */ (exports));
  }

  /**
   * Reads a piece of the journal.
   * @param {Uint8Array} piece
   */
  read(piece) {
    this.#bytes(0, piece.length).set(piece);
    this.#exports.read(piece.length);
  }

  /** Whether there is a journal yet. */
  isBegun() {
    return this.#exports.is_begun() !== 0;
  }

  /** To what the journal and its outputs are to be cut. */
  lengths() {
    const { length } = this.#exports;
    return { journal: length(0), output: length(1), errors: length(2) };
  }

  /**
   * Begins the run; gives the number of what is wrong with its journal, below 0 when nothing is.
   * @param {Settings} settings
   * @param {{ key: Uint8Array, operation: string, target: string }} [kept] of a run with a journal
   */
  begin(settings, kept) {
    const { windows, ...single } = settings;
    const numbers = [...Object.values(single).map(Number), ...windows.flat()];
    const start = numbers.length * numberBytes;
    const [operation, target] = [kept?.operation ?? "", kept?.target ?? ""].map((text) => encoder.encode(text));
    const bytes = this.#bytes(0, start + keyBytes + operation.length + target.length);
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    for (const [place, number] of numbers.entries()) view.setFloat64(place * numberBytes, number, true);
    bytes.set(kept?.key ?? new Uint8Array(keyBytes), start);
    bytes.set(operation, start + keyBytes);
    bytes.set(target, start + keyBytes + operation.length);
    const isKept = kept === undefined ? 0 : 1;
    return this.#exports.begin(numbers.length, isKept, operation.length, target.length, Math.random());
  }

  /** What is to be appended to the journal before anything else is done. */
  lines() {
    const length = this.#exports.take();
    return length === 0 ? "" : decoder.decode(this.#bytes(0, length));
  }

  /** The next step: its number, the item that it is about, and whether there are lines to be written before. */
  next() {
    const told = this.#exports.next();
    return { step: told % 8, n: Math.floor(told / 16), hasLines: told % 16 >= 8 };
  }

  /**
   * A row has come; says whether it is to be kept.
   * @param {string} text what it is recognised by
   */
  pulled(text) {
    return this.#exports.pulled(this.#write(text, 0)) !== 0;
  }

  /** There are no more rows. */
  ended() {
    this.#exports.ended();
  }

  /**
   * Whether a call may leave.
   * @param {number} n
   * @param {boolean} hasEffect
   */
  permit(n, hasEffect) {
    return this.#exports.permit(n, hasEffect ? 1 : 0);
  }

  /**
   * A call is over, well without a failure; gives what becomes of it.
   * @param {number} n
   * @param {number} attempts
   * @param {import("./crossing.ts").CallFailure} [failure]
   */
  answered(n, attempts, failure) {
    if (failure === undefined) return this.#exports.answered(n, attempts, 0, 0, 0, 0, Number.NaN);
    const { kind, status = 0, retryable, retryAfter = Number.NaN } = failure;
    return this.#exports.answered(n, attempts, 1, this.#write(kind, 0), status, retryable ? 1 : 0, retryAfter);
  }

  /**
   * An item is over.
   * @param {number} n
   * @param {{ kind: string, code?: string, status?: number }} [failure]
   */
  settled(n, failure) {
    if (failure === undefined) return this.#exports.settled(n, 1, 0, 0, 0);
    const { kind, code = "", status = 0 } = failure;
    const length = this.#write(kind, 0);
    this.#exports.settled(n, 0, length, this.#write(code, length), status);
  }

  /**
   * The caller says what is known of an item in doubt.
   * @param {number} n
   * @param {number} what
   */
  resolved(n, what) {
    this.#exports.resolved(n, what);
  }

  /** The next item for the loop, and what came of it, if there is one. */
  give() {
    const told = this.#exports.give();
    return told < 0 ? undefined : { n: Math.floor(told / 4), verdict: told % 4 };
  }

  /**
   * The loop has come back.
   * @param {number} n
   * @param {{ output: number, errors: number }} lengths
   */
  acknowledged(n, { output, errors }) {
    this.#exports.acknowledged(n, output, errors);
  }

  /**
   * Stops the run.
   * @param {StopName} stop
   */
  stop(stop) {
    this.#exports.stop(stops.indexOf(stop));
  }

  /** The loop was left. */
  abandon() {
    this.#exports.abandon();
  }

  /** The number of why it stops, 0 if it does not. */
  stopped() {
    return this.#exports.stopped();
  }

  /** All is over. */
  end() {
    this.#exports.end();
  }

  /** Milliseconds until something is to be done though nothing happens. */
  wakesIn() {
    return this.#exports.wakes_in();
  }

  /** How it goes: done, failed, held, total, rate, eta, paused until; `NaN` for what is not known. */
  progress() {
    this.#exports.progress();
    return this.#numbers(7);
  }

  /** What was counted: done, failed, held, before, calls, pauses, milliseconds of pauses, plan, when to go on. */
  counts() {
    this.#exports.counts();
    return this.#numbers(9);
  }

  /**
   * Seconds that so many calls take under the rate limit.
   * @param {number} calls
   */
  plan(calls) {
    return this.#exports.plan(calls);
  }

  /** @param {number} count */
  #numbers(count) {
    const bytes = this.#bytes(0, count * numberBytes);
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    return Array.from({ length: count }, (_, place) => view.getFloat64(place * numberBytes, true));
  }

  /**
   * Writes a text into the buffer; gives its length there.
   * @param {string} text
   * @param {number} at
   */
  #write(text, at) {
    const { read, written } = encoder.encodeInto(text, this.#bytes(at, text.length));
    if (read === text.length) return written;
    // Beyond ASCII a character takes up to three bytes.
    return encoder.encodeInto(text, this.#bytes(at, 3 * text.length)).written;
  }

  /**
   * @param {number} at
   * @param {number} length
   */
  #bytes(at, length) {
    const { reserve, memory } = this.#exports;
    const place = reserve(at + length) + at;
    return new Uint8Array(memory.buffer, place, length);
  }
}
