// The relay's own texts for people: what its refusals say to a page, and its advice on its options.

import { en } from "./messages/en.js";
import { fr } from "./messages/fr.js";

const catalogues = { fr, en };

/** @returns {{ message: string, advice: string }} */
export function text(id, language) {
  const [message, advice] = catalogues[language][id];
  return { message, advice };
}
