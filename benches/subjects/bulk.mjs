// Long runs: what each item costs, and how a quota is kept, beside p-limit, p-queue and bottleneck.

import { effortOf, told } from "./stage.mjs";

/** @import { Kind, Table } from "../report/figures.mjs" */
/** @import { Times } from "../measure/turns.mjs" */
/** @import { Stage } from "./stage.mjs" */

/** @type {import("./stage.mjs").Subject} */
export const bulk = {
  name: "bulk",
  title: { en: "Long runs", fr: "Longues séries" },
  run: async (stage) => [await costTable(stage), await quotaTable(stage)],
};

/** @param {string} name @returns {Kind} */
const kindOf = (name) => (name.startsWith("sne") ? "own" : name.startsWith("fetch") ? "floor" : "other");

/** @param {Stage} stage @returns {Promise<Table>} */
async function costTable(stage) {
  /** @type {Record<string, Times>} */
  const found = await told(stage, "bulk", [{ origin: stage.server, effort: effortOf(stage) }]);
  return {
    id: "bulk",
    title: { en: "An item of a long run, eight at once", fr: "Une ligne d'une longue série, huit à la fois" },
    note: {
      en:
        "The limiters call `fetch` with a time limit; `sne.bulk` makes the calls of a client, and accounts for " +
        "every item.",
      fr:
        "Les limiteurs appellent `fetch` avec un délai ; `sne.bulk` fait les appels d'un client et rend compte de " +
        "chaque ligne.",
    },
    columns: [
      { name: { en: "wall", fr: "réel" }, unit: "µs", better: "low" },
      { name: { en: "processor", fr: "processeur" }, unit: "µs", better: "low" },
    ],
    rows: Object.entries(found).map(([name, { wall, processor }]) => ({
      name,
      kind: kindOf(name),
      cells: [wall, processor],
    })),
    missing: [],
  };
}

/** @param {Stage} stage @returns {Promise<Table>} */
async function quotaTable(stage) {
  const seconds = stage.isQuick ? 8 : 30;
  /** @type {Record<string, { passed: number, refused: number, most: number, used: number }>} */
  const found = await told(stage, "quota", [String(seconds)]);
  return {
    id: "quota",
    title: {
      en: `A quota of 20 calls in any second, for ${seconds} s`,
      fr: `Un quota de 20 appels par seconde glissante, pendant ${seconds} s`,
    },
    note: {
      en: "Each against a gateway of its own that enforces it, behind up to 80 ms of jitter (`tests/quota`).",
      fr: "Chacun devant sa propre passerelle qui l'applique, derrière une gigue d'au plus 80 ms (`tests/quota`).",
    },
    columns: [
      { name: { en: "refused", fr: "refusés" }, unit: { en: "calls", fr: "appels" }, better: "low" },
      { name: { en: "let through", fr: "acceptés" }, unit: { en: "calls", fr: "appels" } },
      { name: { en: "used of the quota", fr: "part du quota" }, unit: "%" },
    ],
    rows: Object.entries(found).map(([name, { passed, refused, used }]) => ({
      name,
      kind: kindOf(name),
      cells: [[refused], [passed], [used]],
    })),
    missing: [],
  };
}
