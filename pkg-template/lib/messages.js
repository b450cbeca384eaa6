// Texts for people, from the catalogues that the core's reasons are keys of.

import { en, fr, reasons } from "./messages/catalogues.js";

const catalogues = { fr, en };

/** The number of a reason, by its id. */
export function numberOf(id) {
  return reasons.findIndex(([known]) => known === id);
}

/** The language of an option, or the default. */
export function languageOf(options) {
  return options?.language === "en" ? "en" : "fr";
}

/** A fact on one line, and not too long a line: some are what a server said. */
function shown(fact) {
  return typeof fact === "string" ? fact.replace(/\p{Cc}+/gu, " ").slice(0, 500) : fact;
}

/** A text with its facts filled in. */
export function fill(pattern, facts) {
  return pattern.replace(/\{(\w+)\}/g, (whole, name) => shown(facts[name]) ?? whole);
}

/** The message and the advice of a reason, with its facts filled in. */
export function text(reason, facts, language) {
  const { message = "", advice = "" } = catalogues[language][reason];
  return { message: fill(message, facts), advice: fill(advice, facts) };
}
