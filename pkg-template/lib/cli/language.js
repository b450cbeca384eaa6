// The language of the messages, and the messages in it.

import en from "./messages/en.js";
import fr from "./messages/fr.js";

/**
 * @import { Language } from "../failure.ts"
 * @import { Translate, Variables } from "./command.ts"
 */

/**
 * "fr" or "en". Windows sets none of the three variables: there, the runtime knows what the system speaks.
 * @param {Variables} environment
 * @returns {Language}
 */
export function languageOf({ LC_ALL, LC_MESSAGES, LANG }) {
  const spoken = LC_ALL || LC_MESSAGES || LANG || Intl.DateTimeFormat().resolvedOptions().locale;
  return /^fr/i.test(spoken) ? "fr" : "en";
}

/**
 * `t("key", { name })`: the message with its `{name}` filled in. A key without message is a mistake in the program;
 * `t.has` tells whether there is one. `chosen` is what the person asked for, if anything.
 * @param {Variables} environment
 * @param {string} [chosen]
 * @returns {{ language: Language, t: Translate }}
 */
export function messagesFor(environment, chosen) {
  const language = chosen === "fr" || chosen === "en" ? chosen : languageOf(environment);
  /** @type {Record<string, string>} */
  const messages = { en, fr }[language];
  /** @param {string} key @param {object} [values] */
  const t = (key, values = {}) => {
    const facts = /** @type {Record<string, unknown>} */ (values);
    if (!t.has(key)) throw new Error(`no message ${key} in ${language}`);
    return messages[key].replace(/\{(\w+)\}/g, (whole, name) => String(facts[name] ?? whole));
  };
  /** @param {string} key */
  t.has = (key) => Object.hasOwn(messages, key);
  return { language, t };
}
