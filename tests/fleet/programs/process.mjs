// A process of a fleet: a client that makes calls when it is told to. FLEET says how it is set up; its parent tells it
// what to do, and gets what came of it.

import { setTimeout as pause } from "node:timers/promises";
import { setClock } from "./clock.mjs";

/** @import { Setup } from "../fleet.mjs" */
/** @typedef {{ perSecond?: number, perMinute?: number }} Limits */
/** A call through somebody's pace; throws what it fails with. @typedef {() => Promise<unknown>} Call */

/**
 * What came of an order: calls that succeeded, those that failed, by their kinds, how long each took, and when the last
 * was over; and how often the store was read and written.
 * @typedef {object} Outcome
 * @property {number} ok
 * @property {Record<string, number>} failed
 * @property {number[]} durations
 * @property {number} reads
 * @property {number} writes
 * @property {Record<string, number>} events
 */

/** @type {Setup & { environment: { tokenUrl: string, apiUrl: string }, name: string }} */
const setup = JSON.parse(process.env.FLEET ?? "{}");
setClock(setup.skew ?? 0);
const { openCaller } = await import("./callers.mjs");
const { call, counts, close } = await openCaller(setup);
/** @type {Outcome} */
const outcome = { ok: 0, failed: {}, durations: [], ...counts };
let isOver = false;

async function one() {
  const begun = performance.now();
  try {
    await call();
    outcome.ok += 1;
    outcome.durations.push(performance.now() - begun);
  } catch (error) {
    const { kind, name } = /** @type {{ kind?: string, name: string }} */ (error);
    const said = kind ?? name;
    outcome.failed[said] = (outcome.failed[said] ?? 0) + 1;
    // Who is refused at once does not ask again at once.
    await pause(20);
  }
}

/** @param {number} count */
async function loops(count) {
  const loop = async () => {
    while (!isOver) await one();
  };
  await Promise.all(Array.from({ length: count }, loop));
}

process.on("message", async (/** @type {{ burst?: number, loops?: number, stop?: boolean }} */ order) => {
  if (order.stop) isOver = true;
  else {
    if (order.burst !== undefined) await Promise.all(Array.from({ length: order.burst }, one));
    else await loops(order.loops ?? 1);
    process.send?.({ outcome: { ...outcome, ...counts } });
    await close();
    process.disconnect();
  }
});
process.send?.({ ready: true });
