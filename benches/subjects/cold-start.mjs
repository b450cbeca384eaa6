// Cold start: from the module to the first answer, in fresh processes that take turns, less the same with bare `fetch`.

import { CONTESTANTS } from "../peers/index.mjs";
import { median } from "../report/figures.mjs";
import { contestantRows, inRounds, missingOf, told } from "./stage.mjs";

const [BARE] = CONTESTANTS;

/** @type {import("./stage.mjs").Subject} */
export const coldStart = {
  name: "cold-start",
  title: { en: "Cold start", fr: "Démarrage à froid" },
  async run(stage) {
    // The first round only warms caches up.
    await told(stage, "cold-start", [`${stage.server}/plain`, BARE.name]);
    const { found, absent } = await inRounds(stage.rounds ?? (stage.isQuick ? 7 : 21), (name) =>
      told(stage, "cold-start", [`${stage.server}/plain`, name]),
    );
    const columns = /** @type {const} */ (["total", "processor"]).map((part) => {
      const bare = median(found[BARE.name].map((times) => times[part]));
      const others = Object.entries(found).filter(([name]) => name !== BARE.name);
      return Object.fromEntries(others.map(([name, times]) => [name, times.map((one) => one[part] - bare)]));
    });
    return [
      {
        id: "cold-start",
        title: {
          en: `Cold start, above bare fetch, Node ${stage.own.version}`,
          fr: `Démarrage à froid, en plus de fetch seul, Node ${stage.own.version}`,
        },
        note: {
          en: "From the module to the first answer, its token included, in a process that has just begun.",
          fr: "De l'import à la première réponse, jeton compris, dans un processus qui vient de démarrer.",
        },
        columns: [
          { name: { en: "wall", fr: "réel" }, unit: "ms", better: "low" },
          { name: { en: "processor", fr: "processeur" }, unit: "ms", better: "low" },
        ],
        rows: contestantRows(columns),
        missing: missingOf(absent),
      },
    ];
  },
};
