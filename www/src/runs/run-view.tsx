// A run that has begun: how it goes, what failed, and what can be done about it.

import { useEffect, useRef, useState } from "preact/hooks";
import { FailureView } from "../calls/failure-view.tsx";
import { useSay } from "../frame/announcer.tsx";
import { useSpeech } from "../language.ts";
import { type Failure, readFailure } from "../model/failure.ts";
import { problemsOf } from "../model/form.ts";
import type { ConsoleModel } from "../model/use-console.ts";
import { Incomplete } from "../shared/incomplete.tsx";
import { BarTable } from "../traffic/bar-table.tsx";
import { addressOf, begin, inWords, stop } from "./local-runs.ts";
import { PaceChart } from "./pace-chart.tsx";
import { RemoveButton } from "./remove-button.tsx";
import type { ShownRun } from "./run.ts";
import { RunFacts } from "./run-facts.tsx";
import { useRunsSpeech } from "./speech.ts";
import { Stopped } from "./stopped.tsx";
import type { RunsModel } from "./use-runs.ts";

interface Props {
  run: ShownRun;
  runs: RunsModel;
  model: ConsoleModel;
}

export function RunView({ run, runs, model }: Props) {
  const { t, language } = useRunsSpeech();
  const { failures, pace, state } = run;
  const failure = run.failure === undefined ? undefined : readFailure(run.failure, language);
  const title = useTitleInFocus(state);
  useSayings(run);
  return (
    <section class="panel run" data-state={state} aria-labelledby="run-title">
      <h2 id="run-title" ref={title} tabIndex={-1}>
        {run.name}
      </h2>
      <RunFacts run={run} />
      {state === "stopped" && <Stopped run={run} />}
      {failure && <FailureView failure={inWords(failure, language)} level={4} />}
      <PaceChart id="run" pace={pace} />
      {failures.length > 0 && (
        <BarTable
          title={t("run.failures")}
          isBad
          rows={failures.map(({ kind, code, count }) => ({
            name: [kind, code].filter(Boolean).join(" "),
            value: count,
          }))}
        />
      )}
      <Actions run={run} runs={runs} model={model} />
    </section>
  );
}

function Actions({ run, runs, model }: Props) {
  const { t, language } = useRunsSpeech();
  const { t: common } = useSpeech();
  const { form, settings } = model.state;
  const { state, summary, progress, environment, choice } = run;
  const [retry, setRetry] = useState(false);
  const [isStopping, setStopping] = useState(false);
  const [isIncomplete, setIncomplete] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const isElsewhere = environment !== undefined && environment !== form.environment;
  const inDoubt = summary?.inDoubt ?? progress?.inDoubt ?? 0;
  const goOn = async (again: boolean) => {
    const isMissing = Object.keys(problemsOf(form, settings)).length > 0;
    setIncomplete(isMissing);
    if (isMissing || choice === undefined) return;
    const beginning = { form, choice, inDoubt: retry ? "retry" : "hold", again } as const;
    setFailure(await runs.then(() => begin(run.id, beginning, language)));
  };
  const halt = async () => {
    setStopping(true);
    setFailure(await runs.then(() => stop(run.id, language)));
    setStopping(false);
  };
  return (
    <>
      {state === "running" && <p class="muted">{t("run.goesOnAlone")}</p>}
      {state !== "running" && isElsewhere && (
        <p class="note">{t("run.otherEnvironment", { environment: common(`environment.${environment}`) })}</p>
      )}
      {state !== "running" && inDoubt > 0 && (
        <>
          <p class="note">{t("run.inDoubtHint")}</p>
          <label class="choice">
            <input type="checkbox" checked={retry} onChange={({ currentTarget }) => setRetry(currentTarget.checked)} />
            <span>{t("run.retry")}</span>
          </label>
        </>
      )}
      <div class="buttons">
        {state === "running" && (
          <button type="button" class="button primary" aria-disabled={isStopping} onClick={() => void halt()}>
            {t("run.stop")}
          </button>
        )}
        {(state === "stopped" || (state === "over" && retry)) && !isElsewhere && (
          <button type="button" class="button primary" onClick={() => void goOn(false)}>
            {t("run.goOn")}
          </button>
        )}
        {state === "over" && (summary?.failed ?? 0) > 0 && !isElsewhere && (
          <button type="button" class="button" onClick={() => void goOn(true)}>
            {t("run.again")}
          </button>
        )}
        {run.hasResults && (
          <a class="button" href={addressOf(run.id, "results")} download="results.ndjson">
            {t("run.results")}
          </a>
        )}
        {run.hasFailures && (
          <a class="button" href={addressOf(run.id, "failures")} download="failures.ndjson">
            {t("run.errors")}
          </a>
        )}
        {state !== "running" && <RemoveButton run={run} runs={runs} />}
      </div>
      <div role="status">{isStopping && <p class="pending">{t("run.stopping")}</p>}</div>
      {(run.hasResults || run.hasFailures) && <p class="hint">{t("run.linesHint")}</p>}
      {isIncomplete && <Incomplete />}
      {failure && <FailureView failure={failure} level={4} />}
    </>
  );
}

/** The button that has changed the state of a run goes with it: nobody is left at a place that is gone. */
function useTitleInFocus(state: ShownRun["state"]) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) title.current?.focus({ preventScroll: true });
  }, [state]);
  return title;
}

/** The end of a run is told to those who do not see it. */
function useSayings({ state, summary }: ShownRun): void {
  const { t } = useRunsSpeech();
  const say = useSay();
  const before = useRef(state);
  useEffect(() => {
    if (before.current === "running" && state === "over" && summary)
      say(t("said.over", { ok: summary.ok, failed: summary.failed }));
    else if (before.current === "running" && state === "stopped") say(t("said.stopped"));
    before.current = state;
  }, [state]);
}
