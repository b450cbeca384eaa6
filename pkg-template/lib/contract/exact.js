// The data of an answer with its integers as they are written, which JavaScript's numbers are not beyond 2^53: as text,
// or as BigInt. Fetched when somebody asks for it.

import { lazyDecoder, lazyEncoder } from "../platform/globals.js";

const encoder = lazyEncoder();
const decoder = lazyDecoder();

/**
 * The data of a text in JSON.
 * @param {string} text
 * @param {number[]} places where each integer begins and ends, in turn, in bytes of UTF-8
 * @param {"text" | "bigint"} kind what integers become
 */
export function exactData(text, places, kind) {
  if (kind === "text") return JSON.parse(quoted(text, places, ""));
  // Found in no text that was there before.
  let mark = "";
  do mark = `integer ${Math.random()} `;
  while (text.includes(mark));
  return withBigInts(JSON.parse(quoted(text, places, mark)), mark);
}

/**
 * The text with its integers between quotes, behind a mark.
 * @param {string} text
 * @param {number[]} places
 * @param {string} mark
 */
function quoted(text, places, mark) {
  const bytes = encoder.encode(text);
  // In ASCII, which most are in, a character is a byte.
  const isAscii = bytes.length === text.length;
  /** @param {number} start @param {number} [end] */
  const piece = (start, end) => (isAscii ? text.slice(start, end) : decoder.decode(bytes.subarray(start, end)));
  const pieces = [];
  let done = 0;
  for (let at = 0; at < places.length; at += 2) {
    const [start, end] = [places[at], places[at + 1]];
    pieces.push(piece(done, start), '"', mark, piece(start, end), '"');
    done = end;
  }
  pieces.push(piece(done));
  return pieces.join("");
}

/**
 * A value in which texts behind the mark have become integers. Nothing here calls itself: answers may be deep.
 * @param {unknown} data
 * @param {string} mark
 */
function withBigInts(data, mark) {
  const root = { data };
  /** @type {Record<string, unknown>[]} */
  const open = [root];
  for (let holder = open.pop(); holder !== undefined; holder = open.pop()) {
    for (const [name, value] of Object.entries(holder)) {
      if (typeof value === "object" && value !== null) open.push(/** @type {Record<string, unknown>} */ (value));
      if (typeof value !== "string" || !value.startsWith(mark)) continue;
      // A name such as "__proto__" is a name like another.
      const integer = { value: BigInt(value.slice(mark.length)), writable: true, enumerable: true, configurable: true };
      Object.defineProperty(holder, name, integer);
    }
  }
  return root.data;
}
