// What the pieces of a row are, for their colours: names and values of JSON, tags of XML. Text has none.

import type { BodyKind, Lines } from "./lines.ts";
import type { Row } from "./rows.ts";

export interface Segment {
  from: number;
  to: number;
  token: "name" | "text" | "number" | "literal" | "tag" | undefined;
}

export function segmentsOf(lines: Lines, { line, from, to }: Row, kind: BodyKind): Segment[] {
  const text = lines.text[line] ?? "";
  if (kind === "xml") return cut(tagsOf(text), from, to);
  if (kind !== "json") return [{ from, to, token: undefined }];
  const length = lines.name[line] ?? 0;
  const end = text.endsWith(",") ? text.length - 1 : text.length;
  const all: Segment[] = [
    { from: 0, to: length, token: "name" },
    { from: length, to: end, token: tokenOf(text.charAt(length)) },
    { from: end, to: text.length, token: undefined },
  ];
  return cut(all, from, to);
}

/** A value is known by its first sign. */
function tokenOf(first: string): Segment["token"] {
  if (first === '"') return "text";
  if (/[-\d]/.test(first)) return "number";
  return /[tfn]/.test(first) ? "literal" : undefined;
}

function tagsOf(text: string): Segment[] {
  const all: Segment[] = [];
  let place = 0;
  for (const { index, 0: tag } of text.matchAll(/<[^>]*>/g)) {
    all.push({ from: place, to: index, token: undefined }, { from: index, to: index + tag.length, token: "tag" });
    place = index + tag.length;
  }
  return [...all, { from: place, to: text.length, token: undefined }];
}

/** What of them is in a row. */
function cut(all: Segment[], from: number, to: number): Segment[] {
  return all
    .map((one) => ({ ...one, from: Math.max(one.from, from), to: Math.min(one.to, to) }))
    .filter((one) => one.from < one.to);
}
