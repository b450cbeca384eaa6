// The state of the token: how it begins, how long it lives, or why there is none.

import { clockTime } from "../duration.ts";
import { useSpeech } from "../language.ts";
import type { ShownToken, State } from "../model/state.ts";
import { Countdown } from "../shared/countdown.tsx";
import { FailureView } from "../calls/failure-view.tsx";

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
  const { token, pending, tokenOutcome } = state;
  if (pending?.type === "token") return <p class="pending">{t("token.pending")}</p>;
  if (tokenOutcome?.type === "failure")
    return <FailureView id={TOKEN_FAILURE} failure={tokenOutcome.failure} level={4} />;
  if (token) return <Known token={token} />;
  return <p class="muted">{t(nothingBecause(state))}</p>;
}

function nothingBecause({ tokenOutcome, isForgotten }: State) {
  if (isForgotten) return "said.forgotten";
  return tokenOutcome?.type === "cancelled" ? "token.cancelled" : "token.none";
}

function Known({ token: { start, length, scope, obtainedAt, expiresAt } }: { token: ShownToken }) {
  const { t, language } = useSpeech();
  return (
    <dl class="facts">
      <dt>{t("token.value")}</dt>
      <dd>{t("token.masked", { start, length })}</dd>
      <dt>{t("token.life")}</dt>
      <dd>{expiresAt === undefined ? t("token.lifeUnknown") : <Countdown until={expiresAt} />}</dd>
      <dt>{t("token.obtained")}</dt>
      <dd>{clockTime(obtainedAt, language)}</dd>
      {scope && (
        <>
          <dt>{t("token.scope")}</dt>
          <dd>
            <code>{scope}</code>
          </dd>
        </>
      )}
    </dl>
  );
}
