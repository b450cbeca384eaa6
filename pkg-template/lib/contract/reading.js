// What crosses into the wasm of the contract: a document or what is asked of it, as text, or why it cannot.

import { reasonNumber } from "../reasons.js";
import { nextTurn } from "../platform/turn.js";
import { isOrdinary, textOf, TooMuch } from "./json.js";
import { textOfBytes } from "../platform/marked.js";
import { unreadable } from "./views.js";

/**
 * @import { MakeError } from "../error.js"
 * @import { ContractText } from "./values.ts"
 */

/** Characters of the longest text that is read as a contract, and values of a part of one that was parsed. */
const longestText = 32_000_000;
const mostValues = 4_000_000;
/** Characters that are written without a pause. */
const slice = 200_000;

const documentReasons = { deep: "contract-too-deep", large: "contract-too-large", thrown: "contract-unreadable" };
const callReasons = { deep: "parameters-unreadable", large: "parameters-unreadable", thrown: "parameters-unreadable" };

/**
 * A contract as text. One that is text already is not looked into here. Rejects with what `makeError` makes of the
 * reason why it has none.
 * @param {unknown} given
 * @param {MakeError} makeError
 * @returns {Promise<ContractText>}
 */
export async function contractText(given, makeError) {
  /** @type {unknown} */
  let text;
  try {
    const bytes = isBuffer(given) ? new Uint8Array(given) : given;
    text = isBytes(bytes) ? textOfBytes(bytes) : bytes;
    if (typeof text !== "string") return { text: await textInPieces(text), isParsed: true };
  } catch (thrown) {
    throw failureOf(thrown, makeError, documentReasons);
  }
  if (text.length > longestText) throw makeError([reasonNumber("contract-too-large"), 0, [["pointer", ""]]]);
  return { text, isParsed: false };
}

/**
 * Whether it is what `readFile` gives where no encoding is named.
 * @param {unknown} given
 * @returns {given is Uint8Array}
 */
const isBytes = (given) => ArrayBuffer.isView(given) && "BYTES_PER_ELEMENT" in given && given.BYTES_PER_ELEMENT === 1;

/**
 * Whether it is what `response.arrayBuffer()` gives, of this realm or another.
 * @param {unknown} given
 * @returns {given is ArrayBuffer}
 */
const isBuffer = (given) => Object.prototype.toString.call(given) === "[object ArrayBuffer]";

/**
 * A call as text.
 * @param {unknown} call
 * @param {unknown[]} opaque gets its files and streams
 * @param {MakeError} makeError
 */
export function callText(call, opaque, makeError) {
  try {
    return textOf(call, opaque);
  } catch (thrown) {
    throw failureOf(thrown, makeError, callReasons);
  }
}

/**
 * What a getter throws may be anything, and is not told.
 * @param {unknown} thrown
 * @param {MakeError} makeError
 * @param {typeof documentReasons} reasons
 */
function failureOf(thrown, makeError, reasons) {
  const reason =
    thrown instanceof TooMuch ? reasons[/** @type {keyof typeof reasons} */ (thrown.message)] : reasons.thrown;
  return makeError(unreadable(reason));
}

/**
 * The text of a document, with pauses where it is large.
 * @param {unknown} value
 */
async function textInPieces(value) {
  let text = "";
  let next = slice;
  // Its sections and what is in each, such as a path or a definition.
  for (const piece of piecesOf(value, 2)) {
    text += piece;
    if (text.length > longestText) throw new TooMuch("large");
    if (text.length < next) continue;
    next = text.length + slice;
    await nextTurn();
  }
  return text;
}

/**
 * @param {unknown} value
 * @param {number} levels of objects whose fields are pieces
 * @returns {Generator<string, void>}
 */
function* piecesOf(value, levels) {
  if (levels === 0 || !isOrdinary(value)) return void (yield textOf(value, [], mostValues));
  let sign = "{";
  for (const name of Object.keys(value)) {
    const field = value[name];
    if (field === undefined) continue;
    yield `${sign}${JSON.stringify(name)}:`;
    yield* piecesOf(field, levels - 1);
    sign = ",";
  }
  yield sign === "," ? "}" : "{}";
}
