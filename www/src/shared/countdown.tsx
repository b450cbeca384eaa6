// The time that is left, counted down for the eye only: nobody wants to hear it every second.

import { useEffect, useState } from "preact/hooks";
import { duration } from "../duration.ts";
import { useSpeech } from "../language.ts";

const SECOND = 1000;

export function Countdown({ until }: { until: number }) {
  const { t } = useSpeech();
  const left = useTimeLeft(until);
  return (
    <span role="timer" aria-live="off">
      {left > 0 ? duration(left / SECOND) : t("token.expired")}
    </span>
  );
}

function useTimeLeft(until: number): number {
  const [now, setNow] = useState(Date.now);
  const left = until - now;
  const isOver = left <= 0;
  useEffect(() => {
    if (isOver) return;
    const timer = setInterval(() => setNow(Date.now()), SECOND);
    return () => clearInterval(timer);
  }, [until, isOver]);
  return left;
}
