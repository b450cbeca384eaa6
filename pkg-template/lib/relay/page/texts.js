// What the page's half of the relay says, in both languages: one sentence for each code. Small, because pages load it.

/** @import { Language } from "../../failure.ts" */

/** @type {Record<string, [fr: string, en: string]>} */
const sentences = {
  "not-authorised": [
    "Le relais ne vous reconnaît pas : identifiez-vous de nouveau.",
    "The relay does not know you: sign in again.",
  ],
  "origin-refused": [
    "Le relais n'admet pas l'origine de cette page (option allowedOrigins du relais).",
    "The relay does not allow this page's origin (the relay's option allowedOrigins).",
  ],
  "too-many-requests": [
    "Trop de demandes de jeton dans cette session : attendez un peu.",
    "Too many token requests in this session: wait a little.",
  ],
  "renewed-just-now": [
    "Le relais vient de remplacer le jeton plusieurs fois : attendez un peu.",
    "The relay has just replaced the token several times: wait a little.",
  ],
  "token-unavailable": ["Le relais n'obtient pas de jeton pour le moment.", "The relay gets no token at the moment."],
  "relay-failed": ["Le relais est en panne.", "The relay is out of order."],
  "relay-closed": ["Le relais s'arrête.", "The relay is stopping."],
  "relay-unreachable": [
    "Pas de réponse visible du relais : réseau, CORS (option allowedOrigins du relais) ou Content-Security-Policy " +
      "(connect-src).",
    "No visible answer from the relay: network, CORS (the relay's option allowedOrigins) or Content-Security-Policy " +
      "(connect-src).",
  ],
  "relay-unexpected": [
    "À l'adresse du relais répond autre chose qu'un relais (statut {status}).",
    "Something else than a relay answers at the relay's address (status {status}).",
  ],
  "url-missing": [
    "tokenFromRelay(url, options) : url doit être l'adresse du relais.",
    "tokenFromRelay(url, options): url must be the relay's address.",
  ],
  "option-unknown": ["tokenFromRelay n'a pas d'option {option}.", "tokenFromRelay has no option {option}."],
};

/**
 * The sentence of a code, if there is one.
 * @param {unknown} code
 * @param {Language | undefined} language
 */
export function sentence(code, language) {
  if (!Object.hasOwn(sentences, String(code))) return undefined;
  const [fr, en] = sentences[String(code)];
  return language === "en" ? en : fr;
}
