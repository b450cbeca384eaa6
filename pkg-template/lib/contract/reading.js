// What crosses into the wasm of the contract: a document or the parameters of a call, or why they cannot.

import { reasonNumber } from "../reasons.js";
import { flatten, TooMuch } from "./flat.js";
import { unreadable } from "./views.js";

/**
 * @import { MakeError } from "../error.js"
 */

/** Characters of the longest text that is read as a contract. */
const longestText = 32_000_000;

const documentReasons = { deep: "contract-too-deep", large: "contract-too-large", thrown: "contract-unreadable" };
export const callReasons = {
  deep: "parameters-unreadable",
  large: "parameters-unreadable",
  thrown: "parameters-unreadable",
};

/**
 * A contract, parsed or as text, in flat form. Throws what `makeError` makes of the reason why it has none.
 * @param {unknown} given
 * @param {MakeError} makeError
 */
export function flatDocument(given, makeError) {
  return flat(typeof given === "string" ? parse(given, makeError) : given, [], makeError, documentReasons);
}

/**
 * A value in flat form, or the failure that it has none.
 * @param {unknown} value
 * @param {unknown[]} opaque
 * @param {MakeError} makeError
 * @param {typeof documentReasons} reasons
 */
export function flat(value, opaque, makeError, reasons) {
  try {
    return flatten(value, opaque);
  } catch (thrown) {
    // What a getter throws may be anything, and is not told.
    const reason =
      thrown instanceof TooMuch ? reasons[/** @type {keyof typeof reasons} */ (thrown.message)] : reasons.thrown;
    throw makeError(unreadable(reason));
  }
}

/**
 * @param {string} text
 * @param {MakeError} makeError
 */
function parse(text, makeError) {
  if (text.length > longestText) throw makeError([reasonNumber("contract-too-large"), 0, [["pointer", ""]]]);
  try {
    // Some editors put a byte order mark at the beginning.
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    throw makeError([reasonNumber("contract-not-json"), 0, []]);
  }
}
