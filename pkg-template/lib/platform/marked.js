// Bytes of a file as text, by the mark at their beginning: what Windows calls "Unicode" is UTF-16, and PowerShell
// writes that where a command's output goes into a file.

import { globalOf } from "./globals.js";

/**
 * The text of bytes that are UTF-8, or UTF-16 with a byte order mark.
 * @param {Uint8Array} bytes
 * @param {boolean} [fatal] whether to throw where they are neither
 */
export function textOfBytes(bytes, fatal = false) {
  return new (globalOf("TextDecoder"))(encodingOf(bytes), { fatal }).decode(bytes);
}

/**
 * The character encoding that the mark at the beginning of bytes says; UTF-8 without one.
 * @param {Uint8Array} bytes
 */
export function encodingOf([first, second]) {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
}
