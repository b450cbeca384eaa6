// What is said at the end of a run: what came of it, what was met of quotas, and how it goes on.

import { howToResume } from "./again.js";
import { speechOf } from "./speech.js";

/**
 * @import { BulkSummary, SneMetrics, SneQuotaSeen } from "../../../types/index.d.ts"
 * @import { Context } from "../command.ts"
 * @import { Settings } from "./job.ts"
 */

/**
 * Says it: lines for people on standard error, or one of JSON, on standard output where the results are in a file.
 * @param {BulkSummary} summary
 * @param {SneMetrics["quota"]} quota
 * @param {Settings} settings
 * @param {Context} context
 */
export function tellSummary(summary, quota, settings, context) {
  const resumed = summary.stopped === undefined ? undefined : howToResume(settings, context);
  if (!context.json) return context.note(wordsOf(summary, quota, settings, resumed, context).join("\n"));
  const { resumeAt, ...counts } = summary;
  const line = JSON.stringify({
    type: "summary",
    ...counts,
    resumeAt: resumeAt === undefined ? undefined : new Date(resumeAt).toISOString(),
    command: resumed?.command,
    quota,
  });
  if (settings.output === undefined) context.note(line);
  else context.print(line);
}

/**
 * @param {BulkSummary} summary
 * @param {SneMetrics["quota"]} quota
 * @param {Settings} settings
 * @param {{ words: string } | undefined} resumed
 * @param {Context} context
 */
function wordsOf(summary, quota, { errors, output }, resumed, context) {
  const { t, paintNotes } = context;
  const { whole, hour, length } = speechOf(context);
  const { items, ok, failed, inDoubt, before, calls, duration, pauses, paused, stopped, resumeAt } = summary;
  const counts = { items: whole(items), ok: whole(ok), failed: whole(failed), inDoubt: whole(inDoubt) };
  const isWell = stopped === undefined && failed === 0 && inDoubt === 0;
  const title = t(stopped === undefined ? "bulk.over" : `bulk.stopped.${stopped}`, {
    hour: resumeAt === undefined ? "" : hour(resumeAt),
  });
  return [
    (isWell ? paintNotes.green : paintNotes.yellow)(title),
    t("bulk.counts", counts),
    before > 0 ? t("bulk.before", { count: whole(before) }) : "",
    t("bulk.effort", { calls: whole(calls), length: length(duration / 1_000) }),
    pauses > 0 ? t("bulk.pauses", { count: whole(pauses), length: length(paused / 1_000) }) : "",
    failed > 0 ? t("bulk.failuresIn", { file: errors ?? output ?? "-" }) : "",
    inDoubt > 0 ? t("bulk.aboutDoubt") : "",
    ...quota.seen.map((seen) => quotaWords(seen, context)),
    resumed?.words ?? "",
  ].filter((line) => line !== "");
}

/**
 * What was met of a quota, and what to declare next time.
 * @param {SneQuotaSeen} seen
 * @param {Context} context
 */
export function quotaWords({ within, calls, retryAfter, suggestion }, context) {
  const { whole, length } = speechOf(context);
  const limit = Object.values(suggestion)[0];
  return context.t(`bulk.quota.${within}`, { calls: whole(calls), wait: length(retryAfter), limit });
}
