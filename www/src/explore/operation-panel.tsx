// One operation: what it is, the form for its parameters, and what came of calling it.

import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { RefObject } from "preact";
import type { Operation, SneMistake } from "sne-cotation";
import { OutcomeView } from "../calls/outcome-view.tsx";
import { later } from "../frame/later.tsx";
import { useSpeech } from "../language.ts";
import type { Exchange } from "../model/exchange.ts";
import { lastOf } from "../model/state.ts";
import type { ConsoleModel } from "../model/use-console.ts";
import { CodeBefore } from "./code-before.tsx";
import type { ReferenceProps } from "../reference/reference.tsx";
import { RemarksList } from "../operations-list/remarks-list.tsx";
import { isDeep, SchemaForm, startingValue } from "../schema-form/schema-form.tsx";
import { CancelButton } from "../shared/cancel-button.tsx";
import { Method } from "../shared/method.tsx";
import { Path } from "../shared/path.tsx";
import { Incomplete } from "../shared/incomplete.tsx";

const Reference = later<ReferenceProps>(() => import("../reference/reference.tsx").then((it) => it.Reference));

const FORM = "operation";
const NO_DEFINITIONS = {};

export function OperationPanel({ operation, model }: { operation: Operation; model: ConsoleModel }) {
  const { t } = useSpeech();
  const { state } = model;
  const { id, method, path, parameters } = operation;
  const definitions = state.contract?.definitions ?? NO_DEFINITIONS;
  const remarks = useMemo(
    () => state.contract?.remarks.filter(({ operations }) => operations.includes(id)) ?? [],
    [state.contract, id],
  );
  const start = useMemo(() => startingValue(parameters, definitions), [parameters, definitions]);
  const startsAsJson = useMemo(() => isDeep(parameters, definitions), [parameters, definitions]);
  const values = state.filled[id] ?? start;
  const [isUnreadable, setUnreadable] = useState(false);
  const [isIncomplete, setIncomplete] = useState(false);
  const exchange = lastOf(state, id);
  const mistakes = mistakesOf(exchange);
  const send = useRef<HTMLButtonElement>(null);
  const isBuiltIn = state.contract === undefined || !state.contract.operations.includes(operation);
  const call = (isUnchecked: boolean) => {
    if (isUnreadable) return document.getElementById(`${FORM}-json`)?.focus();
    const wish = { operation: { id, method, path, isBuiltIn }, parameters: values, isUnchecked };
    setIncomplete(model.call(wish).length > 0);
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    call(false);
  };
  const form = useRef<HTMLFormElement>(null);
  const title = useTitleInSight();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    form.current?.requestSubmit();
  };
  return (
    <section class="operation-panel" data-operation={id} aria-labelledby="operation-title" onKeyDown={onKeyDown}>
      <div class="panel">
        <Head operation={operation} title={title} />
        <Reference operation={operation} definitions={definitions} />
        <RemarksList remarks={remarks} />
        <form ref={form} noValidate autoComplete="off" onSubmit={submit}>
          <SchemaForm
            id={FORM}
            parameters={parameters}
            definitions={definitions}
            value={values}
            onChange={(changed) => model.fill(id, changed)}
            onProblem={setUnreadable}
            startsAsJson={startsAsJson}
            foldsOptional
            mistakes={mistakes}
          />
          <div class="buttons">
            <button
              ref={send}
              type="submit"
              class="button primary"
              aria-disabled={state.pending !== undefined}
              aria-keyshortcuts="Control+Enter"
            >
              {t("explore.send")}
            </button>
            {mistakes.length === 0 ? (
              <span class="hint">{t("explore.shortcut")}</span>
            ) : (
              <button type="button" class="button" onClick={() => call(true)}>
                {t("explore.sendAnyway")}
              </button>
            )}
            {state.pending?.type === "call" && <CancelButton onClick={model.cancel} returnTo={send} />}
          </div>
          {isIncomplete && <Incomplete />}
        </form>
        <CodeBefore operation={operation} isBuiltIn={isBuiltIn} values={values} state={state} />
      </div>
      <div class="panel operation-answer">
        {/* Mistakes are said by the form. */}
        {mistakes.length === 0 ? (
          <OutcomeView exchange={exchange} model={model} />
        ) : (
          <p class="muted">{t("explore.notSent")}</p>
        )}
      </div>
    </section>
  );
}

/** The panel of an operation that is chosen begins in sight, wherever the page had been scrolled to. */
function useTitleInSight() {
  const title = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => title.current?.scrollIntoView({ block: "nearest" }), []);
  return title;
}

function Head({ operation, title }: { operation: Operation; title: RefObject<HTMLHeadingElement | null> }) {
  const { t } = useSpeech();
  const { id, method, path, summary, deprecated } = operation;
  return (
    <div class="operation-head">
      <h2 id="operation-title" ref={title}>
        {summary === "" ? id : summary}
      </h2>
      <p class="address">
        <Method name={method} /> <Path text={path} />
      </p>
      {deprecated && <p class="note">{t("operations.deprecated")}</p>}
    </div>
  );
}

const NO_MISTAKES: readonly SneMistake[] = [];

/** What the last call had against the parameters. */
function mistakesOf(exchange: Exchange | undefined): readonly SneMistake[] {
  const outcome = exchange?.ended?.outcome;
  return (outcome?.type === "failure" && outcome.failure.mistakes) || NO_MISTAKES;
}
