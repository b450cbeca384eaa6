// The operations of a contract: a field to search with, and the list below it, by tag. The focus stays in the field;
// the arrows go through the list and Enter chooses. However many there are, only as many are drawn as one has scrolled
// to.
//
// Props
//   operations  as `sne.operations()` gives them
//   chosen      the id of the one that is open, if any
//   onChoose    told the id of the one that is chosen
//   id          the beginning of all ids in it; default "operations"

import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { useSpeech } from "../language.ts";
import { Method } from "../shared/method.tsx";
import { find, type Group, grouped, indexOf, type ListedOperation } from "./search.ts";

export interface OperationsListProps {
  operations: readonly ListedOperation[];
  chosen?: string | undefined;
  onChoose: (id: string) => void;
  id?: string;
}

/** So many are drawn at first, and so many more each time. */
const STEP = 60;
const PAGE = 10;

export function OperationsList({ operations, chosen, onChoose, id = "operations" }: OperationsListProps) {
  const { t } = useSpeech();
  const index = useMemo(() => indexOf(operations), [operations]);
  const [question, setQuestion] = useState("");
  const found = useMemo(() => find(index, question), [index, question]);
  const [active, setActive] = useState(0);
  const [count, setCount] = useState(STEP);
  const list = useRef<HTMLDivElement>(null);
  // The contract has changed: what was active and drawn of the last one means nothing now.
  useLayoutEffect(() => reset(), [index]);
  useActiveInSight(list, active);

  const reset = () => {
    setActive(0);
    setCount(STEP);
    if (list.current) list.current.scrollTop = 0;
  };
  const search = (text: string) => {
    setQuestion(text);
    reset();
  };
  const goTo = (place: number) => {
    const target = Math.max(0, Math.min(place, found.length - 1));
    if (target >= count) setCount(target + STEP);
    setActive(target);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const target = { ArrowDown: active + 1, ArrowUp: active - 1, PageDown: active + PAGE, PageUp: active - PAGE }[
      event.key
    ];
    const operation = found[active];
    if (target !== undefined) goTo(target);
    else if (event.key === "Enter" && operation) onChoose(operation.id);
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
          aria-autocomplete="list"
          aria-controls={`${id}-list`}
          aria-activedescendant={found.length > 0 ? `${id}-${active}` : undefined}
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
      <div ref={list} class="operation-list" role="listbox" id={`${id}-list`} aria-label={t("operations.list")}>
        <Groups
          groups={grouped(found.slice(0, count))}
          id={id}
          active={active}
          chosen={chosen}
          onChoose={(operation, place) => {
            setActive(place);
            onChoose(operation.id);
          }}
        />
        {count < found.length && <More key={count} onSeen={() => setCount(count + STEP)} />}
      </div>
    </div>
  );
}

function counted(found: number, all: number, t: ReturnType<typeof useSpeech>["t"]): string {
  if (found === 0) return t("operations.none", { all });
  return found === all ? t("operations.all", { all }) : t("operations.found", { found, all });
}

interface GroupsProps {
  groups: readonly Group[];
  id: string;
  active: number;
  chosen: string | undefined;
  onChoose: (operation: ListedOperation, place: number) => void;
}

function Groups({ groups, id, active, chosen, onChoose }: GroupsProps) {
  const { t } = useSpeech();
  let place = 0;
  return (
    <>
      {groups.map(({ tag, operations }, number) => (
        // biome-ignore lint/a11y/useSemanticElements: a group of a listbox's options is no fieldset
        <div key={tag} role="group" aria-labelledby={`${id}-tag-${number}`}>
          <div class="operation-tag" id={`${id}-tag-${number}`} role="presentation">
            {tag || t("operations.noTag")}
          </div>
          {operations.map((operation) => {
            const own = place++;
            return (
              // biome-ignore lint/a11y/useFocusableInteractive: the field has the focus, and names the active option
              // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys
              <div
                key={operation.id}
                id={`${id}-${own}`}
                role="option"
                class={own === active ? "operation active" : "operation"}
                aria-selected={operation.id === chosen}
                // The focus stays in the field.
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => onChoose(operation, own)}
              >
                <OperationLines operation={operation} />
              </div>
            );
          })}
        </div>
      ))}
    </>
  );
}

function OperationLines({ operation: { id, method, path, summary, deprecated } }: { operation: ListedOperation }) {
  const { t } = useSpeech();
  return (
    <>
      <span class="operation-line">
        <Method name={method} /> <code>{path}</code>
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
    if (!isFirst.current) list.current?.querySelector(".active")?.scrollIntoView({ block: "nearest" });
    isFirst.current = false;
  }, [active]);
}
