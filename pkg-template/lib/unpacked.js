// The bytes of a wasm that the package carries as text. scripts/build/packed.mjs writes it, and says why it is so: a
// letter is a byte below 90; the first two letters stand before one to which 90 or 180 are added.

import { lazyEncoder } from "./platform/globals.js";

const encoder = lazyEncoder();

/** @param {string} text */
export function unpacked(text) {
  const bytes = encoder.encode(text);
  let length = 0;
  let added = 0;
  // By its number: going through an iterator takes twice as long.
  for (let place = 0; place < bytes.length; place += 1) {
    const code = bytes[place];
    // Quotes, "<" and the backslash are no letters.
    const letter = code - 32 - Number(code > 34) - Number(code > 60) - Number(code > 92);
    if (letter < 2) {
      added = 90 + 90 * letter;
    } else {
      bytes[length] = letter - 2 + added;
      length += 1;
      added = 0;
    }
  }
  return bytes.subarray(0, length);
}
