// Many calls of one client under faults: each must end once and in a known way, and nothing be left of it.

import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { SneCotation, SneError } from "sne-cotation";
import { createSimulator } from "sne-cotation/simulator";
import { randomFrom } from "../support/random.mjs";
import { disturb } from "./faults.mjs";
import { heldBytes, wasmBytes, watchWasm } from "./memory.mjs";

/** @import { CallOptions } from "sne-cotation" */
/** @import { Random } from "../support/random.mjs" */

/**
 * @typedef {object} SoakOptions
 * @property {(calls: number) => boolean} isOver
 * @property {number} warmUp
 * @property {number} [seed]
 * @property {(ended: number) => void} [onProgress]
 */

/** @typedef {Awaited<ReturnType<typeof start>>} Run */

const OK = { version: "1.0", etat: "OK" };
/** Many, because a client may wait before it tries again. */
const CALLERS = 200;
/** Milliseconds without any call ending, after which those under way never will. */
const NEVER = 60_000;
/**
 * Refusals of tokens: so many, and another each so many milliseconds. A client does not replace more
 * (docs/decisions, record 27), and this one makes as many calls in a second as others in an hour.
 */
const AT_ONCE = 2;
const APART = 15_000;

/**
 * Goes on until `isOver(calls)`. Resolves to what was measured: `calls`, `pending`, `outcomes` (how many ended how),
 * `heapGrowth` and, for each wasm, `wasmGrowth` in bytes since the first `warmUp` calls, `held` and `wasm` at the end,
 * and the `listeners` left on the signal that calls shared.
 * @param {SoakOptions} options
 */
export async function soak({ isOver, warmUp, seed, onProgress = () => {} }) {
  watchWasm();
  const run = await start(seed);
  await callUntil(run, (calls) => calls >= warmUp, onProgress);
  const before = await measure();
  await callUntil(run, isOver, onProgress);
  const after = await measure();
  await run.client.close();
  const wasmGrowth = after.wasm.map((bytes, index) => bytes - before.wasm[index]);
  const { begun, ended, outcomes, shared } = run;
  const listeners = getEventListeners(shared.signal, "abort").length;
  const heapGrowth = after.held - before.held;
  return { calls: begun, pending: begun - ended, outcomes, heapGrowth, wasmGrowth, listeners, ...after };
}

async function measure() {
  return { held: await heldBytes(), wasm: wasmBytes() };
}

/**
 * The simulator first, so that its wasm is the first; then the one client.
 * @param {number | undefined} seed
 */
async function start(seed = 1) {
  const simulator = await createSimulator({ seed, tokenThrottle: { window: 1, limit: 1_000_000 } });
  const { clientId, clientSecret } = simulator.find("works");
  simulator.update(clientId, { quotas: [] });
  const client = await SneCotation.create({
    environment: "sandbox",
    clientId,
    clientSecret,
    fetch: simulator.fetch,
    timeout: 5000,
    maxResponseBytes: 100_000,
  });
  const random = randomFrom(seed);
  /** @type {Record<string, number>} */
  const outcomes = {};
  const counts = { begun: 0, ended: 0, revocations: 0, since: performance.now() };
  return { simulator, client, random, shared: new AbortController(), outcomes, ...counts };
}

/**
 * Many callers, each with one call after the other, until it is over and every call has ended.
 * @param {Run} run
 * @param {(calls: number) => boolean} isOver
 * @param {(ended: number) => void} onProgress
 */
async function callUntil(run, isOver, onProgress) {
  const caller = async () => {
    while (!isOver(run.begun)) {
      await oneCall(run);
      if (run.ended % 10_000 === 0) onProgress(run.ended);
      // The simulator can answer without time passing.
      if (run.ended % 50 === 0) await new Promise(setImmediate);
    }
  };
  const watch = new AbortController();
  const callers = Promise.all(Array.from({ length: CALLERS }, caller));
  await Promise.race([callers, stuck(run, watch.signal)]);
  watch.abort();
}

/**
 * Resolves when no call has ended for long.
 * @param {Run} run
 * @param {AbortSignal} signal
 */
async function stuck(run, signal) {
  for (let last = -1; last !== run.ended; ) {
    last = run.ended;
    await pause(NEVER, undefined, { signal }).catch(() => {});
    if (signal.aborted) return;
  }
}

/** @param {Run} run */
async function oneCall(run) {
  const { simulator, client, random, shared, outcomes } = run;
  if (disturb(simulator, random, run.revocations < AT_ONCE + (performance.now() - run.since) / APART))
    run.revocations += 1;
  const own = random.chance(0.1) ? new AbortController() : undefined;
  const signal = own?.signal ?? (random.chance(0.9) ? shared.signal : undefined);
  run.begun += 1;
  const call = wish(client, random, { signal, timeout: 1000 + random.below(500) });
  if (own) random.pick([() => own.abort("enough"), () => setImmediate(() => own.abort("enough")), () => {}])();
  const outcome = await call.then(
    () => "ok",
    (error) => (own?.signal.aborted && error === "enough" ? "aborted" : kindOf(error)),
  );
  run.ended += 1;
  outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
}

/**
 * @param {SneCotation} client
 * @param {Random} random
 * @param {CallOptions} options
 */
async function wish(client, random, options) {
  if (random.chance(0.05)) return assert.equal(typeof (await client.accessToken(options)), "string");
  if (random.chance(0.5)) return assert.deepEqual(await client.healthcheck(options), OK);
  const { status, data } = await client.request({ path: "/healthcheck", query: { q: random.below(1e6) }, ...options });
  return assert.deepEqual([status, data], [200, OK]);
}

/**
 * What is neither an answer, an abort nor a failure of the client's is a failure of the soak.
 * @param {unknown} error
 * @returns {string}
 */
function kindOf(error) {
  if (error instanceof SneError) return error.kind;
  return `unknown: ${error instanceof Error ? error.stack : String(error)}`;
}
