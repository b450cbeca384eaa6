// Messages of node:http, read.

/**
 * @import { IncomingMessage } from "node:http"
 * @import { Header } from "./exchange.ts"
 */

/** No test sends more; whoever does is cut off rather than fill the memory. */
export const longestBody = 64 * 1024 * 1024;

/**
 * The whole body of a message.
 * @param {IncomingMessage} message
 * @param {number} most
 */
export async function readBody(message, most) {
  const pieces = [];
  let length = 0;
  for await (const piece of message) {
    length += piece.length;
    if (length > most) throw new RangeError("body too long");
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

/**
 * Names and values in turn, as pairs.
 * @param {string[]} flat
 * @returns {Header[]}
 */
export function pairs(flat) {
  return Array.from({ length: flat.length / 2 }, (_, index) => [flat[2 * index], flat[2 * index + 1]]);
}
