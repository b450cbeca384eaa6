// One row of a body: a line, or the next piece of one that is wider than the view, with what the search has found in
// it.

import type { ComponentChildren } from "preact";
import { matchesWithin } from "./find.ts";
import type { BodyKind, Lines } from "./lines.ts";
import { indentAt, type Row, type Rows } from "./rows.ts";
import { segmentsOf } from "./tokens.ts";
import { isFoldable, type Search } from "./use-view.ts";

interface Props {
  id: string;
  kind: BodyKind;
  lines: Lines;
  rows: Rows;
  row: Row;
  isActive: boolean;
  isFolded: boolean;
  search: Search;
  onToggle: (line: number) => void;
  onActivate: () => void;
}

export function RowView({ id, kind, lines, rows, row, isActive, isFolded, search, onToggle, onActivate }: Props) {
  const { line, isFirst } = row;
  const opens = isFirst && isFoldable(lines, line);
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the tree has the focus, and names the active row
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree has the keys
    <div
      id={id}
      role="treeitem"
      class={isActive ? "body-row active" : "body-row"}
      aria-level={(lines.depth[line] ?? 0) + 1}
      aria-expanded={opens ? !isFolded : undefined}
      onClick={onActivate}
    >
      <span class="body-fold" aria-hidden="true" onClick={opens ? () => onToggle(line) : undefined}>
        {opens && (isFolded ? "▸" : "▾")}
      </span>
      <span class="body-text">
        {" ".repeat(indentAt(lines, line, rows.columns))}
        {segmentsOf(lines, row, kind).map(({ from, to, token }) => (
          <span key={from} class={token && `token-${token}`}>
            <Marked text={lines.text[line] ?? ""} line={line} from={from} to={to} search={search} />
          </span>
        ))}
        {isFolded && isFirst && ` … ${lines.text[lines.end[line] ?? 0]}`}
      </span>
    </div>
  );
}

interface MarkedProps {
  text: string;
  line: number;
  from: number;
  to: number;
  search: Search;
}

function Marked({ text, line, from, to, search: { matches, at } }: MarkedProps) {
  const pieces: ComponentChildren[] = [];
  let place = from;
  for (const number of matchesWithin(matches, line, from, to)) {
    const begin = Math.max(matches.from[number] ?? 0, place);
    const end = Math.min(matches.to[number] ?? 0, to);
    pieces.push(text.slice(place, begin));
    pieces.push(<mark class={number === at ? "current" : undefined}>{text.slice(begin, end)}</mark>);
    place = end;
  }
  return (
    <>
      {pieces}
      {text.slice(place, to)}
    </>
  );
}
