// Finding operations among many: by any words of their id, path, summary, method and tags, whatever the accents and the
// case.

/** An operation as far as the list is concerned. */
export interface ListedOperation {
  id: string;
  method: string;
  path: string;
  summary: string;
  tags: readonly string[];
  deprecated: boolean;
}

/** The operations with their texts as they are searched; made once, because there may be thousands. */
export type Index = readonly { operation: ListedOperation; text: string }[];

/** Operations under the first of their tags; "" for those that have none. */
export interface Group {
  tag: string;
  operations: ListedOperation[];
}

/** In the order of the list: by tag, as the tags first appear, those without a tag last. */
export function indexOf(operations: readonly ListedOperation[]): Index {
  const tags = [...new Set(operations.map(tagOf))].filter((tag) => tag !== "");
  const places = new Map([...tags, ""].map((tag, place) => [tag, place]));
  const sorted = [...operations].sort((a, b) => (places.get(tagOf(a)) ?? 0) - (places.get(tagOf(b)) ?? 0));
  return sorted.map((operation) => ({ operation, text: textOf(operation) }));
}

/** Those in which every word of the question is. */
export function find(index: Index, question: string): ListedOperation[] {
  const words = plain(question).split(/\s+/).filter(Boolean);
  return index.filter(({ text }) => words.every((word) => text.includes(word))).map(({ operation }) => operation);
}

/** Neighbours with the same tag, together. */
export function grouped(operations: readonly ListedOperation[]): Group[] {
  const groups: Group[] = [];
  for (const operation of operations) {
    const tag = tagOf(operation);
    const last = groups.at(-1);
    if (last?.tag === tag) last.operations.push(operation);
    else groups.push({ tag, operations: [operation] });
  }
  return groups;
}

/** A text without accents and capitals. */
export function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

const tagOf = ({ tags }: ListedOperation) => tags[0] ?? "";

function textOf({ id, method, path, summary, tags }: ListedOperation): string {
  return plain([method, path, id, summary, ...tags].join(" "));
}
