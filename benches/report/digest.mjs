// The few figures that the documents show: a table in docs/en/performance.md and docs/fr/performance.md, written there
// between two marks by every run of the whole, so that no figure stands there that no command has made.

import { readFileSync, writeFileSync } from "node:fs";
import { inRoot } from "../../scripts/support/paths.mjs";
import { median, numberIn, textIn } from "./figures.mjs";

/** @import { Language, Row, Table } from "./figures.mjs" */
/** @import { Circumstances } from "./circumstances.mjs" */

const LANGUAGES = /** @type {const} */ (["en", "fr"]);
const MARKS = /(<!-- figures -->\n).*?(<!-- end of figures -->)/s;

/** A table, the place of a column, and the way of the package's. @type {[id: string, place: number, own: string][]} */
const FIGURES = [
  ["per-call-30b", 0, "sne request"],
  ["per-call-30b", 2, "sne request"],
  ["per-call-30b", 5, "sne request"],
  ["per-call-2kb", 0, "sne call, validated"],
  ["per-call-2kb", 2, "sne call, validated"],
  ["per-call-1mb", 0, "sne call, validated"],
  ["cold-start", 0, "sne request"],
  ["memory", 1, "sne request"],
  ["size", 2, "sne request"],
];

const WORDS = {
  en: {
    head: ["", "unit", "`fetch`", "sne-cotation", "oauth2-client", "the best of the others"],
    by: (/** @type {string} */ command, /** @type {string} */ date) => `Made by \`${command}\`, ${date}.`,
  },
  fr: {
    head: ["", "unité", "`fetch`", "sne-cotation", "oauth2-client", "le meilleur des autres"],
    by: (/** @type {string} */ command, /** @type {string} */ date) => `Obtenu par \`${command}\`, ${date}.`,
  },
};

/**
 * Writes the figures of a run into the documents.
 * @param {Table[]} tables
 * @param {Circumstances} circumstances
 */
export function writeDigest(tables, circumstances) {
  for (const language of LANGUAGES) {
    const path = inRoot("docs", language, "performance.md");
    const digest = digestOf(tables, circumstances, language);
    writeFileSync(
      path,
      readFileSync(path, "utf8").replace(MARKS, (_, begin, end) => `${begin}${digest}${end}`),
    );
  }
}

/**
 * @param {Table[]} tables
 * @param {Circumstances} circumstances
 * @param {Language} language
 */
export function digestOf(tables, { command, date }, language) {
  const { head, by } = WORDS[language];
  const rows = FIGURES.flatMap(([id, place, own]) => {
    const table = tables.find((one) => one.id === id);
    const isThere = table?.columns[place] !== undefined && table.rows.length > 0;
    return isThere ? [rowOf(table, place, own, language)] : [];
  });
  const lines = [head, head.map((_, place) => (place < 2 ? "---" : "---:")), ...rows];
  return `${lines.map((line) => `| ${line.join(" | ")} |`).join("\n")}\n\n${by(command, date)}\n`;
}

/**
 * @param {Table} table
 * @param {number} place
 * @param {string} own
 * @param {Language} language
 */
function rowOf({ title, columns, rows }, place, own, language) {
  const { name, unit } = columns[place];
  /** @param {Row | undefined} row */
  const figure = (row) => {
    const samples = row?.cells[place];
    return samples === undefined ? "–" : numberIn(language, median(samples));
  };
  const ofPlain = rows.filter(({ kind, cells }) => kind === "plain" && cells[place] !== undefined);
  const [best] = ofPlain.toSorted((one, other) => median(one.cells[place] ?? []) - median(other.cells[place] ?? []));
  return [
    `${textIn(language, title)}${language === "fr" ? " :" : ":"} \`${textIn(language, name)}\`, \`${own}\``,
    textIn(language, unit),
    figure(rows.find((row) => row.name === "fetch")),
    figure(rows.find((row) => row.name === own)),
    figure(rows.find(({ kind }) => kind === "tokens")),
    best === undefined ? "–" : `${figure(best)} (\`${textIn(language, best.name)}\`)`,
  ];
}
