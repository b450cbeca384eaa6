// A long text with blanks, on several lines of its catalogue.

type Joined<Pieces extends readonly string[]> = Pieces extends readonly [
  infer First extends string,
  ...infer Rest extends readonly string[],
]
  ? `${First}${Joined<Rest>}`
  : "";

/** The pieces, one after the other. Unlike that of `+`, its type has the text, by which its blanks are known. */
export const pieces = <const Pieces extends readonly string[]>(...given: Pieces) => given.join("") as Joined<Pieces>;
