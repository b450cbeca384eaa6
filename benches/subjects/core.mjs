// The core by itself, natively, by criterion (benches/core): what is left when neither JavaScript nor a network is
// there.

import { join } from "node:path";
import { filesUnder, readJson, slashed, write } from "../../scripts/support/files.mjs";
import { inRoot, output } from "../../scripts/support/paths.mjs";
import { Problem } from "../../scripts/support/problem.mjs";
import { capture } from "../../scripts/support/run.mjs";
import { SWAGGER } from "../contract.mjs";
import { ANSWERS, pageOf } from "../search.mjs";

/** @typedef {{ point_estimate: number, confidence_interval: { lower_bound: number, upper_bound: number } }} Estimate */

const QUICK = ["--warm-up-time", "0.3", "--measurement-time", "1"];

/** @type {import("./stage.mjs").Subject} */
export const core = {
  name: "core",
  title: { en: "The core, natively", fr: "Le cœur, en natif" },
  prepare: () => bench(["--no-run"]),
  async run({ isQuick }) {
    await bench(["--", "--noplot", ...(isQuick ? QUICK : [])]);
    const results = filesUnder(output("bench-core", "criterion")).filter((path) =>
      slashed(path).endsWith("/new/estimates.json"),
    );
    return [
      {
        id: "core",
        title: { en: "The core, natively", fr: "Le cœur, en natif" },
        note: {
          en: "Medians by criterion, in microseconds; with the limits between which it has them with 95 %.",
          fr: "Médianes par criterion, en microsecondes ; avec les bornes entre lesquelles elles sont à 95 %.",
        },
        columns: ["median", "lower", "upper"].map((name) => ({ name: NAMES[name], unit: "µs" })),
        rows: results.map((path) => rowOf(path)),
        missing: [],
        isPlotted: false,
      },
    ];
  },
};

/**
 * Runs criterion's programs, or only compiles them.
 * @param {string[]} args
 */
async function bench(args) {
  const command = ["bench", "--manifest-path", inRoot("benches", "core", "Cargo.toml"), "--locked", ...args];
  const env = { CARGO_TARGET_DIR: output("bench-core"), SNE_BENCH_DOCUMENTS: writeDocuments() };
  const { code, output: said } = await capture("cargo", command, { env });
  if (code !== 0) throw new Problem(said.trimEnd().split("\n").slice(-3).join(" "));
}

/** What criterion's programs read: the contract, and answers of either length. */
function writeDocuments() {
  const folder = output("bench-core", "documents");
  write(join(folder, "contract.json"), JSON.stringify(SWAGGER));
  for (const size of /** @type {const} */ (["2 KB", "1 MB"])) {
    write(join(folder, `${size}.json`), JSON.stringify(pageOf(ANSWERS[size])));
  }
  return folder;
}

/** @type {Record<string, import("../report/figures.mjs").Text>} */
const NAMES = {
  median: { en: "median", fr: "médiane" },
  lower: { en: "from", fr: "de" },
  upper: { en: "to", fr: "à" },
};

/** @param {string} path @returns {import("../report/figures.mjs").Row} */
function rowOf(path) {
  /** @type {{ median: Estimate }} */
  const { median } = readJson(path);
  const { title } = readJson(join(path, "..", "benchmark.json"));
  const { lower_bound: lower, upper_bound: upper } = median.confidence_interval;
  return { name: title, kind: "own", cells: [median.point_estimate, lower, upper].map((time) => [time / 1000]) };
}
