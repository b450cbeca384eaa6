// What a fleet has to show, each on an engine of its own: processes, what happens meanwhile, and the figures beside
// their bars.

import { setTimeout as pause } from "node:timers/promises";
import { ENGINES } from "./engines.mjs";
import { jain, mostFixed, mostSliding, percentile } from "./figures.mjs";
import { startFleet } from "./fleet.mjs";
import { startPlatform } from "./platform.mjs";

/** @import { Ending } from "../stores/support/engine.mjs" */
/** @import { Tried } from "./engines.mjs" */
/** @import { Row } from "./figures.mjs" */
/** @import { Member, Setup } from "./fleet.mjs" */
/** @import { Call, Platform } from "./platform.mjs" */
/** @import { Outcome } from "./programs/process.mjs" */

/** @typedef {{ tried: Tried, ending: Ending, seconds?: number, seed: number }} Stage */
/** @typedef {(stage: Stage) => Promise<Row[]>} Scenario */

const LIMITS = { perSecond: 20, perMinute: 600 };
const DAY = 86_400_000;
const PROCESSES = 8;
/** Milliseconds that the lease of a token request lasts. */
const LEASE = 10_000;

/** Those that other engines than Redis would only repeat are for Redis. @type {Record<string, Scenario>} */
export const SCENARIOS = {
  "cold starts": async ({ tried, ending }) => {
    const platform = await startPlatform(ending, { tokenDelay: 300 });
    const fleet = await startFleet(ending, platform, PROCESSES, setupOn(tried));
    const outcomes = await Promise.all(fleet.map((member) => member.run({ burst: 125 })));
    const granted = Math.min(...platform.tokens.map(({ answered = 0 }) => answered));
    const last = Math.max(...platform.calls.map(({ at }) => at)) - granted;
    return [
      row("token requests for 1,000 cold starts", platform.tokens.length, "1", platform.tokens.length === 1),
      row("last call, ms after the token", Math.round(last), `≤ ${tried.served}`, last <= tried.served),
      ...allWell(outcomes, PROCESSES * 125),
    ];
  },

  "the holder of the lease is killed": async ({ tried, ending }) => {
    const platform = await startPlatform(ending, { tokenDelay: 3_600_000 });
    const fleet = await startFleet(ending, platform, PROCESSES, { ...setupOn(tried), tellsToken: true });
    const begun = performance.now();
    const outcomes = fleet.map((member) => member.run({ burst: 10 }).catch(() => undefined));
    const holder = await Promise.any(fleet.map((member) => member.next("token").then(() => member)));
    platform.behaviour.tokenDelay = 300;
    holder.kill("SIGKILL");
    const survivors = (await Promise.all(outcomes)).filter((outcome) => outcome !== undefined);
    const took = performance.now() - begun;
    return [
      row("token requests", platform.tokens.length, "≤ 2", platform.tokens.length <= 2),
      row("all served after, ms", Math.round(took), `≤ ${LEASE + 2_000}`, took <= LEASE + 2_000),
      ...allWell(survivors, (PROCESSES - 1) * 10),
    ];
  },

  "a shared quota, 8 processes": (stage) => sharedQuota(stage, 8),
  "a shared quota, 24 processes": (stage) => sharedQuota(stage, 24),

  "clocks a day off, data lost three times": async ({ tried, ending, seconds = 20 }) => {
    const platform = await startPlatform(ending);
    const skewed = (/** @type {number} */ place) => ({
      ...setupOn(tried),
      rateLimit: { perSecond: 20 },
      skew: [0, DAY, -DAY][place % 3],
    });
    const fleet = await startFleet(ending, platform, PROCESSES, skewed);
    const outcomes = await during(fleet, seconds, async () => {
      for (let time = 0; time < 3; time += 1) {
        await pause((seconds * 1000) / 4);
        await tried.wipe();
      }
    });
    const rows = await rates(platform, PROCESSES, { perSecond: 20 }, seconds, 0.7);
    return [...rows, ...allWell(outcomes)];
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

  "the engine stands still for 10 s": async (stage) => trouble(stage, () => stage.tried.freeze()),
  "the engine is gone for 10 s": async (stage) => trouble(stage, stage.tried.refuse),
  "the engine answers after 5 s": async (stage) => {
    if (stage.tried.slow === undefined) return [];
    const { where, delay } = await stage.tried.slow();
    return trouble({ ...stage, tried: { ...stage.tried, where } }, async () => {
      delay(5_000);
      return () => delay(0);
    });
  },

  "429 to one of 8 processes": async ({ tried, ending }) => {
    const platform = await startPlatform(ending);
    const fleet = await startFleet(ending, platform, PROCESSES, { ...setupOn(tried), rateLimit: { perSecond: 20 } });
    let refusedAt = 0;
    const outcomes = await during(fleet, 12, async () => {
      await pause(3_000);
      platform.behaviour.refusal = { status: 429, retryAfter: 5 };
      while (!platform.calls.some(({ status }) => status === 429)) await pause(5);
      refusedAt = platform.calls.find(({ status }) => status === 429)?.at ?? 0;
    });
    const after = platform.calls.map(({ at }) => at - refusedAt).filter((time) => time > 0);
    const early = after.filter((time) => time < 5_000).length;
    const [first = Number.NaN, second = Number.NaN] = after.filter((time) => time >= 5_000);
    return [
      row("calls within the 5 s", early, `≤ ${PROCESSES} on their way`, early <= PROCESSES),
      row("the probe, ms after the refusal", Math.round(first), "≥ 5000", first >= 5_000),
      row("the next, ms after the probe", Math.round(second - first), ""),
      row("calls afterwards", after.length - early, "> 20", after.length - early > 20),
      ...failures(outcomes),
    ];
  },

  "a secret that changes, one process with the old one": async ({ tried, ending }) => {
    const platform = await startPlatform(ending, { secret: "new" });
    const fleet = await startFleet(ending, platform, PROCESSES, (place) => ({
      ...setupOn(tried),
      rateLimit: { perSecond: 20 },
      secret: place === 0 ? "old" : "new",
    }));
    const outcomes = await during(fleet, 6);
    const [old, ...others] = outcomes;
    const refused = platform.tokens.filter(({ status }) => status !== 200).length;
    const wrong = others.reduce((sum, { failed }) => sum + total(failed), 0);
    return [
      row("calls of the process with the old secret", old.ok, "0", old.ok === 0),
      row("failed calls of the others", wrong, "0", wrong === 0),
      row("token requests with the old secret", refused, "≤ 2", refused <= 2),
      row(
        "token requests with the new one",
        platform.tokens.length - refused,
        "1",
        platform.tokens.length - refused === 1,
      ),
    ];
  },

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
};

/** @param {Tried} tried @returns {Setup} */
const setupOn = ({ kind, where }) => ({ kind, where });

/**
 * Processes at a server that enforces 20 calls in any second: calls that it refused and let through, and the most of
 * these in a second.
 * @param {Stage} stage
 * @param {NonNullable<Setup["by"]>} by
 * @param {number} seconds
 */
export async function enforced({ tried, ending, seed }, by, seconds) {
  const platform = await startPlatform(ending, { jitter: 80, windows: [[1, 20]], seed });
  await tried.wipe();
  const fleet = await startFleet(ending, platform, PROCESSES, { ...setupOn(tried), by, rateLimit: { perSecond: 20 } });
  await during(fleet, seconds);
  const times = timesOf(platform.calls);
  const refused = platform.calls.filter(({ status }) => status === 429).length;
  return { refused, passed: times.length, most: mostSliding(times, 1) };
}

/** @param {Stage} stage @param {number} processes @returns {Promise<Row[]>} */
async function sharedQuota({ tried, ending, seconds = 75 }, processes) {
  const platform = await startPlatform(ending);
  const fleet = await startFleet(ending, platform, processes, { ...setupOn(tried), rateLimit: LIMITS });
  const outcomes = await during(fleet, seconds);
  const rows = await rates(platform, processes, LIMITS, seconds, 0.96);
  const calls = outcomes.reduce((sum, { ok }) => sum + ok, 0);
  const writes = outcomes.reduce((sum, outcome) => sum + outcome.writes, 0) / calls;
  return [...rows, row("writes a call", writes.toFixed(2), "≤ 2.5", writes <= 2.5), ...allWell(outcomes)];
}

/**
 * What the platform has counted, beside the quota: of the window that holds the others back, so much is to be used.
 * @param {Platform} platform
 * @param {number} processes
 * @param {{ perSecond: number, perMinute?: number }} limits
 * @param {number} seconds
 * @param {number} leastUsed
 */
async function rates({ calls }, processes, { perSecond, perMinute }, seconds, leastUsed) {
  const times = timesOf(calls);
  const windows = [
    [1, perSecond],
    [60, perMinute],
  ].flatMap(([length, limit]) => (limit === undefined || length === undefined ? [] : [[length, limit]]));
  const rows = windows.flatMap(([length, limit]) => {
    const [sliding, fixed] = [mostSliding(times, length), mostFixed(times, length)];
    return [
      row(
        `most in ${length} s, sliding and fixed`,
        `${sliding}, ${fixed}`,
        `≤ ${limit}`,
        Math.max(sliding, fixed) <= limit,
      ),
    ];
  });
  const [length, limit] = windows.reduce((one, other) => (other[1] / other[0] < one[1] / one[0] ? other : one));
  const possible = (limit / length) * seconds;
  const used = length > seconds ? mostSliding(times, length) / possible : mostSliding(times, length) / limit;
  const rate = length === 1 ? times.length / possible : used;
  const even = jain(calls, processes);
  return [
    ...rows,
    row("used", `${(rate * 100).toFixed(1)} %`, `≥ ${leastUsed * 100} %`, rate >= leastUsed),
    row("Jain's index", even.toFixed(3), "≥ 0.98", even >= 0.98),
  ];
}

/**
 * Ten seconds of something that happens to the engine, between five before and five after.
 * @param {Stage} stage
 * @param {Tried["freeze"] | undefined} begin
 * @returns {Promise<Row[]>}
 */
async function trouble({ tried, ending }, begin) {
  if (begin === undefined) return [];
  const platform = await startPlatform(ending);
  const fleet = await startFleet(ending, platform, PROCESSES, { ...setupOn(tried), rateLimit: { perSecond: 20 } });
  let [from, to] = [0, 0];
  const outcomes = await during(fleet, 22, async () => {
    await pause(6_000);
    from = performance.now();
    const end = await begin();
    await pause(10_000);
    await end();
    to = performance.now();
  });
  const times = timesOf(platform.calls);
  const meanwhile = times.filter((time) => time >= from && time < to).length / ((to - from) / 1000);
  const before = times.filter((time) => time >= from - 4_000 && time < from).length / 4;
  const afterwards = times.filter((time) => time >= to + 2_000 && time < to + 5_000).length / 3;
  const most = mostSliding(times, 1);
  return [
    row(
      "calls a second before, meanwhile, 2 s after",
      [before, meanwhile, afterwards].map((rate) => rate.toFixed(1)).join(", "),
      "≥ half, then as before",
      meanwhile >= before / 2 && afterwards >= before * 0.9,
    ),
    row("most in a second", most, "≤ 20", most <= 20),
    { what: "by the second", figure: bySecond(times, from).join(" ") },
    ...allWell(outcomes),
  ];
}

/**
 * The calls of each second, with a bar where something begins.
 * @param {readonly number[]} times
 * @param {number} from
 */
function bySecond(times, from) {
  /** @type {number[]} */
  const counts = [];
  const first = Math.floor(((times[0] ?? 0) - from) / 1000);
  for (const time of times) {
    const second = Math.floor((time - from) / 1000) - first;
    counts[second] = (counts[second] ?? 0) + 1;
  }
  return Array.from(counts, (count = 0, second) => `${second === -first ? "| " : ""}${count}`);
}

/**
 * Lets all make calls for so long, while something happens.
 * @param {Member[]} fleet
 * @param {number} seconds
 * @param {() => Promise<unknown>} [meanwhile]
 * @param {number} [loops]
 */
async function during(fleet, seconds, meanwhile = async () => {}, loops = 4) {
  const outcomes = fleet.map((member) => member.run({ loops }));
  await Promise.all([pause(seconds * 1000), meanwhile()]);
  for (const member of fleet) member.stop();
  return Promise.all(outcomes);
}

/** @param {readonly Call[]} calls */
const timesOf = (calls) => calls.filter(({ status }) => status === 200).map(({ at }) => at);

/** @param {Record<string, number>} counts */
const total = (counts) => Object.values(counts).reduce((sum, count) => sum + count, 0);

/** @param {Outcome[]} outcomes */
function failures(outcomes) {
  /** @type {Record<string, number>} */
  const all = {};
  for (const { failed } of outcomes)
    for (const [kind, count] of Object.entries(failed)) all[kind] = (all[kind] ?? 0) + count;
  return total(all) === 0 ? [] : [{ what: "failed calls", figure: JSON.stringify(all) }];
}

/** @param {Outcome[]} outcomes @param {number} [expected] @returns {Row[]} */
function allWell(outcomes, expected) {
  const failed = outcomes.reduce((sum, outcome) => sum + total(outcome.failed), 0);
  const ok = outcomes.reduce((sum, outcome) => sum + outcome.ok, 0);
  const isRight = failed === 0 && (expected === undefined || ok === expected);
  return [row("calls, failed", `${ok}, ${failed}`, "0 failed", isRight), ...failures(outcomes)];
}

/**
 * @param {string} what
 * @param {string | number} figure
 * @param {string} bar
 * @param {boolean} [isKept]
 * @returns {Row}
 */
const row = (what, figure, bar, isKept) => ({ what, figure: String(figure), bar, isKept });

/** The engines by the names that the command line has for them. */
export { ENGINES };
