// Texts for people, from the catalogues that the core's reasons are keys of.

import { en, fr } from "./messages/catalogues.js";

const catalogues = { fr, en };

/** The language of an option, or the default. */
export function languageOf(options) {
  return options?.language === "en" ? "en" : "fr";
}

/** The message and the advice of a reason, with its facts filled in. */
export function text(reason, facts, language) {
  const fill = (pattern) => pattern.replace(/\{(\w+)\}/g, (whole, name) => facts[name] ?? whole);
  const { message, advice } = catalogues[language][reason];
  return { message: fill(message), advice: fill(advice) };
}
