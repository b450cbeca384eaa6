// Two values compared: what was added, removed and changed, each by its JSON Pointer.

export interface Difference {
  /** Into the second value where something was added, else into the first; "" is the whole. */
  pointer: string;
  kind: "added" | "removed" | "changed";
  before?: unknown;
  after?: unknown;
}

export interface Differences {
  list: readonly Difference[];
  /** Whether there are more than are told. */
  isCut: boolean;
}

const MOST = 500;
/** Deeper than this, two values are told as wholes: nobody reads such pointers, and there is no end to it. */
const DEEPEST = 100;

type Members = Readonly<Record<string, unknown>>;
type Tell = (difference: Difference) => void;

export function differences(before: unknown, after: unknown): Differences {
  const list: Difference[] = [];
  let isCut = false;
  compare(before, after, "", 0, (difference) => {
    if (list.length < MOST) list.push(difference);
    else isCut = true;
  });
  return { list, isCut };
}

function compare(before: unknown, after: unknown, pointer: string, depth: number, tell: Tell): void {
  if (Object.is(before, after)) return;
  if (Array.isArray(before) && Array.isArray(after) && depth < DEEPEST)
    compareItems(before, after, pointer, depth, tell);
  else if (isObject(before) && isObject(after) && depth < DEEPEST) compareMembers(before, after, pointer, depth, tell);
  else if (!isSame(before, after, depth)) tell({ pointer, kind: "changed", before, after });
}

function compareMembers(before: Members, after: Members, pointer: string, depth: number, tell: Tell): void {
  for (const [name, value] of Object.entries(before)) {
    const place = below(pointer, name);
    if (!Object.hasOwn(after, name)) tell({ pointer: place, kind: "removed", before: value });
    else compare(value, after[name], place, depth + 1, tell);
  }
  for (const [name, value] of Object.entries(after)) {
    if (!Object.hasOwn(before, name)) tell({ pointer: below(pointer, name), kind: "added", after: value });
  }
}

/** What is alike at both ends is left aside, so that one item put in does not change all that follow it. */
function compareItems(before: unknown[], after: unknown[], pointer: string, depth: number, tell: Tell): void {
  const shorter = Math.min(before.length, after.length);
  let first = 0;
  while (first < shorter && isSame(before[first], after[first], depth + 1)) first += 1;
  let last = 0;
  while (last < shorter - first && isSame(before.at(-1 - last), after.at(-1 - last), depth + 1)) last += 1;
  const [ofBefore, ofAfter] = [before.length - last, after.length - last];
  const both = Math.min(ofBefore, ofAfter);
  for (let index = first; index < both; index += 1) {
    compare(before[index], after[index], below(pointer, index), depth + 1, tell);
  }
  for (let index = both; index < ofBefore; index += 1) {
    tell({ pointer: below(pointer, index), kind: "removed", before: before[index] });
  }
  for (let index = both; index < ofAfter; index += 1) {
    tell({ pointer: below(pointer, index), kind: "added", after: after[index] });
  }
}

function isSame(one: unknown, other: unknown, depth: number): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  if (depth > DEEPEST || Array.isArray(one) !== Array.isArray(other)) return false;
  const [names, others] = [Object.keys(one), Object.keys(other)];
  const [ofOne, ofOther] = [one as Members, other as Members];
  return (
    names.length === others.length &&
    names.every((name) => Object.hasOwn(ofOther, name) && isSame(ofOne[name], ofOther[name], depth + 1))
  );
}

function isObject(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function below(pointer: string, part: string | number): string {
  return `${pointer}/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`;
}
