// What this page's client does: calls and how they ended, failures by kind, how long calls take, requests for a token.
// Small charts, each with its numbers in a table beside it; what differs does so by pattern, not by colour alone.
//
// Props
//   events   what `onEvent` was told, in order; the console keeps as many as it wants to show
//   metrics  what `sne.metrics()` gives, if there is a client
//   id       the beginning of all ids in it; default "traffic"

import type { SneEvent, SneMetrics } from "sne-cotation";
import { useMemo } from "preact/hooks";
import { useSpeech } from "../language.ts";
import { BarTable } from "./bar-table.tsx";
import { TimeChart } from "./time-chart.tsx";
import { trafficOf } from "./traffic.ts";

export interface TrafficViewProps {
  events: readonly SneEvent[];
  metrics?: Omit<SneMetrics, "quota"> | undefined;
  id?: string;
}

export function TrafficView({ events, metrics, id = "traffic" }: TrafficViewProps) {
  const { t } = useSpeech();
  const { calls, tokens, failures, underWay } = useMemo(() => trafficOf(events), [events]);
  if (calls.length + tokens.length + underWay === 0) return <p class="muted">{t("traffic.none")}</p>;
  const count = (outcome: string) => calls.filter((call) => call.outcome === outcome).length;
  return (
    <div class="traffic">
      <dl class="facts">
        <dt>{t("traffic.calls")}</dt>
        <dd>{calls.length + underWay}</dd>
        <dt>{t("traffic.good")}</dt>
        <dd>{count("good")}</dd>
        <dt>{t("traffic.bad")}</dt>
        <dd>{count("bad")}</dd>
        <dt>{t("traffic.aborted")}</dt>
        <dd>{count("aborted")}</dd>
        <dt>{t("traffic.underWay")}</dt>
        <dd>{underWay}</dd>
        {metrics && (
          <>
            <dt>{t("traffic.retries")}</dt>
            <dd>{metrics.retries}</dd>
          </>
        )}
        <dt>{t("traffic.tokenRequests")}</dt>
        <dd>{tokens.length}</dd>
      </dl>
      <TimeChart id={`${id}-calls`} title={t("traffic.latency")} ended={calls} />
      {metrics && metrics.latency.max > 0 && (
        <BarTable
          title={t("traffic.percentiles")}
          unit="ms"
          rows={[
            { name: t("traffic.p50"), value: metrics.latency.p50 },
            { name: t("traffic.p90"), value: metrics.latency.p90 },
            { name: t("traffic.p99"), value: metrics.latency.p99 },
            { name: t("traffic.max"), value: metrics.latency.max },
          ]}
        />
      )}
      {failures.length > 0 && (
        <BarTable
          title={t("traffic.failures")}
          isBad
          rows={failures.map(({ kind, count: value }) => ({ name: kind, value }))}
        />
      )}
      <TimeChart id={`${id}-tokens`} title={t("traffic.tokens")} ended={tokens} />
    </div>
  );
}
