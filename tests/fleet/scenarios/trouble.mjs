// What goes wrong: an engine that loses its data, stands still, is gone, is slow; a gateway that refuses.

import { setTimeout as pause } from "node:timers/promises";
import { startFleet } from "../fleet.mjs";
import { mostSliding } from "../figures.mjs";
import { PROCESSES, allWell, during, failures, rates, row, setupOn, timesOf } from "../measured.mjs";
import { startPlatform } from "../platform.mjs";

/** @import { Tried } from "../engines.mjs" */
/** @import { Row } from "../figures.mjs" */
/** @import { Scenario, Stage } from "../measured.mjs" */

/** Seconds that a loss of data may cost. */
const LOST = 1.5;

/** @type {Record<string, Scenario>} */
export const trouble = {
  "data lost three times": (stage) => loss(stage, 3, stage.tried.wipe),
  "a primary that is replaced by an empty one": async (stage) => {
    const { refuse } = stage.tried;
    return refuse === undefined ? [] : loss(stage, 1, async () => (await refuse())());
  },

  "the engine stands still for 10 s": async (stage) => tenSeconds(stage, () => stage.tried.freeze()),
  "the engine is gone for 10 s": async (stage) => tenSeconds(stage, stage.tried.refuse),
  "the engine answers after 5 s": async (stage) => {
    if (stage.tried.slow === undefined) return [];
    const { where, delay } = await stage.tried.slow();
    return tenSeconds({ ...stage, tried: { ...stage.tried, where } }, async () => {
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
};

/**
 * A quota of a second, of which no more than so many seconds are lost with the data of the engine, and the time that it
 * takes until it is there again.
 * @param {Stage} stage
 * @param {number} times
 * @param {() => Promise<unknown>} lose
 */
async function loss({ tried, ending, seconds = 30 }, times, lose) {
  const platform = await startPlatform(ending);
  const fleet = await startFleet(ending, platform, PROCESSES, { ...setupOn(tried), rateLimit: { perSecond: 20 } });
  let gone = 0;
  const outcomes = await during(fleet, seconds, async () => {
    for (let time = 0; time < times; time += 1) {
      await pause((seconds * 1000) / (times + 1));
      const begun = performance.now();
      await lose();
      gone += (performance.now() - begun) / 1000;
    }
  });
  const least = (0.88 * (seconds - times * LOST - gone)) / seconds;
  const rows = await rates(platform, PROCESSES, { perSecond: 20 }, seconds, least);
  return [...rows, ...allWell(outcomes)];
}

/**
 * Ten seconds of something that happens to the engine, between five before and five after.
 * @param {Stage} stage
 * @param {Tried["freeze"] | undefined} begin
 * @returns {Promise<Row[]>}
 */
async function tenSeconds({ tried, ending }, begin) {
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
