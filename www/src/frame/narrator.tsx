// Tells screen readers how each attempt goes: the changes are told from one state to the next.

import { useEffect, useRef } from "preact/hooks";
import { useSpeech } from "../language.ts";
import type { Translate } from "../messages/index.ts";
import type { CallOutcome, Ended } from "../model/exchange.ts";
import type { State, TokenOutcome } from "../model/state.ts";
import { useSay } from "./announcer.tsx";

export function Narrator({ state }: { state: State }) {
  const { t } = useSpeech();
  const say = useSay();
  const before = useRef(state);
  useEffect(() => {
    const sentence = sentenceAbout(before.current, state, t);
    before.current = state;
    if (sentence !== undefined) say(sentence);
  }, [state]);
  return null;
}

const BEGUN = { token: "token.pending", call: "call.pending", diagnosis: "doctor.running" } as const;

function sentenceAbout(before: State, now: State, t: Translate): string | undefined {
  const begun = now.pending === before.pending ? undefined : now.pending;
  if (begun) return t(BEGUN[begun.type]);
  const { tokenOutcome } = now;
  if (tokenOutcome && tokenOutcome !== before.tokenOutcome) return sentenceOf(tokenOutcome, 0, t);
  if (before.diagnosis.isRunning && !now.diagnosis.isRunning) return verdictOf(now, t);
  const ended = endedSince(before, now);
  return ended && sentenceOf(ended.outcome, ended.milliseconds, t);
}

/** What the diagnosis has come to: the first step that failed, by its name. */
function verdictOf({ diagnosis: { steps } }: State, t: Translate): string {
  const failed = steps.find(({ status }) => status === "failed");
  return failed ? t("said.diagnosis.failed", { step: failed.title, message: failed.message }) : t("said.diagnosis");
}

/** The call that was under way before, when it is over by itself. */
function endedSince({ pending }: State, { exchanges }: State): Ended | undefined {
  if (pending?.type !== "call") return undefined;
  return exchanges.find(({ id }) => id === pending.id)?.ended;
}

function sentenceOf(outcome: CallOutcome | TokenOutcome, milliseconds: number, t: Translate): string {
  switch (outcome.type) {
    case "answer":
      return t("said.answer", { status: outcome.answer.status, total: Math.round(milliseconds) });
    case "failure":
      return t("said.failure", { message: outcome.failure.message });
    case "token":
      return t("said.token");
    case "cancelled":
      return t("said.cancelled");
  }
}
