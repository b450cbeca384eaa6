// What `metrics()` would give, over all the clients that this session has had: the page makes another one whenever the
// environment, the credentials, the contract or the language change, and each counts from nothing.

import type { SneErrorKind, SneEvent, SneMetrics } from "sne-cotation";

/** Of quotas, events do not tell. */
export function summaryOf(events: readonly SneEvent[]): Omit<SneMetrics, "quota"> {
  const of = (type: SneEvent["type"]) => events.filter((event) => event.type === type);
  const ends = of("call-end");
  const aborted = ends.filter(({ reason }) => reason === "aborted");
  const failures: Partial<Record<SneErrorKind, number>> = {};
  for (const { kind } of ends) if (kind !== undefined) failures[kind] = (failures[kind] ?? 0) + 1;
  return {
    calls: of("call").length,
    succeeded: ends.filter(({ reason }) => reason === undefined).length,
    aborted: aborted.length,
    failures,
    attempts: of("attempt").length,
    retries: of("wait").filter(({ cause }) => cause !== "queue").length,
    tokenRequests: of("token-request").length,
    latency: latencyOf(ends.filter((end) => !aborted.includes(end)).map(({ duration = 0 }) => duration)),
  };
}

function latencyOf(durations: number[]): SneMetrics["latency"] {
  const sorted = durations.sort((one, other) => one - other);
  const at = (part: number) => sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? 0;
  return { p50: at(0.5), p90: at(0.9), p99: at(0.99), max: at(1) };
}
