// What tells whether a step of the guide is done: what the console has seen, and what the doctor says.

import type { DoctorStep } from "../model/diagnosis.ts";
import { STEPS, type StepName } from "../model/guide-steps.ts";
import type { State } from "../model/state.ts";

/**
 * "done" and "wrong" were seen; "pretended" is what the simulator makes believe; "open" is for the person to say.
 */
export type StepState = "done" | "pretended" | "wrong" | "open";

/** What is done on the portal: the simulator has none, and nothing of it is seen there. */
const ON_THE_PORTAL: readonly StepName[] = ["account", "application", "subscription", "approval", "credentials"];

/** What each step of the doctor's shows to be done. */
const SHOWN_BY: Record<string, readonly StepName[]> = {
  credentials: ["account", "application", "credentials"],
  token: ["token"],
  subscription: ["subscription", "approval"],
  healthcheck: ["subscription", "approval", "call"],
};

export function stepStates(state: State, diagnosis: readonly DoctorStep[]): Record<StepName, StepState> {
  const states = Object.fromEntries(STEPS.map((step) => [step, "open"])) as Record<StepName, StepState>;
  const isSimulated = state.form.environment === "simulator";
  const set = (steps: readonly StepName[], to: StepState) => {
    for (const step of steps)
      states[step] = to === "done" && isSimulated && ON_THE_PORTAL.includes(step) ? "pretended" : to;
  };
  for (const name of seenByConsole(state)) set(SHOWN_BY[name] ?? [], "done");
  for (const { id, status } of diagnosis) if (status === "ok") set(SHOWN_BY[id] ?? [], "done");
  set(whereItGoesWrong(diagnosis), "wrong");
  return states;
}

/** The steps of the guide to which the likely causes lead back. */
function whereItGoesWrong(diagnosis: readonly DoctorStep[]): StepName[] {
  const causes = diagnosis.filter(({ status }) => status === "failed").flatMap((step) => step.causes);
  const numbers = new Set(causes.map(({ guide }) => guide?.step));
  return STEPS.filter((_, index) => numbers.has(index + 1));
}

/** What a token and an answer prove by themselves. */
function seenByConsole({ token, exchanges, since }: State): string[] {
  const answered = exchanges.some(({ id, ended }) => id >= since && ended?.outcome.type === "answer");
  return [...(token || answered ? ["credentials", "token"] : []), ...(answered ? ["healthcheck"] : [])];
}
