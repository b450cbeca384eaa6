// What a run would be, as the dry run has found it.

import { duration } from "../duration.ts";
import { typeset } from "../messages/index.ts";
import type { Misfit, Plan } from "./run.ts";
import { useRunsSpeech } from "./speech.ts";

export function PlanView({ plan }: { plan: Plan }) {
  const { t, language } = useRunsSpeech();
  const { items, calls, failed, seconds, left, isTooLong, mistakes } = plan;
  const numbers = new Intl.NumberFormat(language);
  return (
    <section class="run-plan" aria-labelledby="plan-title">
      <h3 id="plan-title">{t("plan.title")}</h3>
      <dl class="facts">
        <dt>{t("plan.rows")}</dt>
        <dd>{numbers.format(items)}</dd>
        <dt>{t("plan.calls")}</dt>
        <dd>{numbers.format(calls)}</dd>
        <dt>{t("plan.misfits")}</dt>
        <dd>{numbers.format(failed)}</dd>
        <dt>{t("plan.time")}</dt>
        <dd>{seconds === undefined ? t("plan.noTime") : duration(seconds)}</dd>
      </dl>
      {isTooLong && <p class="note">{t("plan.tooLong", { length: duration(left) })}</p>}
      {mistakes.length > 0 && (
        <>
          <h4>{t("plan.mistakes")}</h4>
          <ul>
            {mistakes.map((misfit) => (
              <li key={misfit.n}>
                {t("plan.row", { n: misfit.n })} <What misfit={misfit} />
              </li>
            ))}
          </ul>
        </>
      )}
      <p class="muted">{t("plan.nothing")}</p>
    </section>
  );
}

/** What does not fit, in words; where there are none, by its rules. */
function What({ misfit: { kind, rule, mistakes = [], words } }: { misfit: Misfit }) {
  const { language } = useRunsSpeech();
  if (words.length > 0) return <>{typeset(words.join(language === "fr" ? " ; " : "; "), language)}</>;
  return <code>{[kind, rule, ...mistakes].filter(Boolean).join(", ")}</code>;
}
