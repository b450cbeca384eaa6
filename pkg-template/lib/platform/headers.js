// The headers of an answer, which may be another library's, what they say of its text, and bodies that are no streams.

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
 * The body of a response that has no stream of the web's: that of a library, or what a test has in the place of one,
 * which may have `text` or `json` alone. Nothing when it cannot be read.
 * @param {ResponseLike & Partial<Pick<Response, "json">>} response
 * @returns {Promise<ArrayBuffer | string | undefined>}
 */
export async function wholeOf(response) {
  if (response.body !== undefined || response.arrayBuffer !== undefined) return response.arrayBuffer();
  return response.text === undefined ? JSON.stringify(await response.json?.()) : response.text();
}

/**
 * Bytes as text, in the character encoding that the content type announces. Where the platform does not know that one
 * ("UTF_8", "utf-8,utf-8"), it is JSON's own if it can be; nothing else.
 * @param {Headers} headers
 * @param {Uint8Array} bytes
 */
export function decode(headers, bytes) {
  const charset = /;\s*charset="?([^;"]+)/i.exec(headers.get("content-type") ?? "")?.[1]?.trim() ?? "utf-8";
  const Decoder = globalOf("TextDecoder");
  for (const [label, fatal] of /** @type {[string, boolean][]} */ ([
    [charset, false],
    ["utf-8", true],
  ])) {
    try {
      return windowsLetters(new Decoder(label, { fatal }), bytes);
    } catch {}
  }
  return undefined;
}

/** What stands for 0x80 to 0x9F in Windows-1252, which is also what ISO-8859-1 means on the web. */
const WINDOWS = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ";

/**
 * Decodes; some versions of Node 20 to 23 leave out of Windows-1252 the letters that ISO-8859-1 does not have (œ, €).
 * @param {TextDecoder} decoder
 * @param {Uint8Array} bytes
 */
function windowsLetters(decoder, bytes) {
  const text = decoder.decode(bytes);
  if (decoder.encoding !== "windows-1252") return text;
  return text.replace(/[\x80-\x9f]/g, (letter) => WINDOWS.charAt(letter.charCodeAt(0) - 0x80));
}

/**
 * Whether there is one of these headers; their names stand between commas.
 * @param {Headers} headers
 * @param {string} names
 */
export function hasAny(headers, names) {
  const { has } = globalOf("Headers").prototype;
  return names.split(",").some((name) => has.call(headers, name));
}
