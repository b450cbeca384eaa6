// A body of text, XML or JSON: the search above, the rows below.

import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { useSpeech } from "../language.ts";
import { pointerOf, valueAt } from "./paths.ts";
import { around, rowAt, rowOf } from "./rows.ts";
import { RowView } from "./row-view.tsx";
import { fileName, saveFile, textParts } from "./save.ts";
import { SearchBar } from "./search-bar.tsx";
import { useScrolling, useSizes } from "./use-scrolling.ts";
import { isFoldable, useFolding, useLines, useSearch } from "./use-view.ts";

interface Props {
  data: unknown;
  kind: "text" | "xml" | "json";
  mediaType: string;
  name: string;
  id: string;
}

/** On one line, and no wider than the narrowest view: what is wider would be scrolled to. */
const SAMPLE = "0".repeat(20);

export function TextView({ data, kind, mediaType, name, id }: Props) {
  const { t } = useSpeech();
  const view = useRef<HTMLDivElement>(null);
  const probe = useRef<HTMLSpanElement>(null);
  const { lines, isWhole } = useLines(data, kind);
  const sizes = useSizes(view, probe);
  const { folded, rows, toggle, unfoldAround, unfoldAll, foldAll } = useFolding(lines, sizes.columns);
  const scrolling = useScrolling(view, rows.count, sizes);
  const [active, setActive] = useState(0);
  const [said, say] = useState("");
  const { search, begin, go } = useSearch(lines, () => rowAt(lines, rows, active).line);
  const current = Math.min(active, Math.max(0, rows.count - 1));

  const goTo = (row: number) => {
    const target = Math.max(0, Math.min(row, rows.count - 1));
    setActive(target);
    scrolling.show(target);
  };
  // The match that one is at is shown once, as soon as what it is in is unfolded.
  const shown = useRef(search);
  useEffect(() => {
    const line = search.matches.line[search.at];
    if (shown.current === search || line === undefined || unfoldAround(line)) return;
    shown.current = search;
    goTo(rowOf(lines, rows, line, search.matches.from[search.at]));
  }, [search, rows]);

  const fold = (line: number) => {
    toggle(line);
    setActive(rowOf(lines, rows, line));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const { line } = rowAt(lines, rows, current);
    const page = Math.max(1, Math.floor(scrolling.seen) - 1);
    const isFolded = folded.has(line);
    const keys: Record<string, () => void> = {
      ArrowDown: () => goTo(current + 1),
      ArrowUp: () => goTo(current - 1),
      PageDown: () => goTo(current + page),
      PageUp: () => goTo(current - page),
      Home: () => goTo(0),
      End: () => goTo(rows.count - 1),
      ArrowRight: () => (isFolded ? fold(line) : goTo(current + 1)),
      ArrowLeft: () => {
        const [outer] = around(lines, line);
        if (isFoldable(lines, line) && !isFolded) fold(line);
        else if (outer !== undefined) goTo(rowOf(lines, rows, outer));
      },
      Enter: () => fold(line),
      " ": () => fold(line),
    };
    const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
  const copy = (text: string, done: "body.copied" | "body.valueCopied" | "body.pathCopied") =>
    navigator.clipboard.writeText(text).then(
      () => say(t(done)),
      () => say(t("body.notCopied")),
    );
  const copyAll = async () => copy(typeof data === "string" ? data : (await textParts(lines)).join(""), "body.copied");
  const { line: activeLine } = rowAt(lines, rows, current);
  const pointer = useMemo(
    () => (kind === "json" && isWhole ? pointerOf(lines, activeLine) : undefined),
    [lines, activeLine, isWhole],
  );
  const save = async () => {
    // Text goes out as it came in; JSON as it is shown.
    const parts = typeof data === "string" ? [data] : await textParts(lines);
    saveFile(parts, fileName(name, mediaType, kind));
  };

  const drawn = Array.from({ length: scrolling.last - scrolling.first }, (_, index) => scrolling.first + index);
  return (
    <div class="body-view">
      <SearchBar id={id} search={search} onQuestion={begin} onStep={go} />
      <div
        ref={view}
        class="body-rows"
        role="tree"
        tabIndex={0}
        aria-label={t("body.label")}
        aria-activedescendant={rows.count > 0 ? `${id}-row-${current}` : undefined}
        aria-busy={!isWhole}
        onScroll={scrolling.onScroll}
        onKeyDown={onKeyDown}
      >
        <span ref={probe} class="body-probe" aria-hidden="true">
          {SAMPLE}
        </span>
        <div class="body-space" role="presentation" style={{ blockSize: `${scrolling.height}px` }}>
          <div class="body-drawn" role="presentation" style={{ transform: `translateY(${scrolling.offset}px)` }}>
            {drawn.map((row) => (
              <RowView
                key={row}
                id={`${id}-row-${row}`}
                kind={kind}
                lines={lines}
                rows={rows}
                row={rowAt(lines, rows, row)}
                isActive={row === current}
                isFolded={folded.has(rowAt(lines, rows, row).line)}
                search={search}
                onToggle={fold}
                onActivate={() => setActive(row)}
              />
            ))}
          </div>
        </div>
      </div>
      {pointer !== undefined && (
        <p class="body-path">
          {t("body.place")} <code>{pointer || t("body.root")}</code>
        </p>
      )}
      <div class="buttons">
        {pointer !== undefined && (
          <>
            <button
              type="button"
              class="button"
              onClick={() => void copy(valueAt(lines, activeLine), "body.valueCopied")}
            >
              {t("body.copyValue")}
            </button>
            <button type="button" class="button" onClick={() => void copy(pointer, "body.pathCopied")}>
              {t("body.copyPath")}
            </button>
          </>
        )}
        {kind !== "text" && (
          <>
            <button type="button" class="button" onClick={foldAll}>
              {t("body.foldAll")}
            </button>
            <button type="button" class="button" onClick={unfoldAll}>
              {t("body.unfoldAll")}
            </button>
          </>
        )}
        <button type="button" class="button" aria-disabled={!isWhole} onClick={() => isWhole && void copyAll()}>
          {t("body.copy")}
        </button>
        <button type="button" class="button" aria-disabled={!isWhole} onClick={() => isWhole && void save()}>
          {t("body.save")}
        </button>
      </div>
      <p class="muted" role="status">
        {isWhole ? said : t("body.preparing")}
      </p>
    </div>
  );
}
