// Why a run has stopped before its end, and when it makes sense to go on.

import { moment } from "./moment.ts";
import type { ShownRun } from "./run.ts";
import { useRunsSpeech } from "./speech.ts";

export function Stopped({ run: { summary } }: { run: ShownRun }) {
  const { t, language } = useRunsSpeech();
  const { stopped, resumeAt } = summary ?? {};
  if (stopped === undefined) return <p class="note">{t("stopped.killed")}</p>;
  const time = resumeAt === undefined ? "…" : moment(resumeAt, language);
  return <p class="note">{stopped === "quota" ? t("stopped.quota", { time }) : t(`stopped.${stopped}`)}</p>;
}
