// What this page's client does: calls and how they ended, failures by kind, how long calls take, waits, requests for a
// token, and what is left of the quota. Small charts, each with its numbers in a table beside it; what differs does so
// by pattern, not by colour alone.
//
// Props
//   events   what `onEvent` was told, in order; the console keeps as many as it wants to show
//   metrics  what `sne.metrics()` gives, if there is a client
//   quota    what the last answer announces of it, in words, where it does
//   id       the beginning of all ids in it; default "traffic"

import type { SneEvent, SneMetrics } from "sne-cotation";
import { useMemo } from "preact/hooks";
import { duration } from "../duration.ts";
import { useSpeech } from "../language.ts";
import { BarTable } from "./bar-table.tsx";
import { ChartKey } from "./chart-frame.tsx";
import { RateChart } from "./rate-chart.tsx";
import { TimeChart } from "./time-chart.tsx";
import { trafficOf } from "./traffic.ts";

export interface TrafficViewProps {
  events: readonly SneEvent[];
  metrics?: Omit<SneMetrics, "quota"> | undefined;
  quota?: string | undefined;
  id?: string;
}

export function TrafficView({ events, metrics, quota, id = "traffic" }: TrafficViewProps) {
  const { t } = useSpeech();
  const { calls, tokens, failures, underWay, waits } = useMemo(() => trafficOf(events), [events]);
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
        <dt>{t("traffic.waits")}</dt>
        <dd>
          {waits.count === 0 ? 0 : t("traffic.waited", { count: waits.count, time: seconds(waits.milliseconds) })}
        </dd>
        {quota !== undefined && (
          <>
            <dt>{t("answer.quota")}</dt>
            <dd>{quota}</dd>
          </>
        )}
      </dl>
      <RateChart id={`${id}-rate`} ended={calls} />
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
      <ChartKey />
    </div>
  );
}

const seconds = (milliseconds: number) =>
  milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : duration(milliseconds / 1000);
