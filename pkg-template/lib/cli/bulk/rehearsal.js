// `sne-cotation bulk --dry-run`: every row is bound and checked, nothing is sent, and the plan is told: items, calls,
// the time that they take under the quotas, and whether a night is enough.

import { planOf } from "../../rows/plan.js";
import { speechOf } from "./speech.js";

/**
 * @import { BulkRun } from "../../../types/index.d.ts"
 * @import { Misfit, Plan } from "../../rows/rows.ts"
 * @import { Context } from "../command.ts"
 * @import { Settings } from "./job.ts"
 */

/**
 * Goes through all rows. 0 when they all fit, 1 when some do not.
 * @param {BulkRun} run
 * @param {Settings} settings
 * @param {Context} context
 */
export async function rehearse(run, settings, context) {
  const plan = await planOf(run, settings.until);
  const { left: _, ...told } = plan;
  if (context.json) context.print(JSON.stringify({ type: "plan", ...told }));
  else context.print(wordsOf(plan, settings, context).join("\n"));
  return plan.failed === 0 ? 0 : 1;
}

/** @param {Misfit} row */
function misfit({ n, kind, rule, mistakes = [], words }) {
  const facts = [kind, rule, ...mistakes].filter(Boolean).join(", ");
  return `  n=${n}: ${words.length > 0 ? `${facts}: ${words.join("; ")}` : facts}`;
}

/**
 * @param {Plan} plan
 * @param {Settings} settings
 * @param {Context} context
 */
function wordsOf({ items, calls, failed, seconds, isTooLong, left, mistakes: told }, { until, rateLimit }, context) {
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
    ...told.map(misfit),
  ].filter((line) => line !== "");
}
