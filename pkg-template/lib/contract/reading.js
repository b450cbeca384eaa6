// What crosses into the wasm of the contract: a document or what is asked of it, as text, or why it cannot.

import { reasonNumber } from "../reasons.js";
import { textOf, TooMuch } from "./json.js";
import { unreadable } from "./views.js";

/**
 * @import { MakeError } from "../error.js"
 * @import { ContractText } from "./values.ts"
 */

/** Characters of the longest text that is read as a contract, and values of one that was parsed. */
const longestText = 32_000_000;
const mostValues = 4_000_000;

const documentReasons = { deep: "contract-too-deep", large: "contract-too-large", thrown: "contract-unreadable" };
const callReasons = { deep: "parameters-unreadable", large: "parameters-unreadable", thrown: "parameters-unreadable" };

/**
 * A contract as text. One that is text already is not looked into here. Throws what `makeError` makes of the reason why
 * it has none.
 * @param {unknown} given
 * @param {MakeError} makeError
 * @returns {ContractText}
 */
export function contractText(given, makeError) {
  const isParsed = typeof given !== "string";
  const text = isParsed ? written(given, [], makeError, documentReasons, mostValues) : given;
  if (text.length > longestText) throw makeError([reasonNumber("contract-too-large"), 0, [["pointer", ""]]]);
  return { text, isParsed };
}

/**
 * A call as text.
 * @param {unknown} call
 * @param {unknown[]} opaque gets its files and streams
 * @param {MakeError} makeError
 */
export const callText = (call, opaque, makeError) => written(call, opaque, makeError, callReasons);

/**
 * @param {unknown} value
 * @param {unknown[]} opaque
 * @param {MakeError} makeError
 * @param {typeof documentReasons} reasons
 * @param {number} [most]
 */
function written(value, opaque, makeError, reasons, most) {
  try {
    return textOf(value, opaque, most);
  } catch (thrown) {
    // What a getter throws may be anything, and is not told.
    const reason =
      thrown instanceof TooMuch ? reasons[/** @type {keyof typeof reasons} */ (thrown.message)] : reasons.thrown;
    throw makeError(unreadable(reason));
  }
}
