// The language of the screen of runs: its own texts, which come with its code.

import { useMemo } from "preact/hooks";
import { useSpeech } from "../language.ts";
import { type Language, type TranslateIn, translatorOf } from "../messages/translator.ts";
import { en } from "./messages/en.ts";
import { fr, type RunsMessages } from "./messages/fr.ts";

export type TranslateRuns = TranslateIn<RunsMessages>;

const CATALOGUES: Record<Language, Readonly<Record<keyof RunsMessages, string>>> = { fr, en };

export const runsTranslator = (language: Language): TranslateRuns =>
  translatorOf<RunsMessages>(CATALOGUES[language], language);

export function useRunsSpeech(): { language: Language; t: TranslateRuns } {
  const { language } = useSpeech();
  return useMemo(() => ({ language, t: runsTranslator(language) }), [language]);
}
