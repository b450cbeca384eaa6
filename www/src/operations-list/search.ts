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

/** A line of the list: a tag, or an operation below it. */
export interface Row {
  tag: string;
  operation?: ListedOperation;
  /** Of a tag: whether what is below it is folded away, and how much that is. */
  isFolded: boolean;
  size: number;
  /** Whether there are tags at all. */
  isOfTag: boolean;
}

/** Tags and operations, one below the other; where nothing has a tag, the operations alone. */
export function rowsOf(groups: readonly Group[], folded: ReadonlySet<string>): Row[] {
  const isOfTag = groups.some(({ tag }) => tag !== "");
  return groups.flatMap(({ tag, operations }) => {
    const isFolded = isOfTag && folded.has(tag);
    const head = { tag, isFolded, size: operations.length, isOfTag };
    const rows = isFolded ? [] : operations.map((operation) => ({ tag, operation, isFolded, size: 0, isOfTag }));
    return isOfTag ? [head, ...rows] : rows;
  });
}

/** Where the first operation is; the first row of all where everything is folded. */
export const firstOperation = (rows: readonly Row[]): number =>
  Math.max(
    0,
    rows.findIndex(({ operation }) => operation !== undefined),
  );

/** A text without accents and capitals. */
export function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

const tagOf = ({ tags }: ListedOperation) => tags[0] ?? "";

function textOf({ id, method, path, summary, tags }: ListedOperation): string {
  return plain([method, path, id, summary, ...tags].join(" "));
}
