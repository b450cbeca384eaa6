// What the benchmarks say of figures that are known beforehand: as a table, in words, as JSON, as a plot, in the
// documents.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { digestOf } from "../../benches/report/digest.mjs";
import { numberIn, quantile } from "../../benches/report/figures.mjs";
import { fromJson, toJson } from "../../benches/report/json.mjs";
import { plot } from "../../benches/report/plot.mjs";
import { markdownTable, terminalTable } from "../../benches/report/table.mjs";
import { verdicts } from "../../benches/report/verdicts.mjs";

/** @import { Row, Table } from "../../benches/report/figures.mjs" */

/** @type {Row[]} */
const ROWS = [
  { name: "fetch", kind: "floor", cells: [[100, 100, 100], [50]] },
  { name: "sne request", kind: "own", cells: [[110, 120, 130], [60]] },
  { name: "sne call", kind: "own", cells: [[220, 240, 260], undefined] },
  { name: "oauth2-client", kind: "tokens", cells: [[220, 240, 260], [80]] },
  { name: "ky", kind: "plain", cells: [[100, 100, 100], [70]] },
  { name: "<axios>", kind: "plain", cells: [[300, 300, 300], [90]] },
  { name: "difference", kind: "floor", cells: [[-0.5, -0.5, 2], undefined] },
];

/** @type {Table} */
const TABLE = {
  id: "per-call-30b",
  title: { en: "A call & more", fr: "Un appel et plus" },
  columns: [
    { name: "×1", unit: "µs", better: "low" },
    { name: { en: "size", fr: "taille" }, unit: { en: "bytes", fr: "octets" }, better: "low" },
  ],
  rows: ROWS,
  missing: [{ name: "swagger-client", reason: "Error: no" }],
};

const CIRCUMSTANCES = {
  date: "2026-11-30",
  command: "npm run bench",
  commit: "abc",
  load: 0.1,
  machine: { processor: "one", cores: 2, memory: 8, system: "Linux" },
  node: "24.0.0",
  versions: { ky: "2.1.0" },
};

describe("figures", () => {
  it("the median and the quartiles, of however many", () => {
    assert.equal(quantile([3, 1, 2], 0.5), 2);
    assert.equal(quantile([5, 1, 4, 2, 3], 0.25), 2);
    assert.equal(quantile([7], 0.75), 7);
  });

  it("as many digits as tell something, in either language", () => {
    assert.deepEqual(
      [0.123, 1.234, 12.34, 1234.5, 7].map((number) => numberIn("en", number)),
      ["0.12", "1.23", "12.3", "1,235", "7"],
    );
    assert.equal(numberIn("fr", 12.34), "12,3");
  });
});

describe("verdicts", () => {
  it("say ahead of whom and behind whom, and by how much, in words", () => {
    assert.deepEqual(verdicts(TABLE, "en"), [
      "sne request, beside the one that looks after tokens: ahead in every column by 25 % to 50 %",
      "sne request, beside the best of those that do not: ahead (size) by 14.3 %; **behind ky by 20 % (×1)**",
      "sne call, beside the one that looks after tokens: level (×1)",
      "sne call, beside the best of those that do not: **behind ky at 2.4 times as much (×1)**",
    ]);
    assert.match(verdicts(TABLE, "fr")[1], /de 14,3 % ; \*\*derrière ky de 20 % \(×1\)\*\*$/);
  });

  it("are of rounds, in which all had the same load, and not of medians", () => {
    /** @type {Table} */
    const loaded = {
      ...TABLE,
      columns: TABLE.columns.slice(0, 1),
      rows: [
        { name: "sne request", kind: "own", cells: [[90, 900, 95]] },
        { name: "ky", kind: "plain", cells: [[100, 1000, 10]] },
      ],
    };
    assert.match(verdicts(loaded, "en")[0], /ahead \(×1\) by 10 %/);
  });

  it("know where more is better, and what nothing beside something is", () => {
    /** @type {Table} */
    const counts = {
      ...TABLE,
      columns: [
        { name: "answered", unit: "calls", better: "high" },
        { name: "refused", unit: "calls", better: "low" },
        { name: "seen", unit: "calls" },
      ],
      rows: [
        { name: "sne", kind: "own", cells: [[32], [3], [1]] },
        { name: "other", kind: "other", cells: [[64], [0], [9]] },
      ],
    };
    assert.deepEqual(verdicts(counts, "en"), [
      "sne, beside the best of the others: **behind other by 50 % (answered), 3 beside 0 (refused)**",
    ]);
  });
});

describe("reports", () => {
  it("a table for a terminal has every row, every sentence, and who is missing with the reason", () => {
    const lines = terminalTable(TABLE, "en").split("\n");
    assert.match(lines[2], /×1, µs {2}size, bytes/);
    assert.match(lines.find((line) => line.includes("sne call ")) ?? "", /240 +–$/);
    assert.ok(lines.some((line) => line.endsWith("behind ky by 20 % (×1)")));
    assert.equal(lines.at(-1), "  Not here: swagger-client (Error: no)");
  });

  it("the same as Markdown, in French", () => {
    const lines = markdownTable(TABLE, "fr").split("\n");
    assert.equal(lines[0], "## Un appel et plus");
    assert.ok(lines.includes("| sne request | 120 | 60 |"));
    assert.ok(lines.includes("- Absents : swagger-client (Error: no)"));
  });

  it("of a subject that could not be measured, only the reason", () => {
    /** @type {Table} */
    const none = { ...TABLE, columns: [], rows: [] };
    assert.equal(terminalTable(none, "en"), "\nA call & more\n  Not here: swagger-client (Error: no)");
    assert.equal(markdownTable(none, "en"), "## A call & more\n\n- Not here: swagger-client (Error: no)");
  });

  it("JSON has quartiles, the least, and the number of rounds", () => {
    const { tables, date } = JSON.parse(toJson([TABLE], CIRCUMSTANCES));
    assert.equal(date, "2026-11-30");
    const [, own, call] = tables[0].rows;
    assert.deepEqual(own.cells[0], { median: 120, least: 110, low: 110, high: 120, rounds: 3 });
    assert.equal(call.cells[1], null);
    assert.deepEqual(tables[0].missing, TABLE.missing);
  });

  it("a plot has a bar for each figure, as long as it is, and names that are no markup", () => {
    const svg = plot(TABLE, "en");
    const bars = [...svg.matchAll(/<rect x="\S+" y="\S+" width="(\S+)" height="13"/g)].map(([, width]) =>
      Number(width),
    );
    assert.equal(bars.length, 12);
    const [bare, , , , , longest, below] = bars;
    assert.equal(below, 0);
    assert.equal(longest, Math.max(...bars), "the longest of a panel fills it");
    assert.ok(longest > 150 && longest < (1000 - 170) / 3, String(longest));
    assert.ok(Math.abs(longest / bare - 3) < 0.01, `${longest} / ${bare}`);
    assert.match(svg, /&lt;axios&gt;/);
    assert.match(svg, /<title>A call &amp; more<\/title>/);
    assert.doesNotMatch(svg, /NaN|undefined|Infinity|width="-/);
  });

  it("the documents get the figures that there are, with the command that made them", () => {
    assert.deepEqual(digestOf([TABLE], CIRCUMSTANCES, "en").trimEnd().split("\n"), [
      "|  | unit | `fetch` | sne-cotation | oauth2-client | the best of the others |",
      "| --- | --- | ---: | ---: | ---: | ---: |",
      "| A call & more: `×1`, `sne request` | µs | 100 | 120 | 240 | 100 (`ky`) |",
      "",
      "Made by `npm run bench`, 2026-11-30.",
    ]);
  });

  it("the documents have the figures of the run that is kept, and no others", () => {
    const root = new URL("../../", import.meta.url);
    const { tables, circumstances } = fromJson(readFileSync(new URL("benches/results/latest.json", root), "utf8"));
    for (const language of /** @type {const} */ (["en", "fr"])) {
      const page = readFileSync(new URL(`docs/${language}/performance.md`, root), "utf8").replaceAll("\r\n", "\n");
      const [, shown] = /<!-- figures -->\n(.*?)<!-- end of figures -->/s.exec(page) ?? [];
      assert.equal(shown, digestOf(tables, circumstances, language), language);
      assert.ok(tables.length > 12 && (shown ?? "").split("\n").length > 10, language);
    }
  });
});
