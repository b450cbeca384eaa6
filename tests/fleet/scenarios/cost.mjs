// What it costs: milliseconds of a call, operations of the store, and the pace of a process that is alone.

import { startFleet } from "../fleet.mjs";
import { percentile } from "../figures.mjs";
import { during, row, setupOn } from "../measured.mjs";
import { startPlatform } from "../platform.mjs";

/** @import { Scenario } from "../measured.mjs" */

/** @type {Record<string, Scenario>} */
export const cost = {
  "what it costs": async ({ tried, ending }) => {
    const rows = [];
    /** @type {Record<string, number>} */
    const medians = {};
    for (const [name, setup] of Object.entries({ alone: {}, "with a store": setupOn(tried) })) {
      const platform = await startPlatform(ending);
      const fleet = await startFleet(ending, platform, 1, { ...setup, rateLimit: { perSecond: 1_000 } });
      const [outcome] = await during(fleet, 5, undefined, 1);
      medians[name] = percentile(outcome.durations.slice(100), 0.5);
      const { reads, writes, ok } = outcome;
      rows.push(row(`${name}: p50 of a call, ms`, medians[name].toFixed(3), ""));
      if (name !== "alone")
        rows.push(
          row(
            "writes and reads a call",
            `${(writes / ok).toFixed(2)}, ${(reads / ok).toFixed(2)}`,
            "≤ 2.5 writes",
            writes / ok <= 2.5,
          ),
        );
    }
    const added = medians["with a store"] - medians.alone;
    return [...rows, row("p50 added, ms", added.toFixed(3), "≤ 2", added <= 2)];
  },

  "a process that is alone": async ({ tried, ending, seconds = 20 }) => {
    const counts = [];
    for (const setup of [{}, setupOn(tried)]) {
      const platform = await startPlatform(ending);
      const fleet = await startFleet(ending, platform, 1, { ...setup, rateLimit: { perSecond: 20 } });
      const [{ ok }] = await during(fleet, seconds);
      counts.push(ok);
    }
    const [without, withStore] = counts;
    const paid = 1 - withStore / without;
    return [
      row(
        "calls without a store, with one",
        `${without}, ${withStore}: ${(paid * 100).toFixed(1)} % less`,
        "≤ 5 % less",
        paid <= 0.05,
      ),
    ];
  },
};
