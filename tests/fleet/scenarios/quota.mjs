// One quota: in all windows, fixed and sliding, with clocks that are wrong, against a server that enforces.

import { setTimeout as pause } from "node:timers/promises";
import { startFleet } from "../fleet.mjs";
import { countsOf, jain, mostFixed, mostSliding } from "../figures.mjs";
import { LIMITS, PROCESSES, allWell, during, failures, rates, row, setupOn, timesOf } from "../measured.mjs";
import { startPlatform } from "../platform.mjs";

/** @import { Row } from "../figures.mjs" */
/** @import { Scenario, Stage } from "../measured.mjs" */

const DAY = 86_400_000;
const SECOND = { perSecond: 20 };

/** @type {Record<string, Scenario>} */
export const quota = {
  "a shared second, 8 processes": (stage) => sharedQuota({ seconds: 20, ...stage }, 8, SECOND),
  "a shared second, 24 processes": (stage) => sharedQuota({ seconds: 20, ...stage }, 24, SECOND),
  "a shared minute, 8 processes": (stage) => sharedQuota(stage, 8, LIMITS),
  "a shared minute, 24 processes": (stage) => sharedQuota(stage, 24, LIMITS),
  "host clocks a day off": (stage) => sharedQuota(stage, PROCESSES, LIMITS, [0, DAY, -DAY]),

  "a quota that is announced": async ({ tried, ending, seconds = 20 }) => {
    const [window, most] = [5, 40];
    const platform = await startPlatform(ending, { announced: [window, most] });
    // Nothing is declared: the second keeps a fleet from having used it up before its first answer.
    const fleet = await startFleet(ending, platform, PROCESSES, { ...setupOn(tried), rateLimit: SECOND });
    const outcomes = await during(fleet, seconds);
    const refused = platform.calls.filter(({ status }) => status === 429).length;
    const times = timesOf(platform.calls);
    // Of the windows that the fleet was there for from their beginning to their end.
    const whole = [...countsOf(times, window).values()].slice(1, -1);
    const used = whole.reduce((sum, count) => sum + count, 0) / (most * whole.length);
    return [
      row(`most in a window of ${window} s`, mostFixed(times, window), `≤ ${most}`, mostFixed(times, window) <= most),
      row("refused", refused, "0", refused === 0),
      row("used", `${(used * 100).toFixed(1)} %`, "≥ 90 %", used >= 0.9),
      ...allWell(outcomes),
    ];
  },

  "429 without a word to one of 8 processes": async ({ tried, ending }) => {
    const platform = await startPlatform(ending);
    const fleet = await startFleet(ending, platform, PROCESSES, { ...setupOn(tried), rateLimit: SECOND });
    let refusedAt = 0;
    const outcomes = await during(fleet, 14, async () => {
      await pause(5_000);
      platform.behaviour.refusal = { status: 429 };
      while (refusedAt === 0) {
        await pause(5);
        refusedAt = platform.calls.find(({ status }) => status === 429)?.at ?? 0;
      }
    });
    const times = timesOf(platform.calls);
    const before = times.filter((time) => time >= refusedAt - 3_000 && time < refusedAt).length / 3;
    const after = times.filter((time) => time >= refusedAt + 1_000 && time < refusedAt + 7_000).length / 6;
    const even = jain(
      platform.calls.filter(({ at }) => at >= refusedAt + 1_000),
      PROCESSES,
    );
    const share = after / before;
    return [
      row(
        "calls a second before, afterwards",
        `${before.toFixed(1)}, ${after.toFixed(1)}`,
        "0.6 to 0.8 of it",
        share >= 0.6 && share <= 0.8,
      ),
      row("Jain's index", even.toFixed(3), "≥ 0.98", even >= 0.98),
      ...failures(outcomes),
    ];
  },

  "a server that enforces, 80 ms of jitter": async (stage) => {
    const rows = [];
    for (const by of /** @type {const} */ (["sne-cotation", "bottleneck", "rate-limiter-flexible"])) {
      if (by !== "sne-cotation" && stage.tried.kind !== "ioredis") continue;
      const { refused, passed, most } = await enforced(stage, by, stage.seconds ?? 60);
      const said = `${refused} of ${refused + passed} refused, most ${most} in a second`;
      rows.push(by === "sne-cotation" ? row(by, said, "0 refused", refused === 0) : { what: by, figure: said });
    }
    return rows;
  },
};

/**
 * Processes at a server that enforces 20 calls in any second: calls that it refused and let through, and the most of
 * these in a second.
 * @param {Stage} stage
 * @param {"sne-cotation" | "bottleneck" | "rate-limiter-flexible"} by
 * @param {number} seconds
 */
export async function enforced({ tried, ending, seed }, by, seconds) {
  const platform = await startPlatform(ending, { jitter: 80, windows: [[1, 20]], seed });
  await tried.wipe();
  const fleet = await startFleet(ending, platform, PROCESSES, { ...setupOn(tried), by, rateLimit: SECOND });
  await during(fleet, seconds);
  const times = timesOf(platform.calls);
  const refused = platform.calls.filter(({ status }) => status === 429).length;
  return { refused, passed: times.length, most: mostSliding(times, 1) };
}

/**
 * Processes that all want the whole of a quota, on hosts whose clocks are off by so many milliseconds.
 * @param {Stage} stage
 * @param {number} processes
 * @param {{ perSecond: number, perMinute?: number }} rateLimit
 * @param {number[]} skews
 * @returns {Promise<Row[]>}
 */
async function sharedQuota({ tried, ending, seconds = 75 }, processes, rateLimit, skews = [0]) {
  const platform = await startPlatform(ending);
  const setup = { ...setupOn(tried), rateLimit };
  const fleet = await startFleet(ending, platform, processes, (place) => ({
    ...setup,
    skew: skews[place % skews.length],
  }));
  const outcomes = await during(fleet, seconds);
  const rows = await rates(platform, processes, rateLimit, seconds, rateLimit.perMinute === undefined ? 0.88 : 0.96);
  const calls = outcomes.reduce((sum, { ok }) => sum + ok, 0);
  const writes = outcomes.reduce((sum, outcome) => sum + outcome.writes, 0) / calls;
  return [...rows, row("writes a call", writes.toFixed(2), "≤ 2.5", writes <= 2.5), ...allWell(outcomes)];
}
