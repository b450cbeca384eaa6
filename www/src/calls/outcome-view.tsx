// What came of a call: nothing yet, an answer, a failure, or its end by the person.

import { useSpeech } from "../language.ts";
import type { Exchange } from "../model/exchange.ts";
import { AnswerView } from "./answer-view.tsx";
import { FailedBody } from "./failed-body.tsx";
import { FailureView } from "./failure-view.tsx";

export function OutcomeView({ exchange }: { exchange: Exchange | undefined }) {
  const { t } = useSpeech();
  if (exchange === undefined) return <p class="muted">{t("call.none")}</p>;
  const { ended } = exchange;
  if (ended === undefined) return <p class="pending">{t("call.pending")}</p>;
  const { outcome, milliseconds, forToken } = ended;
  if (outcome.type === "answer") {
    return (
      <AnswerView
        id={`answer-${exchange.id}`}
        answer={outcome.answer}
        milliseconds={milliseconds}
        forToken={forToken}
      />
    );
  }
  if (outcome.type === "failure") {
    const { failure } = outcome;
    return (
      <>
        <FailureView failure={failure} level={3} />
        {failure.body && <FailedBody body={failure.body} id={`failed-body-${exchange.id}`} />}
      </>
    );
  }
  return <p class="muted">{t("call.cancelled")}</p>;
}
