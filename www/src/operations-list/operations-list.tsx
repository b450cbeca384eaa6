// The operations of a contract: a field to search with, and the list below it, by tag. The focus stays in the field;
// the arrows go through the list, left and right fold and unfold a tag, and Enter chooses. However many there are, only
// as many are drawn as one has scrolled to.
//
// Props
//   operations  as `sne.operations()` gives them
//   chosen      the id of the one that is open, if any
//   onChoose    told the id of the one that is chosen
//   id          the beginning of all ids in it; default "operations"

import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { useSpeech } from "../language.ts";
import { Method } from "../shared/method.tsx";
import { Path } from "../shared/path.tsx";
import { find, firstOperation, grouped, indexOf, type ListedOperation, type Row, rowsOf } from "./search.ts";

export interface OperationsListProps {
  operations: readonly ListedOperation[];
  chosen?: string | undefined;
  onChoose: (id: string) => void;
  id?: string;
}

/** So many are drawn at first, and so many more each time. */
const STEP = 60;
const PAGE = 10;
const NONE: ReadonlySet<string> = new Set();

export function OperationsList({ operations, chosen, onChoose, id = "operations" }: OperationsListProps) {
  const { t } = useSpeech();
  const index = useMemo(() => indexOf(operations), [operations]);
  const [question, setQuestion] = useState("");
  const found = useMemo(() => find(index, question), [index, question]);
  const [folded, setFolded] = useState<ReadonlySet<string>>(NONE);
  // What is looked for is shown, wherever it is.
  const rows = useMemo(() => rowsOf(grouped(found), question === "" ? folded : NONE), [found, question, folded]);
  const [active, setActive] = useState(() => firstOperation(rows));
  const [count, setCount] = useState(STEP);
  const list = useRef<HTMLDivElement>(null);
  const row = rows[active];
  useActiveInSight(list, active);

  const show = (first: number) => {
    setActive(first);
    setCount(STEP);
    if (list.current) list.current.scrollTop = 0;
  };
  // The contract has changed: what was active, folded and drawn of the last one means nothing now.
  useLayoutEffect(() => {
    setFolded(NONE);
    show(firstOperation(rowsOf(grouped(find(index, question)), NONE)));
  }, [index]);
  const search = (text: string) => {
    setQuestion(text);
    show(firstOperation(rowsOf(grouped(find(index, text)), text === "" ? folded : NONE)));
  };
  const goTo = (place: number) => {
    const target = Math.max(0, Math.min(place, rows.length - 1));
    if (target >= count) setCount(target + STEP);
    setActive(target);
  };
  const fold = (tag: string, isFolded: boolean) => {
    const others = [...folded].filter((it) => it !== tag);
    setFolded(new Set(isFolded ? [...others, tag] : others));
    // The tag stays where it is: only what is below it comes or goes.
    setActive(rows.findIndex((it) => it.operation === undefined && it.tag === tag));
  };
  const enter = () => {
    if (row?.operation) onChoose(row.operation.id);
    else if (row && question === "") fold(row.tag, !row.isFolded);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const target = { ArrowDown: active + 1, ArrowUp: active - 1, PageDown: active + PAGE, PageUp: active - PAGE }[
      event.key
    ];
    // In a text, these two go through its letters.
    const folds = question === "" ? { ArrowLeft: true, ArrowRight: false }[event.key] : undefined;
    if (target !== undefined) goTo(target);
    else if (folds !== undefined && row?.isOfTag && (folds || !row.operation)) fold(row.tag, folds);
    else if (event.key === "Enter" && row) enter();
    else if (event.key === "Escape" && question !== "") search("");
    else return;
    event.preventDefault();
  };

  return (
    <div class="operations">
      <div class="field">
        <label for={`${id}-search`}>{t("operations.search")}</label>
        <p class="hint" id={`${id}-hint`}>
          {t("operations.hint")}
        </p>
        <input
          id={`${id}-search`}
          type="text"
          role="combobox"
          aria-expanded="true"
          aria-haspopup="tree"
          aria-autocomplete="list"
          aria-controls={`${id}-list`}
          aria-activedescendant={row ? `${id}-${active}` : undefined}
          aria-describedby={`${id}-hint`}
          autoComplete="off"
          autoCapitalize="none"
          spellcheck={false}
          value={question}
          onInput={({ currentTarget }) => search(currentTarget.value)}
          onKeyDown={onKeyDown}
        />
      </div>
      <p class="muted" role="status">
        {counted(found.length, operations.length, t)}
      </p>
      <div ref={list} class="operation-list" role="tree" id={`${id}-list`} aria-label={t("operations.list")}>
        {rows.slice(0, count).map((one, place) => (
          <RowView
            key={one.operation ? `operation ${one.operation.id}` : `tag ${one.tag}`}
            row={one}
            id={`${id}-${place}`}
            isActive={place === active}
            isChosen={one.operation !== undefined && one.operation.id === chosen}
            onPress={() => {
              setActive(place);
              if (one.operation) onChoose(one.operation.id);
              else if (question === "") fold(one.tag, !one.isFolded);
            }}
          />
        ))}
        {count < rows.length && <More key={count} onSeen={() => setCount(count + STEP)} />}
      </div>
    </div>
  );
}

function counted(found: number, all: number, t: ReturnType<typeof useSpeech>["t"]): string {
  if (found === 0) return t("operations.none", { all });
  return found === all ? t("operations.all", { all }) : t("operations.found", { found, all });
}

interface RowProps {
  row: Row;
  id: string;
  isActive: boolean;
  isChosen: boolean;
  onPress: () => void;
}

function RowView({ row: { tag, operation, isFolded, isOfTag, size }, id, isActive, isChosen, onPress }: RowProps) {
  const { t } = useSpeech();
  const look = operation ? "operation" : "operation-tag";
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the field has the focus, and names the active row
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys
    <div
      id={id}
      role="treeitem"
      class={isActive ? `${look} active` : look}
      aria-level={operation && isOfTag ? 2 : 1}
      aria-expanded={operation ? undefined : !isFolded}
      aria-selected={operation ? isChosen : undefined}
      // The focus stays in the field.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPress}
    >
      {operation ? (
        <OperationLines operation={operation} />
      ) : (
        <>
          <span aria-hidden="true">{isFolded ? "▸" : "▾"} </span>
          {tag || t("operations.noTag")} <span class="muted">{size}</span>
        </>
      )}
    </div>
  );
}

function OperationLines({ operation: { id, method, path, summary, deprecated } }: { operation: ListedOperation }) {
  const { t } = useSpeech();
  return (
    <>
      <span class="operation-line">
        <Method name={method} />{" "}
        <code>
          <Path text={path} />
        </code>
        {deprecated && <span class="deprecated"> {t("operations.deprecated")}</span>}
      </span>
      {summary !== "" && <span class="operation-line">{summary}</span>}
      {id !== `${method} ${path}` && <span class="operation-line muted">{id}</span>}
    </>
  );
}

/** The end of what is drawn: once it is nearly seen, there is more. */
function More({ onSeen }: { onSeen: () => void }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!place.current) return;
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) onSeen();
    });
    observer.observe(place.current);
    return () => observer.disconnect();
  }, []);
  return <div ref={place} class="more-operations" role="presentation" />;
}

function useActiveInSight(list: { current: HTMLElement | null }, active: number): void {
  const isFirst = useRef(true);
  useLayoutEffect(() => {
    // The page does not jump to a list that has only just been drawn.
    const active = list.current?.querySelector(".active");
    if (!isFirst.current && list.current && active) scrollWithin(list.current, active);
    isFirst.current = false;
  }, [active]);
}

/** Brings a row into the list's view. The page stays where it is, which `scrollIntoView` would move as well. */
function scrollWithin(list: HTMLElement, row: Element): void {
  const [whole, part] = [list, row].map((one) => one.getBoundingClientRect()) as [DOMRect, DOMRect];
  if (part.top < whole.top) list.scrollTop -= whole.top - part.top;
  else if (part.bottom > whole.bottom) list.scrollTop += part.bottom - whole.bottom;
}
