// Which rows are in sight. Browsers do not draw boxes of any height: beyond some millions of pixels the scroll bar
// stands for the rows in proportion.

import type { RefObject } from "preact";
import { useLayoutEffect, useMemo, useState } from "preact/hooks";

const TALLEST = 8_000_000;
const BEYOND = 10;

export interface Scrolling {
  /** Pixels of a row, and of the box that stands for all of them. */
  rowHeight: number;
  height: number;
  /** The rows to draw, and where the first of them is. */
  first: number;
  last: number;
  offset: number;
  /** The first row in sight. */
  top: number;
  /** So many rows are in sight. */
  seen: number;
  /** How many characters fit into a row. */
  columns: number;
  onScroll: () => void;
  /** Brings a row into sight, if it is not. */
  show: (row: number) => void;
}

/** The sizes of the view, measured again when they change, with the size of its text too. */
export function useSizes(view: RefObject<HTMLElement | null>, probe: RefObject<HTMLElement | null>) {
  const [sizes, setSizes] = useState({ rowHeight: 24, viewHeight: 480, columns: 80 });
  useLayoutEffect(() => {
    const [box, sample] = [view.current, probe.current];
    if (!box || !sample) return;
    const measure = () => {
      const { width, height } = sample.getBoundingClientRect();
      const length = sample.textContent?.length || 1;
      const gutter = sample.offsetLeft;
      const columns = Math.max(1, Math.floor((box.clientWidth - gutter * 1.5) / (width / length)));
      setSizes((now) => {
        const next = { rowHeight: height, viewHeight: box.clientHeight, columns };
        return Object.entries(next).every(([name, value]) => now[name as keyof typeof now] === value) ? now : next;
      });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    observer.observe(sample);
    return () => observer.disconnect();
  }, []);
  return sizes;
}

export function useScrolling(
  view: RefObject<HTMLElement | null>,
  count: number,
  sizes: ReturnType<typeof useSizes>,
): Scrolling {
  const { rowHeight, viewHeight, columns } = sizes;
  const [scrollTop, setScrollTop] = useState(0);
  const seen = viewHeight / rowHeight;
  const height = Math.min(count * rowHeight, TALLEST);
  // Pixels of the scroll bar for a row.
  const perRow = useMemo(() => {
    const rest = count - seen;
    return rest > 0 ? (height - viewHeight) / rest : rowHeight;
  }, [count, seen, height]);
  const top = Math.max(0, Math.min(scrollTop / perRow, count - seen));
  const first = Math.max(0, Math.floor(top) - BEYOND);
  const last = Math.min(count, Math.ceil(top + seen) + BEYOND);
  const show = (row: number) => {
    const box = view.current;
    if (!box) return;
    const present = box.scrollTop / perRow;
    if (row < present) box.scrollTop = Math.floor(row * perRow);
    else if (row + 1 > present + seen) box.scrollTop = Math.ceil((row + 1 - seen) * perRow);
    setScrollTop(box.scrollTop);
  };
  return {
    ...{ rowHeight, height, first, last, top, seen, columns, show },
    offset: scrollTop - (top - first) * rowHeight,
    onScroll: () => setScrollTop(view.current?.scrollTop ?? 0),
  };
}
