// Texts of a diagnosis, each language in a module of its own, which is fetched with it.

import { fill } from "../messages.js";
import { ids } from "../messages/diagnosis.js";

/**
 * @import { Language } from "../failure.ts"
 * @import { Catalogue } from "./catalogue.ts"
 */

export { fill, ids };

const modules = { fr: () => import("../messages/diagnosis-fr.js"), en: () => import("../messages/diagnosis-en.js") };

/**
 * The texts in a language.
 * @param {Language} language
 */
export async function textsIn(language) {
  const { texts } = await modules[language]();
  return texts;
}

/** The units of time, the largest first, and how many seconds each has. @type {[unit: string, seconds: number][]} */
const units = [
  ["days", 86_400],
  ["hours", 3_600],
  ["minutes", 60],
  ["seconds", 1],
];

/**
 * A length of time in words: its largest unit, and the next smaller one where there is some of it.
 * @param {number} seconds
 * @param {Catalogue} texts
 */
export function duration(seconds, { words }) {
  const whole = Math.max(0, Math.round(seconds));
  const largest = units.findIndex(([unit, length]) => whole >= length || unit === "seconds");
  let rest = whole;
  const parts = units.slice(largest, largest + 2).map(([unit, length]) => {
    const value = Math.floor(rest / length);
    rest -= value * length;
    return { unit, value };
  });
  const shown = parts.filter(({ value }, place) => place === 0 || value > 0);
  return shown.map(({ unit, value }) => fill(words[unit], { value })).join(" ");
}
