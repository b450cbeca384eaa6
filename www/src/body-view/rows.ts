// From lines to rows: what is folded is left out, and a line that is wider than the view goes on in the next row. Rows
// are all of one height, so that only those in sight need to be drawn.

import type { Lines } from "./lines.ts";

export interface Rows {
  count: number;
  /** The lines that are shown, and for each the row in which it begins. */
  lines: Uint32Array;
  starts: Uint32Array;
  columns: number;
}

/** A piece of a line, as wide as the view at most. */
export interface Row {
  line: number;
  /** The part of the line's text. */
  from: number;
  to: number;
  isFirst: boolean;
}

const LEAST = 20;

export function rowsOf(lines: Lines, folded: ReadonlySet<number>, columns: number): Rows {
  const { text, end } = lines;
  const shown = new Uint32Array(text.length);
  const starts = new Uint32Array(text.length);
  let [found, count] = [0, 0];
  for (let line = 0; line < text.length; line += 1) {
    shown[found] = line;
    starts[found] = count;
    found += 1;
    const length = text[line]?.length ?? 0;
    // Most lines are short: the sum is done for the others only.
    count += length <= LEAST ? 1 : Math.ceil(length / widthAt(lines, line, columns));
    if (folded.has(line)) line = end[line] ?? line;
  }
  return { count, lines: shown.subarray(0, found), starts: starts.subarray(0, found), columns };
}

export function rowAt(lines: Lines, rows: Rows, row: number): Row {
  const place = lastAtMost(rows.starts, row);
  const line = rows.lines[place] ?? 0;
  const part = row - (rows.starts[place] ?? 0);
  const width = widthAt(lines, line, rows.columns);
  const text = lines.text[line] ?? "";
  return { line, from: whole(text, part * width), to: whole(text, (part + 1) * width), isFirst: part === 0 };
}

/** The row in which a place of a line is, when it is not folded. */
export function rowOf(lines: Lines, rows: Rows, line: number, column = 0): number {
  const place = lastAtMost(rows.lines, line);
  const within = rows.lines[place] === line ? Math.floor(column / widthAt(lines, line, rows.columns)) : 0;
  return (rows.starts[place] ?? 0) + within;
}

/** How far the rows of a line are indented: on a narrow screen not as far as they are deep. */
export function indentAt({ depth }: Lines, line: number, columns: number): number {
  return Math.min((depth[line] ?? 0) * 2, Math.floor(columns / 2));
}

/** The lines that open what a line is in, the innermost first. */
export function around({ depth, end }: Lines, line: number): number[] {
  const found: number[] = [];
  let level = depth[line] ?? 0;
  for (let above = line - 1; above >= 0 && level > 0; above -= 1) {
    const isAround = (end[above] ?? 0) > line && (depth[above] ?? 0) < level;
    if (isAround) [level] = [depth[above] ?? 0, found.push(above)];
  }
  return found;
}

function widthAt(lines: Lines, line: number, columns: number): number {
  return Math.max(LEAST, columns - indentAt(lines, line, columns));
}

/** Between two characters, not within one that takes two places. */
function whole(text: string, place: number): number {
  const code = text.charCodeAt(place);
  return code >= 0xdc00 && code <= 0xdfff ? place + 1 : Math.min(place, text.length);
}

/** The place of the last number that is not greater, in numbers that grow. */
function lastAtMost(numbers: ArrayLike<number>, limit: number): number {
  let [low, high] = [0, numbers.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) <= limit) low = middle;
    else high = middle;
  }
  return low;
}
