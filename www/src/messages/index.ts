// From a key to a text in one of the two languages. A key that does not exist, and a blank that is not filled in, are
// type errors.

import { en } from "./en.ts";
import { fr, type Key, type Messages } from "./fr.ts";
import { type Language, type TranslateIn, translatorOf } from "./translator.ts";

export { type Language, typeset } from "./translator.ts";
export type { Key, Messages };

/** `t("token.get")`, `t("said.answer", { status: 200, total: 12 })`. */
export type Translate = TranslateIn<typeof fr>;

const CATALOGUES: Record<Language, Messages> = { fr, en };

/** The texts of a language. Numbers are written as that language does. */
export const translatorFor = (language: Language): Translate => translatorOf<typeof fr>(CATALOGUES[language], language);

/** Whether a text that was put together is a key. */
export function isKey(text: string): text is Key {
  return Object.hasOwn(fr, text);
}
