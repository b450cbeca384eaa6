// What was behind an answer: how often the call was sent and what it waited for, and where the answer is not what the
// contract says. What came at the first attempt, and fits, says nothing.

import type { SneEvent, SneMistake } from "sne-cotation";
import { useSpeech } from "../language.ts";
import { type Key, typeset } from "../messages/index.ts";

/** Mistakes that are shown. */
const MOST = 20;

const CAUSES = {
  "back-off": "behind.backOff",
  "retry-after": "behind.retryAfter",
  queue: "behind.queue",
} as const satisfies Record<NonNullable<SneEvent["cause"]>, Key>;

export function Behind({ events }: { events: readonly SneEvent[] }) {
  const isRepeated = events.filter(({ type }) => type === "attempt").length > 1;
  const failed = events.filter(({ type }) => type === "attempt-failed");
  const waits = events.filter(({ type }) => type === "wait");
  const deviations = events.filter(({ type, direction }) => type === "contract" && direction === "response");
  return (
    <>
      {(isRepeated || waits.length > 0) && <Attempts events={events} failed={failed} waits={waits} />}
      {deviations.length > 0 && <Deviations mistakes={deviations.flatMap(({ errors = [] }) => errors)} />}
    </>
  );
}

interface AttemptsProps {
  events: readonly SneEvent[];
  failed: readonly SneEvent[];
  waits: readonly SneEvent[];
}

function Attempts({ events, failed, waits }: AttemptsProps) {
  const { t } = useSpeech();
  const count = events.filter(({ type }) => type === "attempt").length;
  return (
    <details class="note">
      <summary>{count > 1 ? t("behind.attempts", { count }) : t("behind.waits", { count: waits.length })}</summary>
      <ul>
        {failed.map(({ attempt = 0, status, reason = "" }) => (
          <li key={`attempt ${attempt}`}>
            {t("behind.failed", { attempt })} <code>{[status, reason].filter(Boolean).join(" ")}</code>
          </li>
        ))}
        {waits.map(({ cause = "back-off", duration = 0, time }) => (
          <li key={`wait ${time}`}>{t(CAUSES[cause], { milliseconds: Math.round(duration) })}</li>
        ))}
      </ul>
    </details>
  );
}

function Deviations({ mistakes }: { mistakes: readonly SneMistake[] }) {
  const { language, t } = useSpeech();
  return (
    <details class="note deviations">
      <summary>{t("behind.deviations", { count: mistakes.length })}</summary>
      <ul>
        {mistakes.slice(0, MOST).map(({ pointer, rule, message }) => (
          <li key={`${pointer} ${rule}`}>{typeset(message, language)}</li>
        ))}
      </ul>
    </details>
  );
}
