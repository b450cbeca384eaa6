// Searching the lines of a body, without regard to case.

import type { Lines } from "./lines.ts";

export interface Matches {
  /** For each match, its line and the part of the line's text. They stand in the order of the body. */
  line: number[];
  from: number[];
  to: number[];
  /** Whether there are more than are kept. */
  isCut: boolean;
}

const MOST = 100_000;
const OFTEN = 512;

export const noMatches = (): Matches => ({ line: [], from: [], to: [], isCut: false });

/** Adds the matches, step by step. */
export function* matchesIn({ text }: Lines, question: string, matches: Matches): Generator<undefined> {
  const pattern = new RegExp(question.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"), "giu");
  for (let line = 0; line < text.length; line += 1) {
    if (line % OFTEN === 0) yield;
    for (const { index, 0: found } of (text[line] ?? "").matchAll(pattern)) {
      if (matches.line.length === MOST) {
        matches.isCut = true;
        return;
      }
      matches.line.push(line);
      matches.from.push(index);
      matches.to.push(index + found.length);
    }
  }
}

/** The first match at or after a line; the first of all when there is none. */
export function firstFrom({ line }: Matches, from: number): number {
  const found = firstWhere(line.length, (number) => (line[number] ?? 0) >= from);
  return found < line.length ? found : 0;
}

/** The numbers of the matches in a part of a line. */
export function matchesWithin(matches: Matches, line: number, from: number, to: number): number[] {
  const lineOf = (number: number) => matches.line[number] ?? Infinity;
  const isThere = (number: number) =>
    lineOf(number) > line || (lineOf(number) === line && (matches.to[number] ?? 0) > from);
  const found: number[] = [];
  let number = firstWhere(matches.line.length, isThere);
  for (; lineOf(number) === line && (matches.from[number] ?? 0) < to; number += 1) found.push(number);
  return found;
}

/** The first number below `count` from which on something holds; `count` when it never does. */
function firstWhere(count: number, holds: (number: number) => boolean): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
