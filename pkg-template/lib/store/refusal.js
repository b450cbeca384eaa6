// What adapters refuse, as errors of the package's: mistakes are told when a store is made, in the caller's language.

import { SneError } from "../error.js";
import { fill, languageOf } from "../messages.js";
import { reasonNumber } from "../reasons.js";
import { en } from "./messages/en.js";
import { fr } from "./messages/fr.js";

/** @import { Language } from "../failure.ts" */
/** @typedef {keyof typeof en} Refusal */

const catalogues = { fr, en };

/**
 * A mistake in what an adapter was given, or in how its engine was set up.
 * @param {Refusal} id
 * @param {Record<string, unknown>} facts
 * @param {Language} language
 */
export function refusal(id, facts, language) {
  const [message, advice] = catalogues[language][id];
  // The client's words for mistakes in options may not be loaded here, and an adapter waits for nothing.
  const error = new SneError([reasonNumber("option-type"), 0, []], language);
  error.message = fill(message, facts);
  error.advice = fill(advice, facts);
  return error;
}

/**
 * The options of an adapter, and the language in which they want to be told what is wrong. An unknown option is a
 * typing mistake, and would be ignored.
 * @template {object} Options
 * @param {Options | undefined} options
 * @param {string} store
 * @param {string[]} known
 * @returns {{ options: Options, language: Language }}
 */
export function readOptions(options, store, known) {
  const language = languageOf(options);
  if (options === undefined) return { options: /** @type {Options} */ ({}), language };
  if (typeof options !== "object" || options === null) throw refusal("options", { store }, language);
  const unknown = Object.keys(options).find((name) => name !== "language" && !known.includes(name));
  if (unknown === undefined) return { options, language };
  // As in the client: a name that is no option may be anything, and is not repeated.
  const option = /^[A-Za-z_]+$/.test(unknown) ? unknown : "…";
  throw refusal("option-unknown", { store, option, known: [...known, "language"].join(", ") }, language);
}

/**
 * Whether something can be called by that name. Looking must not throw.
 * @param {unknown} given
 * @param {string} name
 */
export function has(given, name) {
  try {
    return typeof (/** @type {Record<string, unknown>} */ (given)?.[name]) === "function";
  } catch {
    return false;
  }
}
