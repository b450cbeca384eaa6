// A body as lines: JSON with an element a line, XML with a tag a line, other text as it is.

import { type Lines, noLines, push } from "./line-list.ts";
import { xmlLines } from "./xml-lines.ts";

export { type Lines, noLines };

/** What a body is: nothing, bytes, or lines of one kind or another. */
export type BodyKind = "empty" | "bytes" | "text" | "xml" | "json";

interface Frame {
  names: string[] | undefined;
  items: readonly unknown[] | Readonly<Record<string, unknown>>;
  next: number;
  count: number;
  /** The line that opened it. */
  line: number;
  end: string;
}

const OFTEN = 256;
const BREAK = /\r\n|\n|\r/g;

export function bodyKind(data: unknown, mediaType = ""): BodyKind {
  if (data === undefined || data === "") return "empty";
  if (data instanceof Uint8Array) return "bytes";
  if (typeof data !== "string") return "json";
  return /[/+]xml\b/i.test(mediaType) || /^\s*<\?xml\s/.test(data) ? "xml" : "text";
}

/** Adds the lines of a body, step by step: what is there already can be shown meanwhile. */
export function linesOf(data: unknown, kind: BodyKind, lines: Lines): Generator<undefined> {
  if (typeof data !== "string") return jsonLines(data, lines);
  return kind === "xml" ? xmlLines(data, lines) : textLines(data, lines);
}

/** The whole text, in parts of so many lines. */
export function* partsOf({ text, depth }: Lines, parts: string[]): Generator<undefined> {
  for (let from = 0; from < text.length; from += OFTEN) {
    const some = text.slice(from, from + OFTEN).map((line, index) => "  ".repeat(depth[from + index] ?? 0) + line);
    parts.push((from === 0 ? "" : "\n") + some.join("\n"));
    yield;
  }
}

function* textLines(data: string, lines: Lines): Generator<undefined> {
  let from = 0;
  for (const { index, 0: sign } of data.matchAll(BREAK)) {
    push(lines, data.slice(from, index), 0);
    from = index + sign.length;
    if (lines.text.length % OFTEN === 0) yield;
  }
  push(lines, data.slice(from), 0);
}

/** Not recursive: how deep a body goes is not ours to say. */
function* jsonLines(data: unknown, lines: Lines): Generator<undefined> {
  const open: Frame[] = [];
  put(lines, open, "", data, "");
  for (let steps = 1, frame = open.at(-1); frame; frame = open.at(-1), steps += 1) {
    if (steps % OFTEN === 0) yield;
    if (frame.next === frame.count) {
      open.pop();
      lines.end[frame.line] = lines.text.length;
      push(lines, frame.end, open.length);
      continue;
    }
    const place = frame.next++;
    const name = frame.names?.[place];
    const item = (frame.items as Record<string | number, unknown>)[name ?? place];
    const comma = frame.next === frame.count ? "" : ",";
    put(lines, open, name === undefined ? "" : `${JSON.stringify(name)}: `, item, comma);
  }
}

/** A line for a value, and a frame for what it opens. */
function put(lines: Lines, open: Frame[], before: string, value: unknown, comma: string): void {
  const isArray = Array.isArray(value);
  if (typeof value !== "object" || value === null) {
    const text = typeof value === "bigint" ? String(value) : (JSON.stringify(value) ?? "null");
    push(lines, before + text + comma, open.length, before.length);
    return;
  }
  const names = isArray ? undefined : Object.keys(value);
  const count = isArray ? value.length : (names?.length ?? 0);
  const [begin, end] = isArray ? ["[", "]"] : ["{", "}"];
  if (count === 0) {
    push(lines, before + begin + end + comma, open.length, before.length);
    return;
  }
  const items = value as Frame["items"];
  push(lines, before + begin, open.length, before.length);
  open.push({ names, items, next: 0, count, line: lines.text.length - 1, end: end + comma });
}
