// A call of the API from this page, and what came of it.

import { useRef } from "preact/hooks";
import { useSpeech } from "../language.ts";
import type { State } from "../model/state.ts";
import type { ConsoleModel } from "../model/use-console.ts";
import { AnswerView } from "./answer-view.tsx";
import { CancelButton } from "./cancel-button.tsx";
import { FailureView } from "./failure-view.tsx";
import { focusField } from "./field.tsx";

export function CallPanel({ model }: { model: ConsoleModel }) {
  const { t } = useSpeech();
  const { state } = model;
  const call = useRef<HTMLButtonElement>(null);
  return (
    <section class="panel" aria-labelledby="call-title">
      <h2 id="call-title">{t("call.title")}</h2>
      <p class="address">GET /healthcheck</p>
      <div class="buttons">
        <button
          ref={call}
          type="button"
          class="button primary"
          aria-disabled={state.pending !== undefined}
          onClick={() => focusField(model.begin("healthcheck")[0])}
        >
          {t("call.healthcheck")}
        </button>
        {state.pending === "healthcheck" && <CancelButton onClick={model.cancel} returnTo={call} />}
      </div>
      <Result state={state} />
    </section>
  );
}

function Result({ state: { pending, outcomes } }: { state: State }) {
  const { t } = useSpeech();
  const outcome = outcomes.healthcheck;
  if (pending === "healthcheck") return <p class="pending">{t("call.pending")}</p>;
  if (outcome?.type === "answer") return <AnswerView {...outcome} />;
  if (outcome?.type === "failure") return <FailureView failure={outcome.failure} level={3} />;
  return <p class="muted">{t(outcome?.type === "cancelled" ? "call.cancelled" : "call.none")}</p>;
}
