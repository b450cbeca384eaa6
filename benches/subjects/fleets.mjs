// Fleets: eight processes that share a quota on Redis, beside bottleneck and rate-limiter-flexible, by the means of
// tests/fleet.

import { setupStores } from "../../scripts/setup/stores.mjs";
import { told } from "./stage.mjs";

/** @type {import("./stage.mjs").Subject} */
export const fleets = {
  name: "fleets",
  title: { en: "Fleets", fr: "Flottes" },
  prepare: setupStores,
  async run(stage) {
    const env = { SNE_STORES: JSON.stringify(await setupStores()) };
    const seconds = stage.isQuick ? 8 : 30;
    /** @type {Record<string, { passed: number, refused: number, most: number }>} */
    const found = await told(stage, "fleet", [String(seconds)], { env });
    return [
      {
        id: "fleets",
        title: {
          en: `Eight processes, a quota of 20 calls in any second on Redis, for ${seconds} s`,
          fr: `Huit processus, un quota de 20 appels par seconde glissante sur Redis, pendant ${seconds} s`,
        },
        note: {
          en: "Against a gateway that enforces it, behind up to 80 ms of jitter (`tests/fleet`).",
          fr: "Devant une passerelle qui l'applique, derrière une gigue d'au plus 80 ms (`tests/fleet`).",
        },
        columns: [
          { name: { en: "refused", fr: "refusés" }, unit: { en: "calls", fr: "appels" }, better: "low" },
          { name: { en: "let through", fr: "acceptés" }, unit: { en: "calls", fr: "appels" } },
        ],
        rows: Object.entries(found).map(([name, { passed, refused }]) => ({
          name,
          kind: name.startsWith("sne") ? "own" : "other",
          cells: [[refused], [passed]],
        })),
        missing: [],
      },
    ];
  },
};
