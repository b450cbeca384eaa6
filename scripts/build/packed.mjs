// A wasm as text in a module. What is downloaded is compressed on its way, so that what counts is what brotli makes of
// the text: of letters that are one byte each, a fiftieth more than of the wasm itself; of base64 a quarter more; of
// base64 of what was deflated before, a tenth (record 32). lib/unpacked.js is the other side.

import { unpacked } from "../../pkg-template/lib/unpacked.js";

/** How many bytes are one letter, and how far apart those are that share one. */
const SINGLE = 90;

// Printable, without what a string or the page around it could take for something else.
const LETTERS = Array.from({ length: 95 }, (_, place) => String.fromCharCode(32 + place))
  .filter((letter) => !'"<\\'.includes(letter))
  .join("");

/** @param {number} byte */
const lettersOf = (byte) => {
  const letter = LETTERS[2 + (byte % SINGLE)];
  return byte < SINGLE ? letter : LETTERS[Math.floor(byte / SINGLE) - 1] + letter;
};

/**
 * Fails when the package would read something else.
 * @param {Buffer} bytes
 */
export function packed(bytes) {
  const letters = Array.from({ length: 256 }, (_, byte) => lettersOf(byte));
  const text = Array.from(bytes, (byte) => letters[byte]).join("");
  if (!bytes.equals(unpacked(text))) throw new Error("lib/unpacked.js does not read what packed.mjs writes");
  return text;
}
