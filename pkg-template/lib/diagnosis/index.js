// `sne-cotation/doctor`: what goes with `diagnose()`, reports of its steps above all. Nothing here sends a request.

import { reportOf as markdown } from "./report.js";
import { stepsOfMistake } from "./mistake.js";

export { firstCallOf } from "./first-call.js";

/**
 * @import { DiagnosisResult, ReportOptions } from "../../types/doctor.d.ts"
 * @import { DiagnosisStep } from "../../types/index.d.ts"
 */

/**
 * The form for machines: whether all is well, and the steps.
 * @param {readonly DiagnosisStep[]} steps
 * @returns {DiagnosisResult}
 */
export function resultOf(steps) {
  return {
    ok: steps.length > 0 && steps.every(({ status }) => status === "ok"),
    steps: /** @type {DiagnosisStep[]} */ (steps),
  };
}

/**
 * A report that is safe to paste into a mail.
 * @param {readonly DiagnosisStep[]} steps
 * @param {ReportOptions} [options]
 */
export function reportOf(steps, options) {
  return markdown(steps, options);
}

/**
 * The steps of a client that could not even be made, because of this error of `create`.
 * @param {{ message: string, advice?: string }} error
 * @param {{ language?: "fr" | "en" }} [options]
 */
export function stepsOf(error, options) {
  return stepsOfMistake(error, options?.language === "en" ? "en" : "fr");
}
