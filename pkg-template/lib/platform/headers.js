// The headers of an answer, which may be another library's, and what they say of its text.

import { globalOf } from "./globals.js";

/** @import { ResponseLike } from "../../types/index.d.ts" */

/**
 * The headers as the platform's own class, which is known to behave. Another library's are copied.
 * @param {ResponseLike} response
 */
export function headersOf(response) {
  try {
    const { headers } = response;
    return isOwn(headers) ? headers : new (globalOf("Headers"))([.../** @type {Headers} */ (headers)]);
  } catch {
    return new (globalOf("Headers"))();
  }
}

/**
 * Whether reading these is reading the platform's. Throws for what only says that it is of that class.
 * @param {ResponseLike["headers"]} headers
 * @returns {headers is Headers}
 */
function isOwn(headers) {
  const { prototype } = globalOf("Headers");
  return headers.get === prototype.get && typeof prototype.has.call(headers, "date") === "boolean";
}

/**
 * Bytes as text, in the character encoding that the content type announces; nothing when the platform does not know it.
 * @param {Headers} headers
 * @param {Uint8Array} bytes
 */
export function decode(headers, bytes) {
  const charset = /;\s*charset="?([^;"]+)/i.exec(headers.get("content-type") ?? "");
  try {
    return new (globalOf("TextDecoder"))(charset?.[1]?.trim() ?? "utf-8").decode(bytes);
  } catch {
    return undefined;
  }
}
