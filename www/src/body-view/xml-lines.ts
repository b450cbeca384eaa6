// XML as lines: a tag a line, an element with nothing but text in one. Nothing is read into it: what is no tag stays as
// it is, and a text that is no XML comes out whole.

import { type Lines, push } from "./line-list.ts";

const OFTEN = 256;
/** A comment, a section of data, an instruction or declaration, a tag, or text up to the next. */
const PIECES = /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<[?!][^>]*>|<(?:[^>"']|"[^"]*"|'[^']*')*>|[^<]+|</g;

/** An element that is open: the line that it began on. */
interface Open {
  line: number;
  name: string;
}

export function* xmlLines(data: string, lines: Lines): Generator<undefined> {
  const open: Open[] = [];
  for (const [piece] of data.matchAll(PIECES)) {
    add(piece, lines, open);
    if (lines.text.length % OFTEN === 0) yield;
  }
}

function add(piece: string, lines: Lines, open: Open[]): void {
  const [, slash, name] = /^<(\/?)([^\s/>!?]+)/.exec(piece) ?? [];
  if (piece.trim() === "") return;
  if (name === undefined) addText(piece, lines, open);
  else if (slash === "") addBeginning(piece, name, lines, open);
  // An end without a beginning is shown where it stands.
  else if (open.at(-1)?.name !== name) push(lines, piece, open.length);
  else addEnd(piece, lines, open);
}

function addBeginning(tag: string, name: string, lines: Lines, open: Open[]): void {
  push(lines, tag, open.length);
  if (!tag.endsWith("/>")) open.push({ line: lines.text.length - 1, name });
}

function addEnd(tag: string, lines: Lines, open: Open[]): void {
  const line = open.pop()?.line ?? 0;
  if (line === lines.text.length - 1) {
    lines.text[line] += tag;
    return;
  }
  lines.end[line] = lines.text.length;
  push(lines, tag, open.length);
}

/** A text of one line follows the tag that it is in; longer ones have lines of their own. */
function addText(piece: string, lines: Lines, open: Open[]): void {
  const last = lines.text.length - 1;
  if (!piece.startsWith("<") && !/[\r\n]/.test(piece.trim()) && open.at(-1)?.line === last) {
    lines.text[last] += piece.trim();
    return;
  }
  for (const line of piece.trim().split(/\r\n|\n|\r/)) push(lines, line.trim(), open.length);
}
