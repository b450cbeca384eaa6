// The relay's own texts for people: what its refusals say to a page, and its advice on its options.

import { addTexts } from "../messages.js";
import * as clientEn from "../messages/client-en.js";
import * as clientFr from "../messages/client-fr.js";
import * as optionsEn from "../messages/options-en.js";
import * as optionsFr from "../messages/options-fr.js";
import { en } from "./messages/en.js";
import { fr } from "./messages/fr.js";

/** @import { Language } from "../failure.ts" */

const catalogues = { fr, en };

/**
 * Makes the client's texts known at once: `createTokenRelay` waits for nothing, and throws in the client's words.
 * @param {Language} language
 */
export function clientTexts(language) {
  addTexts(language, { fr: clientFr, en: clientEn }[language]);
  addTexts(language, { fr: optionsFr, en: optionsEn }[language]);
}

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
