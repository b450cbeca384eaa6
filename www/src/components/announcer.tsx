// Says to screen readers, in one short sentence each time, what the eye sees change.

import { useEffect, useRef, useState } from "preact/hooks";
import { useSpeech } from "../language.ts";
import type { Translate } from "../messages/index.ts";
import type { Action, Outcome, State } from "../model/state.ts";

const ACTIONS: readonly Action[] = ["token", "healthcheck"];

export function Announcer({ state }: { state: State }) {
  const { t } = useSpeech();
  const said = useSaid(state, t);
  return (
    <p class="for-the-ear" role="status">
      {said}
    </p>
  );
}

/** The sentence about the last change; the changes are told from one state to the next. */
function useSaid(state: State, t: Translate): string {
  const before = useRef(state);
  const [said, setSaid] = useState("");
  useEffect(() => {
    const sentence = sentenceAbout(before.current, state, t);
    before.current = state;
    if (sentence !== undefined) setSaid(sentence);
  }, [state]);
  return said;
}

function sentenceAbout(before: State, now: State, t: Translate): string | undefined {
  const begun = now.pending === before.pending ? undefined : now.pending;
  if (begun) return t(begun === "token" ? "token.pending" : "call.pending");
  if (now.isForgotten && !before.isForgotten) return t("said.forgotten");
  const ended = ACTIONS.find((action) => now.outcomes[action] !== before.outcomes[action]);
  return ended && sentenceOf(now.outcomes[ended], t);
}

function sentenceOf(outcome: Outcome | undefined, t: Translate): string | undefined {
  switch (outcome?.type) {
    case "answer":
      return t("said.answer", { status: outcome.answer.status, total: Math.round(outcome.milliseconds) });
    case "failure":
      return t("said.failure", { message: outcome.failure.message });
    case "token":
      return t("said.token");
    case "cancelled":
      return t("said.cancelled");
    default:
      return undefined;
  }
}
