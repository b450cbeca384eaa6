// A run as people read it.

/** @import { Looked, Summary } from "./summary.mjs" */

const HEAD = ["document", "read", "operations", "sent", "both ways", "types", "ms", "remarks"];
/** Classes of one step that are shown. */
const MOST = 15;

/**
 * The table, the classes, and the shares.
 * @param {Looked[]} documents
 * @param {Summary} summary
 */
export function printed(documents, { bars, classes, remarks }) {
  const lines = table([HEAD, ...documents.map(row)]);
  for (const [step, list] of Object.entries(bySteps(classes))) {
    lines.push("", `── ${step} ──`);
    for (const { problem, count, documents, examples } of list.slice(0, MOST)) {
      lines.push(
        `${count} × in ${documents} documents: ${problem}`,
        ...examples.map((example) => `    ${short(example)}`),
      );
    }
    if (list.length > MOST) lines.push(`… and ${list.length - MOST} more`);
  }
  const rules = Object.entries(remarks).map(([rule, count]) => `${rule} ${count}`);
  if (rules.length > 0) lines.push("", `Remarks: ${rules.join(", ")}`);
  lines.push("");
  for (const { title, have, of, share, isHeld } of bars)
    lines.push(`${isHeld ? "✔" : "✘"} ${title}: ${have} of ${of} (${(Math.floor(share * 10_000) / 100).toFixed(2)} %)`);
  return lines.join("\n");
}

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

/** @param {Summary["classes"]} classes */
function bySteps(classes) {
  /** @type {Record<string, Summary["classes"]>} */
  const steps = {};
  for (const one of classes) {
    steps[one.step] ??= [];
    steps[one.step].push(one);
  }
  return steps;
}

/** @param {string} text */
const short = (text) => (text.length > 300 ? `${text.slice(0, 300)}…` : text);
