// The relay's own texts for people: what its refusals say to a page, and its advice on its options.

import { addTexts } from "../messages.js";
import * as clientEn from "../messages/client-en.js";
import * as clientFr from "../messages/client-fr.js";
import { en } from "./messages/en.js";
import { fr } from "./messages/fr.js";

const catalogues = { fr, en };

/** Makes the client's texts known at once: `createTokenRelay` waits for nothing, and throws in the client's words. */
export function clientTexts(language) {
  addTexts(language, { fr: clientFr, en: clientEn }[language]);
}

/** @returns {{ message: string, advice: string }} */
export function text(id, language) {
  const [message, advice] = catalogues[language][id];
  return { message, advice };
}
