// How a body's lines come to be, are folded, laid out in rows and searched: what the view shows, and what can be done
// with it.

import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { firstFrom, type Matches, matchesIn, noMatches } from "./find.ts";
import { type BodyKind, type Lines, linesOf, noLines } from "./lines.ts";
import { around, type Rows, rowsOf } from "./rows.ts";
import { inSlices } from "./slices.ts";

export interface Search {
  question: string;
  matches: Matches;
  /** The number of the match that one is at; -1 without any. */
  at: number;
  isOver: boolean;
}

const NO_SEARCH: Search = { question: "", matches: noMatches(), at: -1, isOver: true };

/** The lines of a body, and whether all are there. */
export function useLines(data: unknown, kind: BodyKind): { lines: Lines; isWhole: boolean } {
  const [state, setState] = useState({ lines: noLines(), isWhole: false });
  useEffect(() => {
    const ending = new AbortController();
    const lines = noLines();
    let isFirst = true;
    const onPause = () => {
      // What is seen first is shown at once; the rest when it is whole, so that it is laid out once.
      if (isFirst) setState({ lines: firstOf(lines), isWhole: false });
      isFirst = false;
    };
    void inSlices(linesOf(data, kind, lines), ending.signal, onPause).then((isWhole) => {
      if (isWhole) setState({ lines, isWhole });
    });
    return () => ending.abort();
  }, [data, kind]);
  return state;
}

export function useFolding(lines: Lines, columns: number) {
  const [folded, setFolded] = useState<ReadonlySet<number>>(new Set());
  useLayoutEffect(() => setFolded((now) => (now.size === 0 ? now : new Set())), [lines]);
  const rows: Rows = useMemo(() => rowsOf(lines, folded, columns), [lines, folded, columns]);
  const change = (work: (set: Set<number>) => void) => {
    const set = new Set(folded);
    work(set);
    setFolded(set);
  };
  return {
    folded,
    rows,
    toggle: (line: number) => change((set) => void (set.delete(line) || (isFoldable(lines, line) && set.add(line)))),
    /** Shows a line, whatever it is in. */
    unfoldAround: (line: number) => {
      const hidden = around(lines, line).filter((it) => folded.has(it));
      if (hidden.length > 0) {
        change((set) => {
          for (const it of hidden) set.delete(it);
        });
      }
      return hidden.length > 0;
    },
    unfoldAll: () => setFolded(new Set()),
    /** Folds everything but the outermost. */
    foldAll: () =>
      change((set) => {
        for (const [line, end] of lines.end.entries()) if (end > 0 && lines.depth[line] !== 0) set.add(line);
      }),
  };
}

export const isFoldable = ({ end }: Lines, line: number): boolean => (end[line] ?? 0) > 0;

/** Searches while one types; an earlier search ends with the next. */
export function useSearch(lines: Lines, topLine: () => number) {
  const [search, setSearch] = useState(NO_SEARCH);
  const running = useRef<AbortController>(undefined);
  const begin = (question: string) => {
    running.current?.abort();
    if (question === "") return setSearch(NO_SEARCH);
    const ending = new AbortController();
    running.current = ending;
    const matches = noMatches();
    const from = topLine();
    const show = (isOver: boolean) => {
      const at = matches.line.length === 0 ? -1 : firstFrom(matches, from);
      setSearch({ question, matches, at, isOver });
    };
    // Nothing is shown before the search is over, or the place one is at would jump about.
    setSearch({ question, matches: noMatches(), at: -1, isOver: false });
    void inSlices(matchesIn(lines, question, matches), ending.signal).then((isOver) => isOver && show(true));
  };
  useLayoutEffect(() => begin(search.question), [lines]);
  useEffect(() => () => running.current?.abort(), []);
  const go = (step: 1 | -1) => {
    const count = search.matches.line.length;
    if (count > 0) setSearch({ ...search, at: (search.at + step + count) % count });
  };
  return { search, begin, go };
}

/** Enough of them for the first screen, apart from the lists that grow. */
function firstOf({ text, depth, name }: Lines): Lines {
  const [first, last] = [0, 200];
  const end = text.slice(first, last).map(() => 0);
  return { text: text.slice(first, last), depth: depth.slice(first, last), end, name: name.slice(first, last) };
}
