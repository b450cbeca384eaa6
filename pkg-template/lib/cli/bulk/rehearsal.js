// `sne-cotation bulk --dry-run`: every row is bound and checked, nothing is sent, and the plan is told: items, calls,
// the time that they take under the quotas, and whether a night is enough.

import { factsOf } from "./lines.js";
import { speechOf } from "./speech.js";

/**
 * @import { BulkRun } from "../../../types/index.d.ts"
 * @import { Context } from "../command.ts"
 * @import { Settings } from "./job.ts"
 */

/** Seconds of a night: from eight in the evening to six in the morning. */
const NIGHT = 36_000;
/** Of so many rows that do not fit, it is told which they are. */
const TOLD = 10;

/**
 * Goes through all rows. 0 when they all fit, 1 when some do not.
 * @param {BulkRun} run
 * @param {Settings} settings
 * @param {Context} context
 */
export async function rehearse(run, settings, context) {
  let items = 0;
  let failed = 0;
  /** @type {{ n: number, kind: string }[]} */
  const told = [];
  for await (const { n, ok, error } of run) {
    items += 1;
    if (ok) continue;
    failed += 1;
    if (told.length < TOLD) told.push({ n, ...factsOf(error) });
  }
  const seconds = run.summary?.plan;
  const calls = items - failed;
  const left = nightOf(settings);
  const isTooLong = seconds !== undefined && seconds > left;
  if (context.json)
    context.print(JSON.stringify({ type: "plan", items, calls, failed, seconds, isTooLong, mistakes: told }));
  else context.print(wordsOf({ items, calls, failed, seconds, isTooLong, left, told }, settings, context).join("\n"));
  return failed === 0 ? 0 : 1;
}

/**
 * Seconds that a run has: until the hour of --until, or a night.
 * @param {Settings} settings
 */
function nightOf({ until }) {
  if (until === undefined) return NIGHT;
  if (until instanceof Date) return (until.getTime() - Date.now()) / 1_000;
  const [hours, minutes] = until.split(":").map(Number);
  const end = new Date();
  end.setHours(hours, minutes, 0, 0);
  if (end.getTime() <= Date.now()) end.setDate(end.getDate() + 1);
  return (end.getTime() - Date.now()) / 1_000;
}

/**
 * @param {{ items: number, calls: number, failed: number, seconds?: number, isTooLong: boolean, left: number,
 *   told: { n: number, kind: string, rule?: string, mistakes?: string[] }[] }} plan
 * @param {Settings} settings
 * @param {Context} context
 */
function wordsOf({ items, calls, failed, seconds, isTooLong, left, told }, { until, rateLimit }, context) {
  const { t, paint } = context;
  const { whole, length } = speechOf(context);
  const night = { length: length(left), runs: whole(Math.ceil((seconds ?? 0) / Math.max(1, left))) };
  return [
    paint.bold(t("bulk.plan", { items: whole(items), calls: whole(calls) })),
    seconds === undefined
      ? t("bulk.planWithoutQuota")
      : t("bulk.planTime", { length: length(seconds), windows: Object.keys(rateLimit).join(", ") }),
    isTooLong ? paint.yellow(t(until === undefined ? "bulk.nightTooShort" : "bulk.untilTooShort", night)) : "",
    failed > 0 ? paint.red(t("bulk.planFailed", { count: whole(failed) })) : "",
    ...told.map(
      ({ n, kind, rule, mistakes }) => `  n=${n}: ${[kind, rule, ...(mistakes ?? [])].filter(Boolean).join(", ")}`,
    ),
  ].filter((line) => line !== "");
}
