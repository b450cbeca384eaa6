// The doctor: goes through all that has to be right, one step after the other, and says what is missing and what to do.

import { useRef, useState } from "preact/hooks";
import { FailureView } from "../calls/failure-view.tsx";
import { useSpeech } from "../language.ts";
import type { Diagnosis } from "../model/diagnosis.ts";
import type { ConsoleModel } from "../model/use-console.ts";
import { CancelButton } from "../shared/cancel-button.tsx";
import { CopyButton } from "../shared/copy-button.tsx";
import { Incomplete } from "../shared/incomplete.tsx";
import { DoctorStepView } from "./doctor-step-view.tsx";

export function DoctorPanel({ model }: { model: ConsoleModel }) {
  const { t } = useSpeech();
  return (
    <section class="panel" aria-labelledby="doctor-title">
      <h2 id="doctor-title">{t("doctor.title")}</h2>
      {model.state.settings.isLocal ? <Doctor model={model} /> : <p class="note">{t("doctor.static")}</p>}
    </section>
  );
}

function Doctor({ model }: { model: ConsoleModel }) {
  const { t } = useSpeech();
  const { diagnosis, pending } = model.state;
  const [tryOtherEnvironment, setTryOther] = useState(false);
  const [isIncomplete, setIncomplete] = useState(false);
  const start = useRef<HTMLButtonElement>(null);
  return (
    <>
      <p>{t("doctor.purpose")}</p>
      <label class="choice">
        <input type="checkbox" checked={tryOtherEnvironment} onChange={() => setTryOther(!tryOtherEnvironment)} />
        <span>
          <span class="choice-name">{t("doctor.tryOther")}</span>
          <span class="hint">{t("doctor.tryOther.hint")}</span>
        </span>
      </label>
      <div class="buttons">
        <button
          ref={start}
          type="button"
          class="button primary"
          aria-disabled={pending !== undefined}
          onClick={() => setIncomplete(model.diagnose({ tryOtherEnvironment }).length > 0)}
        >
          {t("doctor.start")}
        </button>
        {diagnosis.isRunning && <CancelButton onClick={model.cancel} returnTo={start} />}
      </div>
      {isIncomplete && <Incomplete />}
      <Findings diagnosis={diagnosis} />
    </>
  );
}

function Findings({ diagnosis: { isRunning, steps, report, failure } }: { diagnosis: Diagnosis }) {
  const { t } = useSpeech();
  return (
    <>
      {steps.length > 0 && (
        <ol class="doctor">
          {steps.map((step) => (
            <DoctorStepView key={step.id} step={step} />
          ))}
        </ol>
      )}
      {isRunning && <p class="pending">{t("doctor.running")}</p>}
      {failure && <FailureView failure={failure} level={3} />}
      {report !== "" && !isRunning && <CopyButton text={report}>{t("doctor.copy")}</CopyButton>}
    </>
  );
}
