// The report of a diagnosis, to paste into a mail: Markdown that reads well as plain text. What the steps hold is safe
// to show, and nothing else goes in.

import { fill } from "../messages.js";
import { en, fr } from "../messages/report.js";

/**
 * @import { DiagnosisCause, DiagnosisStep } from "../../types/index.d.ts"
 * @import { ReportOptions } from "../../types/doctor.d.ts"
 * @import { ReportTexts } from "./catalogue.ts"
 */

const marks = { ok: "✔", failed: "✖", skipped: "–", unknown: "?" };

/**
 * A report of the steps. `date` and `version` are told when they are given.
 * @param {readonly DiagnosisStep[]} steps
 * @param {ReportOptions} [options]
 */
export function reportOf(steps, { language = "fr", date = new Date(), version = "" } = {}) {
  const { report } = language === "en" ? en : fr;
  const made = fill(report.made, { date: date.toISOString(), version: version || "…" });
  const blocks = [`# ${report.title}`, `${made}\n${report.safe}`, verdictOf(steps, report)];
  blocks.push(...steps.map((step, place) => blockOf(step, place, report)));
  return `${blocks.join("\n\n")}\n`;
}

/**
 * One sentence on the whole.
 * @param {readonly DiagnosisStep[]} steps
 * @param {ReportTexts["report"]} report
 */
export function verdictOf(steps, report) {
  const failed = steps.find(({ status }) => status === "failed");
  if (failed !== undefined) return fill(report.unwell, { step: failed.title });
  return steps.every(({ status }) => status === "ok") ? report.well : report.undecided;
}

/**
 * @param {DiagnosisStep} step
 * @param {number} place
 * @param {ReportTexts["report"]} report
 */
function blockOf({ status, title, message, evidence, causes, advice }, place, report) {
  const heading = fill(report.step, { number: place + 1, mark: marks[status], title, status: report[status] });
  const lines = [`## ${heading}`, "", message];
  if (evidence.length > 0) lines.push("", report.evidence, ...evidence.map(({ text }) => `- ${text}`));
  if (causes.length > 0) {
    /**
     * @param {DiagnosisCause} cause
     * @param {number} number
     */
    const causeLine = (cause, number) =>
      `${number + 1}. ${cause.message}${guideOf(cause, report)}\n   → ${cause.advice}`;
    lines.push("", report.causes, ...causes.map(causeLine));
  } else if (advice !== "") {
    lines.push("", `${report.advice} ${advice}`);
  }
  return lines.join("\n");
}

/**
 * Where the guide speaks of it, in brackets.
 * @param {DiagnosisCause} cause
 * @param {ReportTexts["report"]} report
 */
export function guideOf({ guide }, report) {
  if (guide === undefined) return "";
  return ` (${fill(guide.point === undefined ? report.guide : report.guidePoint, guide)})`;
}
