// One step of the diagnosis: how it stands, what was seen, what may be behind it, and what to do.

import { useSpeech } from "../language.ts";
import { typeset } from "../messages/index.ts";
import type { DoctorStep } from "../model/diagnosis.ts";

/** For the eye; the word beside it says the same. */
const SIGNS = { ok: "✓", failed: "✗", skipped: "–", unknown: "?" };

export function DoctorStepView({ step }: { step: DoctorStep }) {
  const { language, t } = useSpeech();
  const read = (text: string) => typeset(text, language);
  const { id, status, title, message, evidence, causes, advice } = step;
  return (
    <li class={`doctor-step ${status}`} data-step={id}>
      <h3>
        <span class="sign" aria-hidden="true">
          {SIGNS[status]}
        </span>
        <span>{title}</span> <span class="verdict">{t(`doctor.${status}`)}</span>
      </h3>
      {status !== "skipped" && message !== "" && <p>{read(message)}</p>}
      {advice !== "" && <p class="advice">{read(advice)}</p>}
      {causes.length > 0 && (
        <>
          <h4>{t("doctor.causes")}</h4>
          <ol class="causes">
            {causes.map((cause) => (
              <li key={cause.id} data-cause={cause.id}>
                <p>
                  {read(cause.message)}{" "}
                  {cause.guide && <span class="muted">{t("doctor.guide", { step: cause.guide.step })}</span>}
                </p>
                {cause.advice !== advice && <p class="muted">{read(cause.advice)}</p>}
              </li>
            ))}
          </ol>
        </>
      )}
      {evidence.length > 0 && (
        <details>
          <summary>{t("doctor.evidence")}</summary>
          <ul>
            {evidence.map(({ text }) => (
              <li key={text}>
                <code>{text}</code>
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}
