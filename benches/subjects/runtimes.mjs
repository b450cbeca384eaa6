// What a call takes in every runtime: Node 20 to 26, Bun, Deno, and in pages of Chromium and of Firefox.

import { setup } from "../../scripts/setup.mjs";
import { reasonOf } from "../measure/open.mjs";
import { measureInPages } from "../measure/pages.mjs";
import { findRuntimes } from "../measure/runtimes.mjs";
import { samplesOf } from "./per-call.mjs";
import { contestantRows, effortOf, missingOf, told } from "./stage.mjs";

/** @import { Missing, Table } from "../report/figures.mjs" */
/** @import { Absent } from "../measure/open.mjs" */
/** @import { Cell, Order } from "../measure/per-call.mjs" */
/** @import { Stage } from "./stage.mjs" */

/** @typedef {{ name: string, version: string, cells: Cell[], absent: Absent }} Measured */

/** @type {import("./stage.mjs").Subject} */
export const runtimes = {
  name: "runtimes",
  title: { en: "What a call takes elsewhere", fr: "Ce que prend un appel ailleurs" },
  async prepare() {
    await findRuntimes();
    await setup({ browser: true, rust: false });
  },
  async run(stage) {
    const effort = effortOf(stage);
    /** @type {Order} */
    const order = stage.isQuick
      ? { origin: stage.server, answers: ["30 B"], concurrencies: [1, 64], effort: { ...effort, milliseconds: 2_000 } }
      : { origin: stage.server, answers: ["30 B", "2 KB", "1 MB"], concurrencies: [1, 8, 64], effort };
    const { measured, missing } = await measureAll(stage, order);
    const absent = measured.flatMap(({ name, absent }) => missingOf(absent, name));
    const [first] = measured;
    return first.cells.flatMap((_, place) => tablesOf(measured, place, place === 0 ? [...missing, ...absent] : []));
  },
};

/**
 * One runtime after the other; who fails is missing with the reason.
 * @param {Stage} stage
 * @param {Order} order
 */
async function measureAll(stage, order) {
  const { runtimes, missing } = await findRuntimes();
  /** @type {Measured[]} */
  const measured = [];
  for (const runtime of runtimes) {
    try {
      const { cells, absent } = await told(stage, "per-call", [order], { runtime });
      measured.push({ ...runtime, cells, absent });
    } catch (error) {
      missing.push({ name: runtime.name, reason: reasonOf(error) });
    }
  }
  const browsers = await setup({ browser: true, rust: false });
  const pages = await measureInPages(stage, browsers, order);
  return { measured: [...measured, ...pages.measured], missing: [...missing, ...pages.missing] };
}

/**
 * The tables of one cell: wall time in every runtime, and the processor's where that is told.
 * @param {Measured[]} measured
 * @param {number} place of the cell
 * @param {Missing[]} missing
 * @returns {Table[]}
 */
function tablesOf(measured, place, missing) {
  const [{ cells }] = measured;
  const { answer, concurrency } = cells[place];
  const size = answer.replace(" ", "").toLowerCase();
  return /** @type {const} */ (["wall", "processor"]).map((part) => ({
    id: `runtimes-${size}-${concurrency}-${part}`,
    title: {
      en: `In every runtime, answer of ${answer}, ×${concurrency}, ${part === "wall" ? "wall" : "processor"} time`,
      fr:
        `Dans chaque environnement, réponse de ${answer.replace("B", "o")}, ×${concurrency}, ` +
        `temps ${part === "wall" ? "réel" : "processeur"}`,
    },
    columns: measured
      .filter(({ cells }) => part === "wall" || Object.keys(samplesOf(cells[place], part)).length > 0)
      .map(({ name, version }) => ({ name: `${name} (${version})`, unit: "µs", better: "low" })),
    rows: contestantRows(
      measured.map(({ cells }) => samplesOf(cells[place], part)).filter((column) => Object.keys(column).length > 0),
    ),
    missing: part === "wall" ? missing : [],
    isPlotted: part === "wall" && concurrency !== 8,
  }));
}
