// A run as people read it.

import { linesOf } from "./classes.mjs";

/** @import { Looked, Summary } from "./summary.mjs" */

const HEAD = ["document", "read", "operations", "sent", "both ways", "types", "ms", "remarks"];

/**
 * The table, the classes, and the shares.
 * @param {Looked[]} documents
 * @param {Summary} summary
 */
export function printed(documents, { bars, classes, remarks }) {
  const lines = [...table([HEAD, ...documents.map(row)]), ...linesOf(classes)];
  const rules = Object.entries(remarks).map(([rule, count]) => `${rule} ${count}`);
  if (rules.length > 0) lines.push("", `Remarks: ${rules.join(", ")}`);
  lines.push("");
  for (const { title, have, of, share, isHeld } of bars)
    lines.push(`${isHeld ? "✔" : "✘"} ${title}: ${have} of ${of} (${percent(share)})`);
  return lines.join("\n");
}

/** Rounded down, so that only what is whole is 100. @param {number} share */
export const percent = (share) => `${(Math.floor(share * 10_000) / 100).toFixed(2)} %`;

/** @param {Looked} document */
function row({ name, isContract, listed, operations, calls, typesProblem, milliseconds, remarks, stopped }) {
  const mark = (/** @type {boolean} */ is) => (is ? "✔" : "✘");
  if (isContract === false) return [name, "no Swagger 2.0"];
  if (listed === undefined) return [name, stopped === undefined ? mark(false) : "stopped", String(operations ?? "?")];
  return [
    ...[
      name,
      stopped === undefined ? mark(true) : "stopped",
      listed === operations ? String(listed) : `${listed} of ${operations}`,
    ],
    ...[String(calls.filter(({ isSent }) => isSent).length), String(calls.filter(({ isPassed }) => isPassed).length)],
    ...[mark(typesProblem === undefined), milliseconds?.toFixed(1) ?? "", String(remarks?.length ?? "")],
  ];
}

/** @param {string[][]} rows */
function table(rows) {
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]))
      .join("  ")
      .trimEnd(),
  );
}
