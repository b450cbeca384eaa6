// What came of a call: nothing yet, an answer, a failure, or its end by the person.

import { useSpeech } from "../language.ts";
import type { Exchange } from "../model/exchange.ts";
import type { Failure } from "../model/failure.ts";
import { hasServer } from "../model/settings.ts";
import type { ConsoleModel } from "../model/use-console.ts";
import { AnswerView } from "./answer-view.tsx";
import { addressOf } from "../screens.ts";
import { Behind } from "./behind.tsx";
import { FailedBody } from "./failed-body.tsx";
import { FailureView } from "./failure-view.tsx";
import { mayBeHidden, NetworkHelp } from "./network-help.tsx";

/** Failures about which the steps of the guide have nothing to say: the call itself is what is wrong. */
const OF_THE_CALL: readonly Failure["kind"][] = ["contract", "request", "business", "page"];

interface Props {
  exchange: Exchange | undefined;
  model: ConsoleModel;
}

export function OutcomeView({ exchange, model }: Props) {
  const { t } = useSpeech();
  if (exchange === undefined) return <p class="muted">{t("call.none")}</p>;
  const { ended } = exchange;
  if (ended === undefined) return <p class="pending">{t("call.pending")}</p>;
  const { outcome, milliseconds, forToken, events } = ended;
  if (outcome.type === "answer") {
    return (
      <>
        <AnswerView
          id={`answer-${exchange.id}`}
          answer={outcome.answer}
          milliseconds={milliseconds}
          forToken={forToken}
          route={exchange.route}
        />
        <Behind events={events} />
      </>
    );
  }
  if (outcome.type === "failure") {
    const { failure } = outcome;
    return (
      <>
        <FailureView failure={failure} level={3} />
        {mayBeHidden(failure, exchange) && (
          <NetworkHelp onOtherRoute={hasServer(model.state.settings) ? () => model.chooseRoute("server") : undefined} />
        )}
        <Behind events={events} />
        {!OF_THE_CALL.includes(failure.kind) && (
          <p>
            <a class="button small" href={addressOf("guide")}>
              {t("failure.diagnose")}
            </a>
          </p>
        )}
        {failure.body && <FailedBody body={failure.body} id={`failed-body-${exchange.id}`} />}
      </>
    );
  }
  return <p class="muted">{t("call.cancelled")}</p>;
}
