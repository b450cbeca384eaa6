// Texts of a diagnosis, from its own catalogue, which is fetched with it.

import { fill } from "../messages.js";
import { en, fr, ids } from "../messages/diagnosis.js";

const catalogues = { fr, en };

export { fill, ids };

/** The texts in a language. */
export function textsIn(language) {
  return catalogues[language];
}

/** A length of time in words: its largest unit, and the next one. */
export function duration(seconds, { words }) {
  const [whole, units] = unitsOf(Math.max(0, Math.round(seconds)));
  const parts = whole.map((value, place) => [value, units[place]]).filter(([value]) => value > 0);
  const shown = parts.length === 0 ? [[0, "seconds"]] : parts.slice(0, 2);
  return shown.map(([value, unit]) => fill(words[unit], { value })).join(" ");
}

function unitsOf(seconds) {
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  return [
    [Math.floor(hours / 24), hours % 24, minutes % 60, seconds % 60],
    ["days", "hours", "minutes", "seconds"],
  ];
}
