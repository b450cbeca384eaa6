// What a call takes in the Node that runs this: for each answer, wall and processor time with 1, 8 and 64 calls under
// way.

import { contestantRows, effortOf, missingOf, told } from "./stage.mjs";

/** @import { Column, Table } from "../report/figures.mjs" */
/** @import { Absent } from "../measure/open.mjs" */
/** @import { Cell } from "../measure/per-call.mjs" */
/** @import { AnswerName } from "../search.mjs" */

const ANSWERS = /** @type {AnswerName[]} */ (["30 B", "2 KB", "1 MB"]);
const CONCURRENCIES = [1, 8, 64];

/** @type {import("./stage.mjs").Subject} */
export const perCall = {
  name: "per-call",
  title: { en: "What a call takes", fr: "Ce que prend un appel" },
  async run(stage) {
    const order = {
      origin: stage.server,
      answers: ANSWERS,
      concurrencies: CONCURRENCIES,
      effort: effortOf(stage),
    };
    /** @type {{ cells: Cell[], absent: Absent }} */
    const { cells, absent } = await told(stage, "per-call", [order]);
    return ANSWERS.map((answer) => tableOf(answer, cells, absent, stage.own.version));
  },
};

/**
 * @param {AnswerName} answer
 * @param {Cell[]} cells
 * @param {Absent} absent
 * @param {string} version
 * @returns {Table}
 */
function tableOf(answer, cells, absent, version) {
  const own = cells.filter((cell) => cell.answer === answer);
  const parts = /** @type {const} */ (["wall", "processor"]).flatMap((part) => own.map((cell) => ({ part, cell })));
  return {
    id: `per-call-${answer.replace(" ", "").toLowerCase()}`,
    title: {
      en: `A call, answer of ${answer}, Node ${version}`,
      fr: `Un appel, réponse de ${answer.replace("B", "o")}, Node ${version}`,
    },
    note: {
      en: "Microseconds a call, wall time and processor time, with so many calls under way at once (×1, ×8, ×64).",
      fr: "Microsecondes par appel, en temps réel et en temps processeur, tant d'appels étant en cours (×1, ×8, ×64).",
    },
    columns: parts.map(({ part, cell: { concurrency } }) => columnOf(part, concurrency)),
    rows: contestantRows(parts.map(({ part, cell }) => samplesOf(cell, part))),
    missing: missingOf(absent),
  };
}

/**
 * @param {"wall" | "processor"} part
 * @param {number} concurrency
 * @returns {Column}
 */
const columnOf = (part, concurrency) => ({
  name: part === "wall" ? `×${concurrency}` : `×${concurrency} proc.`,
  unit: "µs",
  better: "low",
});

/**
 * The samples of one part, by contestant; nothing where the runtime does not tell it.
 * @param {Cell} cell
 * @param {"wall" | "processor"} part
 */
export function samplesOf({ times }, part) {
  const known = Object.entries(times).filter(([, one]) => one[part].length > 0);
  return Object.fromEntries(known.map(([name, one]) => [name, one[part]]));
}
