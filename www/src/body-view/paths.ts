// Where a line of JSON is, and what is there: for those who want to take a value along, or the way to it.

import type { Lines } from "./lines.ts";
import { around } from "./rows.ts";

/** The JSON Pointer of the value that a line has or opens; that of the object or list for a line that closes one. */
export function pointerOf(lines: Lines, line: number): string {
  const opening = openingOf(lines, line);
  const path = [opening, ...around(lines, opening)].reverse();
  return path.map((place, index) => (index === 0 ? "" : `/${keyOf(lines, place, path[index - 1] ?? 0)}`)).join("");
}

/** The value of a line as text: of a text what it says, of anything else its JSON. */
export function valueAt(lines: Lines, line: number): string {
  const opening = openingOf(lines, line);
  const { text, depth, end, name } = lines;
  const first = (text[opening] ?? "").slice(name[opening]);
  const last = end[opening] ?? 0;
  if (last === 0) {
    const json = withoutComma(first);
    return json.startsWith('"') ? (JSON.parse(json) as string) : json;
  }
  const level = depth[opening] ?? 0;
  const inner = text.slice(opening + 1, last + 1);
  const rest = inner.map((one, index) => "  ".repeat((depth[opening + 1 + index] ?? 0) - level) + one);
  return withoutComma([first, ...rest].join("\n"));
}

/** The line that opens what a line closes; the line itself, where it closes nothing. */
function openingOf(lines: Lines, line: number): number {
  const { text, depth, end } = lines;
  if (!/^[\]}]/.test(text[line] ?? "")) return line;
  for (let above = line - 1; above >= 0; above -= 1) {
    if (end[above] === line && depth[above] === depth[line]) return above;
  }
  return line;
}

function keyOf(lines: Lines, line: number, parent: number): string {
  const length = lines.name[line] ?? 0;
  if (length === 0) return String(indexOf(lines, line, parent));
  const name = JSON.parse((lines.text[line] ?? "").slice(0, length - 2)) as string;
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}

/** How many items are before it in its list. */
function indexOf({ end }: Lines, line: number, parent: number): number {
  let index = 0;
  for (let at = parent + 1; at < line; at = Math.max(at, end[at] ?? 0) + 1) index += 1;
  return index;
}

const withoutComma = (text: string) => (text.endsWith(",") ? text.slice(0, -1) : text);
