// What the wasm of the contract needs of JavaScript: crates/contract/src/js/mod.rs.

/** The two arrays of a value in flat form, copied out of the memory of the wasm. */
export function give(words, texts) {
  return [words.slice(), texts.slice()];
}

/** A number as text. */
export function writeNumber(number) {
  return String(number);
}
