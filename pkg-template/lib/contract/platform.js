// What the wasm of the contract needs of JavaScript: crates/contract/src/js/mod.rs.

/** @import { RawValue } from "./values.ts" */

/**
 * The two arrays of a value in flat form, copied out of the memory of the wasm.
 * @param {Uint32Array} words
 * @param {Uint8Array} texts
 * @returns {RawValue}
 */
export function give(words, texts) {
  return [words.slice(), texts.slice()];
}

/**
 * A number as text. From 1e21 on, JavaScript writes whole numbers with an exponent, which no reader of integers takes.
 * @param {number} number
 */
export function writeNumber(number) {
  return String(Number.isInteger(number) && Math.abs(number) >= 1e21 ? BigInt(number) : number);
}
