// What can be wrong with a run and its journal, in words: reasons and texts that are loaded with the first of either.

import { SneError } from "../error.js";
import { addTexts, loadTexts } from "../messages.js";
import { firstOfBulk, table } from "../messages/bulk-reasons.js";
import { addReasons, reasonNumber } from "../reasons.js";

/** @import { Language } from "../failure.ts" */

const modules = {
  fr: () => import("../messages/bulk-fr.js"),
  en: () => import("../messages/bulk-en.js"),
};

/**
 * Makes errors of runs possible, in a language. Without their texts, they say their ids.
 * @param {Language} language
 */
export async function loadBulkTexts(language) {
  addReasons(firstOfBulk, table);
  const texts = async () => addTexts(language, await modules[language]());
  // Mistakes in its options are told in the client's words.
  await Promise.allSettled([texts(), loadTexts("options", language)]);
}

/**
 * A failure of a run, or of its journal.
 * @param {string} reason
 * @param {Record<string, unknown>} facts
 * @param {Language} language
 */
export function bulkError(reason, facts, language) {
  return new SneError([reasonNumber(reason), 0, Object.entries(facts)], language);
}

/**
 * The same by the number that the wasm knows it by.
 * @param {number} number
 * @param {Language} language
 */
export const numberedError = (number, language) => new SneError([firstOfBulk + number, 0, []], language);

/**
 * What the platform said of something, as facts.
 * @param {unknown} thrown
 */
export function causeFacts(thrown) {
  const { name, message, code } = /** @type {Error & { code?: unknown }} */ (
    thrown instanceof Error ? thrown : { name: "Error", message: String(thrown) }
  );
  return { causeName: name, causeMessage: message, ...(typeof code === "string" && { causeCode: code }) };
}
