// The language of the page, for every component below the one that provides it.

import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { type Language, type Translate, translatorFor } from "./messages/index.ts";

export interface Speech {
  language: Language;
  t: Translate;
}

export const speechIn = (language: Language): Speech => ({ language, t: translatorFor(language) });

export const SpeechContext = createContext<Speech>(speechIn("fr"));

export const useSpeech = (): Speech => useContext(SpeechContext);
