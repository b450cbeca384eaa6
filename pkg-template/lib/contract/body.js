// A body in JSON: written once, looked at as it is sent.

import { isStream, kindOf, kinds } from "../platform/values.js";
import { isForeign } from "../platform/files.js";
import { textOf } from "./json.js";

/**
 * A body as it is sent, and as it is judged: the same, but where it holds what JSON cannot say.
 * @typedef {{ sent: string, judged: string }} BodyText
 */

/** What may stand for a value that JSON cannot say. */
const suspicious = /null|\{\}/;

/** The tokens of the text that is judged: strings, integers of any size, and what JSON cannot say. */
const tokens = /"(?:[^"\\]|\\.)*"|(-?\d+)n|O|[FS]\d+/g;

/**
 * Whether the platform sends a value as it is.
 * @param {unknown} value
 */
export const isOpaque = (value) => kindOf(value) === kinds.opaque || isForeign(value) || isStream(value);

/**
 * A body in JSON. Throws what looking at it throws, or that it is too deep.
 * @param {unknown} body
 * @returns {BodyText}
 */
export function bodyText(body) {
  const written = jsonOf(body);
  if (written !== undefined && !suspicious.test(written)) return { sent: written, judged: written };
  try {
    const judged = textOf(body);
    return { sent: written ?? judged.replace(tokens, asJson), judged };
  } catch (thrown) {
    // What is JSON is judged as that, however large it is.
    if (written === undefined) throw thrown;
    return { sent: written, judged: written };
  }
}

/**
 * The JSON of a value; nothing where there is none: of a BigInt, say, or of what holds itself.
 * @param {unknown} value
 * @returns {string | undefined}
 */
function jsonOf(value) {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}

/**
 * A token as JSON has it.
 * @param {string} token
 * @param {string} [digits]
 */
function asJson(token, digits) {
  if (token.startsWith('"')) return token;
  return digits ?? (token === "O" ? "null" : "{}");
}
