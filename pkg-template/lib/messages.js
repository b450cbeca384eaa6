// Texts for people: a module for each language and part of the package, which is loaded before anything can fail that
// it has the words for.

import { field } from "./platform/values.js";
import { reasons } from "./reasons.js";

/** @import { Language } from "./failure.ts" */
/**
 * @typedef {([message: string, advice: string] | null)[]} Texts the texts of reasons that follow each other, but for
 *   those that are in another part
 */

/**
 * What has been loaded: the message and the advice of each reason, by its number.
 * @type {Record<Language, Texts>}
 */
const known = { fr: [], en: [] };

const modules = {
  client: { fr: () => import("./messages/client-fr.js"), en: () => import("./messages/client-en.js") },
  options: { fr: () => import("./messages/options-fr.js"), en: () => import("./messages/options-en.js") },
  contract: { fr: () => import("./messages/contract-fr.js"), en: () => import("./messages/contract-en.js") },
  pages: { fr: () => import("./messages/pages-fr.js"), en: () => import("./messages/pages-en.js") },
  rules: { fr: () => import("./messages/rules-fr.js"), en: () => import("./messages/rules-en.js") },
  remarks: { fr: () => import("./messages/remarks-fr.js"), en: () => import("./messages/remarks-en.js") },
};

/**
 * Loads the texts of a part in a language.
 * @param {keyof typeof modules} part
 * @param {Language} language
 */
export async function loadTexts(part, language) {
  addTexts(language, await modules[part][language]());
}

/**
 * Makes texts known that somebody has at hand.
 * @param {Language} language
 * @param {{ first: number, texts: Texts }} part `first` is the number of the reason that the first of them is for
 */
export function addTexts(language, { first, texts }) {
  for (const [place, text] of texts.entries()) known[language][first + place] ??= text;
}

/**
 * The language of an option, or the default.
 * @param {{ language?: unknown } | null | undefined} options
 * @returns {Language}
 */
export function languageOf(options) {
  return field(options, "language") === "en" ? "en" : "fr";
}

/** What would end a line, steer a terminal, or turn the direction of writing: in a log, somebody else's words. */
const disruptive = /[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;

/**
 * A fact on one line, and not too long a line: some are what a server said.
 * @param {unknown} fact
 */
function shown(fact) {
  return typeof fact === "string" ? onOneLine(fact).slice(0, 500) : fact;
}

/**
 * Somebody else's words on one line.
 * @param {string} words
 */
export function onOneLine(words) {
  return words.replace(disruptive, " ");
}

/**
 * A place in a document or in parameters, on one line: the names on the way to it are somebody else's.
 * @param {string} pointer
 */
export function shownPointer(pointer) {
  /** @param {string} character */
  const escaped = (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return pointer.replace(disruptive, (run) => Array.from(run, escaped).join(""));
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
 * Whether there are words for a reason.
 * @param {number} reason
 * @param {Language} language
 */
export const hasText = (reason, language) => known[language][reason] !== undefined;

/**
 * The message and the advice of a reason, with its facts filled in. Its id, where the texts themselves could not be
 * loaded.
 * @param {number} reason its number
 * @param {object} facts
 * @param {Language} language
 */
export function text(reason, facts, language) {
  const [message, advice] = known[language][reason] ?? [reasons[reason][0], ""];
  return { message: fill(message, facts), advice: fill(advice, facts) };
}
