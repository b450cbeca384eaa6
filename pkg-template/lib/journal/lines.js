// The lines of a text file, one after the other.

import { createReadStream } from "node:fs";

/**
 * The lines of a file in UTF-8, without those that are empty. A mark at its beginning is none of the first line's.
 * @param {string} path
 * @returns {AsyncIterable<string>}
 */
export function linesOf(path) {
  return { [Symbol.asyncIterator]: () => lines(path) };
}

/** @param {string} path */
async function* lines(path) {
  let rest = "";
  let isFirst = true;
  for await (const piece of createReadStream(path, { encoding: "utf8", highWaterMark: 2 ** 18 })) {
    const text = isFirst ? piece.replace(/^\uFEFF/, "") : piece;
    isFirst = false;
    const parts = (rest + text).split("\n");
    rest = /** @type {string} */ (parts.pop());
    for (const part of parts) {
      const line = part.endsWith("\r") ? part.slice(0, -1) : part;
      if (line !== "") yield line;
    }
  }
  if (rest !== "") yield rest.replace(/\r$/, "");
}
