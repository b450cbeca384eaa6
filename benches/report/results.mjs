// The files of a run: latest.json, results.md and resultats.md, and a plot a table in either language.

import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { write } from "../../scripts/support/files.mjs";
import { numberIn, textIn } from "./figures.mjs";
import { toJson } from "./json.mjs";
import { plot } from "./plot.mjs";
import { markdownTable } from "./table.mjs";

/** @import { Language, Table } from "./figures.mjs" */
/** @import { Circumstances } from "./circumstances.mjs" */

const LANGUAGES = /** @type {const} */ (["en", "fr"]);
const FILES = { en: "results.md", fr: "resultats.md" };

const HEAD = {
  en: {
    title: "Results",
    other: "Français",
    how:
      "Each figure is the median over rounds in which all took turns; in [latest.json](latest.json) with its " +
      "quartiles, its least and how many rounds it is of. In the plots a line runs from the lower to the upper " +
      "quartile.",
    by: "Made by",
    on: "on",
    commit: "commit",
    cores: "cores",
    load: "a load of",
    versions: "Versions",
  },
  fr: {
    title: "Résultats",
    other: "English",
    how:
      "Chaque chiffre est la médiane de tours où tous passent à tour de rôle ; [latest.json](latest.json) a aussi " +
      "les quartiles, le minimum et le nombre de tours. Dans les graphiques, un trait va du premier au troisième " +
      "quartile.",
    by: "Obtenu par",
    on: "le",
    commit: "commit",
    cores: "cœurs",
    load: "charge",
    versions: "Versions",
  },
};

/**
 * @param {string} folder
 * @param {Table[]} tables
 * @param {Circumstances} circumstances
 */
export function writeResults(folder, tables, circumstances) {
  const plots = join(folder, "plots");
  rmSync(plots, { recursive: true, force: true });
  mkdirSync(plots, { recursive: true });
  write(join(folder, "latest.json"), toJson(tables, circumstances));
  for (const language of LANGUAGES) {
    write(join(folder, FILES[language]), markdown(tables, circumstances, language));
    for (const table of tables.filter(isPlotted)) {
      write(join(plots, fileOf(table, language)), plot(table, language));
    }
  }
}

/** @param {Table} table */
const isPlotted = ({ isPlotted, rows }) => isPlotted !== false && rows.length > 0;

/** @param {Table} table @param {Language} language */
const fileOf = ({ id }, language) => `${id}.${language}.svg`;

/**
 * @param {Table[]} tables
 * @param {Circumstances} circumstances
 * @param {Language} language
 */
function markdown(tables, { date, command, commit, load, machine, node, versions }, language) {
  const words = HEAD[language];
  const { processor, cores, memory, system } = machine;
  const other = FILES[language === "en" ? "fr" : "en"];
  const named = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  const colon = language === "fr" ? " :" : ":";
  const parts = [
    `# ${words.title}`,
    `[${words.other}](${other})`,
    words.how,
    `${words.by} \`${command}\`, ${words.on} ${date}, Node ${node}; ${processor}, ${cores} ${words.cores}, ` +
      `${memory} ${language === "fr" ? "Go" : "GB"}, ${system}, ${words.load} ` +
      `${numberIn(language, load)}; ${words.commit} ${commit}.`,
    `${words.versions}${colon} ${named.join(", ")}.`,
    ...tables.flatMap((table) => [
      markdownTable(table, language),
      ...(isPlotted(table) ? [`![${textIn(language, table.title)}](plots/${fileOf(table, language)})`] : []),
    ]),
  ];
  return `${parts.join("\n\n")}\n`;
}
