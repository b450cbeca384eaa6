// What this session's clients have done, as they told it themselves.

import { useMemo } from "preact/hooks";
import { quotaLeft } from "../calls/quota.ts";
import { useSpeech } from "../language.ts";
import type { ConsoleModel } from "../model/use-console.ts";
import { summaryOf } from "./summary.ts";
import { TrafficView } from "./traffic-view.tsx";

export function TrafficScreen({ model }: { model: ConsoleModel }) {
  const { t } = useSpeech();
  const { events, exchanges } = model.state;
  const metrics = useMemo(() => summaryOf(events), [events]);
  const last = exchanges.map(({ ended }) => ended?.outcome).findLast((outcome) => outcome?.type === "answer");
  const quota = last?.type === "answer" ? quotaLeft(last.answer.headers, t) : undefined;
  return (
    <section class="panel" aria-labelledby="traffic-title">
      <h2 id="traffic-title">{t("traffic.title")}</h2>
      <TrafficView events={events} metrics={metrics} quota={quota} />
    </section>
  );
}
