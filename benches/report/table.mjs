// A table for a terminal, and as Markdown.

import { median, numberIn, textIn } from "./figures.mjs";
import { verdicts } from "./verdicts.mjs";

/** @import { Language, Table } from "./figures.mjs" */

const NONE = "–";
const ABSENT = { en: "Not here", fr: "Absents" };

/**
 * The medians of a table as texts: the names of the columns, then each row.
 * @param {Table} table
 * @param {Language} language
 */
function cellsOf({ columns, rows }, language) {
  const head = columns.map(({ name, unit }) => `${textIn(language, name)}, ${textIn(language, unit)}`);
  const body = rows.map(({ name, cells }) => [
    textIn(language, name),
    ...cells.map((samples) => (samples === undefined ? NONE : numberIn(language, median(samples)))),
  ]);
  return { head, body };
}

/**
 * @param {Table} table
 * @param {Language} language
 */
export function terminalTable(table, language) {
  const { head, body } = cellsOf(table, language);
  const all = [["", ...head], ...body];
  const widths = all[0].map((_, place) => Math.max(...all.map((row) => row[place].length)));
  const lines = all.map(([name, ...cells]) =>
    [name.padEnd(widths[0]), ...cells.map((cell, place) => cell.padStart(widths[place + 1]))].join("  "),
  );
  const said = [...verdicts(table, language).map((text) => text.replaceAll("**", "")), ...missing(table, language)];
  return [`\n${textIn(language, table.title)}`, ...(body.length > 0 ? lines : []), ...said].join("\n  ");
}

/**
 * @param {Table} table
 * @param {Language} language
 */
export function markdownTable(table, language) {
  const { head, body } = cellsOf(table, language);
  const rows = [["", ...head], ["---", ...head.map(() => "---:")], ...body];
  const note = table.note === undefined ? [] : [textIn(language, table.note), ""];
  const list = [...verdicts(table, language), ...missing(table, language)].map((text) => `- ${text}`);
  return [
    `## ${textIn(language, table.title)}`,
    "",
    ...note,
    ...(body.length > 0 ? [...rows.map((row) => `| ${row.join(" | ")} |`), ""] : []),
    ...list,
  ].join("\n");
}

/** @param {Table} table @param {Language} language */
const missing = (table, language) =>
  table.missing.map(({ name, reason }) => {
    return `${ABSENT[language]}${language === "fr" ? " :" : ":"} ${name} (${reason})`;
  });
