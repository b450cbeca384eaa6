// How far a run is, in numbers.

import { duration } from "../duration.ts";
import { useSpeech } from "../language.ts";
import { moment } from "./moment.ts";
import type { ShownRun } from "./run.ts";
import { useRunsSpeech } from "./speech.ts";

export function RunFacts({ run }: { run: ShownRun }) {
  const { t, language } = useRunsSpeech();
  const { t: common } = useSpeech();
  const { state, choice, environment, progress, summary, plan } = run;
  const numbers = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const done = progress?.done ?? summary?.items ?? 0;
  const total = progress?.total ?? plan?.items;
  const failed = progress?.failed ?? summary?.failed ?? 0;
  const inDoubt = progress?.inDoubt ?? summary?.inDoubt ?? 0;
  const isRunning = state === "running";
  return (
    <>
      {total !== undefined && total > 0 && (
        <progress aria-label={t("run.progress")} max={total} value={Math.min(done, total)} />
      )}
      <dl class="facts run-facts">
        <Fact name={t("run.rows")}>
          {total === undefined ? t("run.doneOf", { done }) : t("run.done", { done, total })}
        </Fact>
        <Fact name={t("run.failed")}>{numbers.format(failed)}</Fact>
        {inDoubt > 0 && <Fact name={t("run.inDoubt")}>{numbers.format(inDoubt)}</Fact>}
        {isRunning && progress && (
          <Fact name={t("run.rate")}>{t("run.perSecond", { rate: numbers.format(progress.rate) })}</Fact>
        )}
        {isRunning && progress?.eta !== undefined && <Fact name={t("run.eta")}>{duration(progress.eta)}</Fact>}
        {summary && <Fact name={t("run.calls")}>{numbers.format(summary.calls)}</Fact>}
        {summary && summary.pauses > 0 && (
          <Fact name={t("run.pauses")}>
            {t("run.pausesOf", { count: summary.pauses, length: duration(summary.paused / 1_000) })}
          </Fact>
        )}
        {summary && summary.before > 0 && <Fact name={t("run.before")}>{numbers.format(summary.before)}</Fact>}
        {choice && <Fact name={t("run.operation")}>{choice.operation}</Fact>}
        {environment && <Fact name={t("run.environment")}>{common(`environment.${environment}`)}</Fact>}
      </dl>
      {isRunning && progress?.pausedUntil !== undefined && (
        <p class="note">{t("run.paused", { time: moment(progress.pausedUntil, language) })}</p>
      )}
    </>
  );
}

function Fact({ name, children }: { name: string; children: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
