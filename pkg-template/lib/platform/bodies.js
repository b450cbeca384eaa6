// Bodies of answers: read within a limit, decoded, parsed.

import { isPage } from "./runtime.js";

/** @import { ResponseLike } from "../../types/index.d.ts" */

/**
 * The body, or nothing when it is larger than the limit.
 * @param {ResponseLike} response
 * @param {number} limit
 */
export async function read(response, limit) {
  if (isShortText(response, limit)) return response.text();
  const stream = response.body;
  if (stream === null) return new Uint8Array();
  if (typeof stream?.getReader === "function") return readStream(stream.getReader(), limit);
  // Not a web stream: a library's response, which can only be read whole.
  const bytes = new Uint8Array(await response.arrayBuffer());
  return bytes.length > limit ? undefined : bytes;
}

/**
 * Whether the body is JSON in UTF-8 that is known to be within the limit, so that the platform may read it in one go.
 * In a page headers may be hidden, and a compressed body is longer than announced.
 * @param {ResponseLike} response
 * @param {number} limit
 */
function isShortText({ headers }, limit) {
  if (!(headers instanceof Headers)) return false;
  const length = headers.get("content-length");
  if (length === null || !(Number(length) <= limit) || headers.get("content-encoding") !== null || isPage())
    return false;
  return /^application\/json(; *charset=utf-8)?$/i.test(headers.get("content-type") ?? "");
}

/**
 * @param {ReadableStreamDefaultReader<unknown>} reader
 * @param {number} limit
 */
async function readStream(reader, limit) {
  /** @type {Uint8Array[]} */
  const chunks = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return joined(chunks, length);
    if (!(value instanceof Uint8Array)) throw new TypeError("the body gave something else than bytes");
    length += value.byteLength;
    if (length > limit) {
      // A fetch may not listen to its signal. That giving up fails is of no interest.
      Promise.resolve(reader.cancel()).catch(() => {});
      return undefined;
    }
    chunks.push(value);
  }
}

/**
 * @param {Uint8Array[]} chunks
 * @param {number} length
 */
function joined(chunks, length) {
  if (chunks.length === 1) return chunks[0];
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}

/**
 * A body as text, in the character encoding that its content type announces; nothing when the platform does not know
 * it.
 * @param {Headers} headers
 * @param {string | Uint8Array | undefined} body
 */
export function decode(headers, body) {
  if (typeof body === "string" || body === undefined) return body;
  const charset = /;\s*charset="?([^;"]+)/i.exec(headers.get("content-type") ?? "");
  try {
    return new TextDecoder(charset?.[1].trim() ?? "utf-8").decode(body);
  } catch {
    return undefined;
  }
}

/**
 * A text as JSON: `[value]`, or nothing when it is not JSON.
 * @param {string} text
 * @returns {[value: unknown] | undefined}
 */
export function parseJson(text) {
  // Parsing an empty text throws, which is slow, and there is nothing in it.
  if (text === "") return undefined;
  try {
    return [JSON.parse(text)];
  } catch {
    return undefined;
  }
}

/**
 * A value as JSON, or nothing when it cannot be.
 * @param {unknown} value
 */
export function stringify(value) {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}

/**
 * The first characters of a text that are not white space.
 * @param {string} text
 * @param {number} count
 */
export function startOf(text, count) {
  return text.trimStart().slice(0, count);
}
