// Texts for people, from the catalogues that the core's reasons are keys of.

import { en, fr, reasons } from "./messages/catalogues.js";

/** @import { Language } from "./failure.ts" */

const catalogues = { fr, en };

/**
 * The number of a reason, by its id.
 * @param {string} id
 */
export function numberOf(id) {
  return reasons.findIndex(([known]) => known === id);
}

/**
 * The language of an option, or the default.
 * @param {{ language?: unknown } | null | undefined} options
 * @returns {Language}
 */
export function languageOf(options) {
  return options?.language === "en" ? "en" : "fr";
}

/**
 * A fact on one line, and not too long a line: some are what a server said.
 * @param {unknown} fact
 */
function shown(fact) {
  return typeof fact === "string" ? fact.replace(/\p{Cc}+/gu, " ").slice(0, 500) : fact;
}

/**
 * A text with its facts filled in.
 * @param {string} pattern
 * @param {object} facts
 */
export function fill(pattern, facts) {
  return pattern.replace(
    /\{(\w+)\}/g,
    (whole, name) => /** @type {string} */ (shown(/** @type {Record<string, unknown>} */ (facts)[name]) ?? whole),
  );
}

/**
 * The message and the advice of a reason, with its facts filled in.
 * @param {string} reason
 * @param {object} facts
 * @param {Language} language
 */
export function text(reason, facts, language) {
  const { message = "", advice = "" } = catalogues[language][reason];
  return { message: fill(message, facts), advice: fill(advice, facts) };
}
