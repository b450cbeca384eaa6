// From a key to a text in one of the two languages. A key that does not exist, and a blank that is not filled in, are
// type errors.

import { en } from "./en.ts";
import { fr, type Key, type Messages } from "./fr.ts";

export type { Key, Messages };
export type Language = "fr" | "en";

/** The names between braces in a text. */
type Blanks<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Blanks<Rest> : never;
type Values<K extends Key> = Record<Blanks<(typeof fr)[K]>, string | number>;
type Rest<K extends Key> = [Blanks<(typeof fr)[K]>] extends [never] ? [] : [values: Values<K>];

/** `t("token.get")`, `t("said.answer", { status: 200, total: 12 })`. */
export type Translate = <K extends Key>(key: K, ...rest: Rest<K>) => string;

const CATALOGUES: Record<Language, Messages> = { fr, en };

/** The texts of a language. Numbers are written as that language does. */
export function translatorFor(language: Language): Translate {
  const numbers = new Intl.NumberFormat(language);
  const show = (value: string | number) => (typeof value === "number" ? numbers.format(value) : value);
  return (key, ...rest) => {
    const values: Record<string, string | number> = rest[0] ?? {};
    const text = CATALOGUES[language][key].replace(/\{(\w+)\}/g, (blank, name: string) => show(values[name] ?? blank));
    return typeset(text, language);
  };
}

/** Whether a text that was put together is a key. */
export function isKey(text: string): text is Key {
  return Object.hasOwn(fr, text);
}

/** French keeps its double punctuation marks on the line of the word they belong to. */
export function typeset(text: string, language: Language): string {
  return language === "fr" ? text.replace(/ ([:;!?»])/g, "\u00a0$1").replace(/« /g, "«\u00a0") : text;
}
