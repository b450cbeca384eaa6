// From a catalogue to what is read: blanks filled in, numbers and marks as the language has them. A screen whose code
// comes when it is shown may have a catalogue of its own, which comes with it.

export type Language = "fr" | "en";

/** The names between braces in a text. */
type Blanks<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Blanks<Rest> : never;
type Values<Text> = Record<Blanks<Text>, string | number>;
type Rest<Text> = [Blanks<Text>] extends [never] ? [] : [values: Values<Text>];

/** What fills in the texts of a catalogue. */
export type TranslateIn<Catalogue extends Readonly<Record<string, string>>> = <K extends keyof Catalogue>(
  key: K,
  ...rest: Rest<Catalogue[K]>
) => string;

/** The texts of a catalogue in its language. Numbers are written as that language does. */
export function translatorOf<Catalogue extends Readonly<Record<string, string>>>(
  catalogue: Readonly<Record<keyof Catalogue, string>>,
  language: Language,
): TranslateIn<Catalogue> {
  // It takes milliseconds to make, and the first screen has no numbers.
  let numbers: Intl.NumberFormat | undefined;
  const show = (value: string | number) => {
    if (typeof value === "string") return value;
    numbers ??= new Intl.NumberFormat(language);
    return numbers.format(value);
  };
  return (key, ...rest) => {
    const values: Record<string, string | number> = rest[0] ?? {};
    const text = catalogue[key].replace(/\{(\w+)\}/g, (blank, name: string) => show(values[name] ?? blank));
    return typeset(text, language);
  };
}

/** French keeps its double punctuation marks, and the sign of a percentage, on the line of what they belong to. */
export function typeset(text: string, language: Language): string {
  return language === "fr" ? text.replace(/ ([:;!?»%])/g, "\u00a0$1").replace(/« /g, "«\u00a0") : text;
}
