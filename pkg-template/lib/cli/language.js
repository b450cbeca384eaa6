// The language of the messages, and the messages in it.

import en from "./messages/en.js";
import fr from "./messages/fr.js";

/** "fr" or "en". Windows sets none of the three variables: there, the runtime knows what the system speaks. */
export function languageOf({ LC_ALL, LC_MESSAGES, LANG }) {
  const spoken = LC_ALL || LC_MESSAGES || LANG || Intl.DateTimeFormat().resolvedOptions().locale;
  return /^fr/i.test(spoken) ? "fr" : "en";
}

/**
 * `t("key", { name })`: the message with its `{name}` filled in. A key without message is a mistake in the program;
 * `t.has` tells whether there is one. `chosen` is what the person asked for, if anything.
 */
export function messagesFor(environment, chosen) {
  const language = ["fr", "en"].includes(chosen) ? chosen : languageOf(environment);
  const messages = { en, fr }[language];
  const t = (key, values = {}) => {
    if (!t.has(key)) throw new Error(`no message ${key} in ${language}`);
    return messages[key].replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  };
  t.has = (key) => Object.hasOwn(messages, key);
  return { language, t };
}
