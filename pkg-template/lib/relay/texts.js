// The relay's own texts for people: what its refusals say to a page, and its advice on its options.

import { en } from "./messages/en.js";
import { fr } from "./messages/fr.js";

/** @import { Language } from "../failure.ts" */

const catalogues = { fr, en };

/**
 * @param {string} id
 * @param {Language} language
 * @returns {{ message: string, advice: string }}
 */
export function text(id, language) {
  /** @type {Record<string, string[]>} */
  const catalogue = catalogues[language];
  const [message, advice] = catalogue[id];
  return { message, advice };
}
