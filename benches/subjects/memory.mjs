// Memory: of a client, and of a thousand calls in flight, each contestant in processes of its own. Of the package's
// client, what is held after a million calls, too, which takes minutes and is not for the quick run.

import { contestantRows, inRounds, missingOf, told } from "./stage.mjs";

/** @import { Table } from "../report/figures.mjs" */
/** @import { Stage } from "./stage.mjs" */

const CALLS = 1_000_000;
const GC = { options: ["--expose-gc"] };
const KB = 1024;

/** @type {import("./stage.mjs").Subject} */
export const memory = {
  name: "memory",
  title: { en: "Memory", fr: "Mémoire" },
  async run(stage) {
    let count = 0;
    const { found, absent } = await inRounds(stage.rounds ?? (stage.isQuick ? 1 : 5), (name) => {
      count += 1;
      return told(stage, "memory", [`${stage.server}/plain`, `${stage.server}/hanging-${count}`, name], GC);
    });
    /** @param {"client" | "inFlight"} part */
    const column = (part) =>
      Object.fromEntries(Object.entries(found).map(([name, rounds]) => [name, rounds.map((one) => one[part] / KB)]));
    /** @type {Table} */
    const table = {
      id: "memory",
      title: { en: `Memory, Node ${stage.own.version}`, fr: `Mémoire, Node ${stage.own.version}` },
      note: {
        en:
          "Heap and what is kept beside it, garbage collected: of a client, over a hundred; of a thousand calls " +
          "whose answers have not come. A client with a contract has an instance of the contract's wasm of its own.",
        fr:
          "Tas et ce qui est gardé à côté, ramasse-miettes passé : d'un client, sur cent ; de mille appels dont la " +
          "réponse n'est pas arrivée. Un client qui a un contrat a sa propre instance du wasm du contrat.",
      },
      columns: [
        { name: { en: "a client", fr: "un client" }, unit: { en: "KB", fr: "Ko" }, better: "low" },
        { name: { en: "1,000 in flight", fr: "1 000 en cours" }, unit: { en: "KB", fr: "Ko" }, better: "low" },
      ],
      rows: contestantRows([column("client"), column("inFlight")]),
      missing: missingOf(absent),
    };
    return stage.isQuick ? [table] : [table, await heapTable(stage)];
  },
};

/** @param {Stage} stage @returns {Promise<Table>} */
async function heapTable(stage) {
  const { early, late } = await told(stage, "heap", [`${stage.server}/plain`, String(CALLS)], GC);
  return {
    id: "heap",
    title: { en: "What is held after a million calls", fr: "Ce qui est gardé après un million d'appels" },
    columns: [
      { name: { en: "after 10,000", fr: "après 10 000" }, unit: { en: "KB", fr: "Ko" } },
      { name: { en: "after 1,000,000", fr: "après 1 000 000" }, unit: { en: "KB", fr: "Ko" } },
    ],
    rows: [{ name: "sne call, validated", kind: "own", cells: [[early / KB], [late / KB]] }],
    missing: [],
    isPlotted: false,
  };
}
