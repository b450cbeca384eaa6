// The state of the token: how it begins, how long it lives, or why there is none.

import { useSpeech } from "../language.ts";
import type { ShownToken, State } from "../model/state.ts";
import { Countdown } from "./countdown.tsx";
import { FailureView } from "./failure-view.tsx";

/** The id of the failure, for the fields to point at. */
export const TOKEN_FAILURE = "token-failure";

export function TokenView({ state }: { state: State }) {
  const { t } = useSpeech();
  return (
    <div class="token">
      <h3>{t("token.title")}</h3>
      <Content state={state} />
    </div>
  );
}

function Content({ state }: { state: State }) {
  const { t } = useSpeech();
  const { token, pending } = state;
  const outcome = state.outcomes.token;
  if (pending === "token") return <p class="pending">{t("token.pending")}</p>;
  if (outcome?.type === "failure") return <FailureView id={TOKEN_FAILURE} failure={outcome.failure} level={4} />;
  if (token) return <Known token={token} />;
  return <p class="muted">{t(nothingBecause(state))}</p>;
}

function nothingBecause({ outcomes, isForgotten }: State) {
  if (isForgotten) return "said.forgotten";
  return outcomes.token?.type === "cancelled" ? "token.cancelled" : "token.none";
}

function Known({ token: { start, length, expiresAt } }: { token: ShownToken }) {
  const { t } = useSpeech();
  return (
    <dl class="facts">
      <dt>{t("token.value")}</dt>
      <dd>{t("token.masked", { start, length })}</dd>
      <dt>{t("token.life")}</dt>
      <dd>{expiresAt === undefined ? t("token.lifeUnknown") : <Countdown until={expiresAt} />}</dd>
    </dl>
  );
}
