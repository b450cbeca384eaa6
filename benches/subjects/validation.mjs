// Validation: what holding an answer against its schema adds to a call, beside `JSON.parse`, ajv and
// @cfworker/json-schema.

import { effortOf, told } from "./stage.mjs";

/** @import { Kind } from "../report/figures.mjs" */
/** @import { Times } from "../measure/turns.mjs" */

/** 1, 8, 100 and 4,500 items: some 230 bytes each. */
const RANGES = ["0-0", "0-7", "0-99", "0-4499"];
/** @type {[name: string, kind: Kind][]} */
const OTHERS = [
  ["JSON.parse", "floor"],
  ["ajv, compiled", "other"],
  ["@cfworker/json-schema", "other"],
];

/** @type {import("./stage.mjs").Subject} */
export const validation = {
  name: "validation",
  title: { en: "Validation", fr: "Validation" },
  async run(stage) {
    /** @type {{ range: string, bytes: number, times: Record<string, Times> }[]} */
    const found = await told(stage, "validation", [{ ranges: RANGES, effort: effortOf(stage) }]);
    const others = OTHERS.map(([name, kind]) => ({
      name,
      kind,
      cells: found.map(({ times }) => times[name].processor),
    }));
    const own = found.map(({ times }) => {
      const trusting = times["sne call"].processor;
      return times["sne call, validated"].processor.map((time, round) => Math.max(0, time - trusting[round]));
    });
    return [
      {
        id: "validation",
        title: {
          en: `Holding an answer against its schema, Node ${stage.own.version}`,
          fr: `Confronter une réponse à son schéma, Node ${stage.own.version}`,
        },
        note: {
          en:
            "Time of the processor. The package looks at the text; the two others at the objects that `JSON.parse` " +
            "has made of it, which they need first. Of the package, what a validated call takes more than one that " +
            "is not, both with an answer at hand.",
          fr:
            "Temps du processeur. Le paquet regarde le texte ; les deux autres, les objets que `JSON.parse` en a " +
            "faits, dont ils ont d'abord besoin. Pour le paquet, ce qu'un appel validé prend de plus qu'un appel qui " +
            "ne l'est pas, la réponse étant sous la main.",
        },
        columns: found.map(({ bytes }) => ({ name: sizeOf(bytes), unit: "µs", better: "low" })),
        rows: [...others, { name: { en: "sne, validation", fr: "sne, validation" }, kind: "own", cells: own }],
        missing: [],
      },
    ];
  },
};

/** @param {number} bytes */
function sizeOf(bytes) {
  const [en, fr] =
    bytes < 1e6 ? [`${(bytes / 1e3).toFixed(1)} KB`, `${(bytes / 1e3).toFixed(1)} Ko`] : ["1 MB", "1 Mo"];
  return { en, fr: fr.replace(".", ",") };
}
