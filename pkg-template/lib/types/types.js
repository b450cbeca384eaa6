// The types of a contract for TypeScript, in front of the wasm that writes them (crates/typescript/src). Only the
// command loads it.

import { contractText } from "../contract/reading.js";
import { viewOf } from "../contract/views.js";
import { SneError } from "../error.js";
import { unpacked } from "../unpacked.js";
import { load } from "../loader.js";
import { loadTexts } from "../messages.js";
import * as glue from "../wasm/typescript.js";

/** @import { View } from "../failure.ts" */

/**
 * The text of the file of types. Rejects with an `SneError` of kind "contract" when something is wrong with the
 * contract.
 * @param {string | object} contract the Swagger 2.0 document, as text or parsed
 * @param {{ language?: "fr" | "en", integers?: string }} [options] the language of what is wrong, and the option
 *   `integers` of the client that the types are for
 * @returns {Promise<string>}
 */
export async function typesOf(contract, { language = "fr", integers = "number" } = {}) {
  /** @param {View} view */
  const makeError = (view) => new SneError(view, language);
  await loadTexts("contract", language);
  const { text, isParsed } = await contractText(contract, makeError);
  const { typesOf: write } = await load(glue, bring);
  try {
    return write(text, isParsed, integers);
  } catch (thrown) {
    // A text is what is wrong with the contract.
    throw typeof thrown === "string" ? makeError(viewOf(JSON.parse(thrown))) : thrown;
  }
}

async function bring() {
  return unpacked((await import("../wasm/typescript-inline.js")).packed);
}
