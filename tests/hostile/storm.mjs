// A storm of hostile answers over one instance of the wasm, by the public API and an injected `fetch`: every call must
// settle with a value, an `SneError` or the reason of its own abort, show no secret, and leave its client usable.

import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import { SneCotation } from "sne-cotation";
import { checkShape } from "../node/support/failure.mjs";
import { randomFrom } from "../support/random.mjs";
import { hostileAnswer } from "./answers.mjs";

/** @import { FetchLike, Options, TokenAnswer, TokenOptions } from "sne-cotation" */
/** @import { Random } from "../support/random.mjs" */

/**
 * @typedef {{ isHostile: boolean, given: number }} Weather whether it storms, and how many hostile answers were given
 */
/** @typedef {{ isFulfilled: true } | { isFulfilled: false, error: unknown }} Settled how a call ended */
/** @typedef {{ headers: Record<string, string>, body?: unknown, signal?: AbortSignal }} Sent */

const SECRET = "st0rm-s3cret-value";
const TOKEN = "storm-token-value";
const PERSONAL = "1850578006048";
const OK = { version: "1.0", etat: "OK" };
const CALLERS = 100;
/** How long a caller keeps clients of its own, beside those that all callers share and that last through it all. */
const OWN_ROUNDS = 40;
/** Milliseconds for a call: what hangs must not hold up the rest. */
const TIMEOUT = 40;
/** Milliseconds after which a call that has not settled never will. */
const NEVER = 30_000;

/**
 * Lets it storm until so many hostile answers were given. Resolves to how the calls ended: `{ answers, calls, ok,
 * aborted, …kinds }`. Rejects, naming the seed and the call, when one does not end as it must.
 * @param {{ answers: number, seed: number, onProgress?: (given: number) => void }} options
 */
export async function storm({ answers, seed, onProgress = () => {} }) {
  const weather = { isHostile: true, given: 0 };
  const veterans = await clientsIn(weather, seed);
  /** @type {Record<string, number>} */
  const totals = { calls: 0 };
  /** @param {number} number */
  const caller = async (number) => {
    /** @type {SneCotation[]} */
    let own = [];
    for (let round = 0; weather.given < answers; round += 1) {
      if (round % OWN_ROUNDS === 0) {
        for (const client of own) void client.close();
        own = await clientsIn(weather, seed);
      }
      const random = randomFrom(seed, number, round);
      const client = random.pick(random.chance(0.5) ? veterans : own);
      const outcome = await oneCall(random, client, `seed ${seed}, caller ${number}, round ${round}`);
      totals.calls += 1;
      totals[outcome] = (totals[outcome] ?? 0) + 1;
      if (totals.calls % 10_000 === 0) onProgress(weather.given);
      // Whatever fails at once must not keep time from passing for the others.
      await new Promise(setImmediate);
    }
    return own;
  };
  const last = await Promise.all(Array.from({ length: CALLERS }, (_, number) => caller(number)));
  weather.isHostile = false;
  const clients = [...veterans, ...last.flat()];
  await Promise.all(clients.map(assertUsable));
  await Promise.all(clients.map((client) => client.close()));
  return { answers: weather.given, ...totals };
}

/**
 * A client with credentials, one with a provider of tokens as hostile as the rest, and one with a small limit.
 * @param {Weather} weather
 * @param {number} seed
 */
async function clientsIn(weather, seed) {
  /** @type {FetchLike} */
  const fetch = (url, init) => /** @type {Promise<Response>} */ (answerIn(weather, seed, url, init));
  const common = /** @type {const} */ ({ environment: "sandbox", fetch, timeout: TIMEOUT });
  const credentials = { clientId: "storm", clientSecret: SECRET };
  /** @type {TokenOptions["getToken"]} */
  const getToken = ({ signal }) => {
    weather.given += 1;
    const random = randomFrom(seed, weather.given, 1);
    if (!weather.isHostile || random.chance(0.5)) return { access_token: TOKEN };
    return /** @type {TokenAnswer} */ (hostileAnswer(random, "", signal));
  };
  return Promise.all([
    create({ ...common, ...credentials }),
    create({ ...common, ...credentials, maxResponseBytes: 50, language: "en" }),
    create({ ...common, getToken }),
  ]);
}

/**
 * A client that does not try again by itself, as far as this version can be told so: it is answers that count here.
 * @param {Options} options
 */
function create(options) {
  return SneCotation.create({ ...options, retry: false }).catch(() => SneCotation.create(options));
}

/**
 * @param {Weather} weather
 * @param {number} seed
 * @param {string} url
 * @param {Sent} init what the client gives to `fetch`
 */
function answerIn(weather, seed, url, { headers, body, signal }) {
  const isToken = url.endsWith("/token");
  const good = isToken ? { access_token: TOKEN, expires_in: 3600 } : OK;
  if (!weather.isHostile) return Promise.resolve(Response.json(good));
  weather.given += 1;
  const random = randomFrom(seed, weather.given, 0);
  // Without some tokens, no call would get as far as the API.
  if (isToken && random.chance(0.5)) return Promise.resolve(Response.json(good));
  // What this request carried: a token of another time is not this call's to know.
  const secret = isToken ? SECRET : String(headers.authorization).replace("Bearer ", "");
  const sent = random.pick([String(body ?? "no body"), JSON.stringify(headers), secret]);
  return hostileAnswer(random, sent, signal);
}

/**
 * Makes a call of any kind; resolves to how it ended.
 * @param {Random} random
 * @param {SneCotation} client
 * @param {string} where
 * @returns {Promise<string>}
 */
async function oneCall(random, client, where) {
  const { signal, reason, abortLater } = signalOf(random);
  const timeout = 5 + random.below(TIMEOUT);
  const body = random.pick([{ nir: PERSONAL }, PERSONAL, [PERSONAL], new TextEncoder().encode(PERSONAL)]);
  const call = random.oneOf(
    () => client.healthcheck({ signal, timeout }),
    () => client.request({ path: "/a/b", query: { q: PERSONAL }, signal, timeout }),
    () => client.request({ method: "POST", path: "/a", body, signal, timeout }),
    () => client.accessToken({ signal, timeout }),
  );
  abortLater();
  if (random.chance(0.1)) client.forgetToken();
  const settled = await settledOf(call, where);
  if (settled.isFulfilled) return "ok";
  if (signal?.aborted && Object.is(settled.error, reason ?? signal.reason)) return "aborted";
  return checkError(settled.error, where).kind;
}

/**
 * @param {Promise<unknown>} call
 * @param {string} where
 * @returns {Promise<Settled>}
 */
async function settledOf(call, where) {
  const late = new AbortController();
  const never = pause(NEVER, undefined, { signal: late.signal }).then(
    () => assert.fail(`${where}: not settled`),
    () => /** @type {Settled} */ ({ isFulfilled: false, error: undefined }),
  );
  const ended = call.then(
    () => /** @type {Settled} */ ({ isFulfilled: true }),
    (error) => /** @type {Settled} */ ({ isFulfilled: false, error }),
  );
  const settled = await Promise.race([ended, never]);
  late.abort();
  return settled;
}

/**
 * None, one that aborts now, soon or never; for any reason.
 * @param {Random} random
 * @returns {{ signal?: AbortSignal, reason?: unknown, abortLater: () => void }}
 */
function signalOf(random) {
  if (random.chance(0.6)) return { abortLater: () => {} };
  const controller = new AbortController();
  const reason = random.pick([undefined, "enough", 0, Symbol("enough"), { enough: true }, new Error("enough")]);
  const abort = () => controller.abort(reason);
  if (random.chance(0.2)) abort();
  const later = [() => {}, abort, () => queueMicrotask(abort), () => setImmediate(abort), () => setTimeout(abort, 3)];
  return { signal: controller.signal, reason, abortLater: random.pick(later) };
}

/**
 * @param {unknown} error
 * @param {string} where
 */
function checkError(error, where) {
  checkShape(error);
  const cause = error.cause instanceof Error ? error.cause.stack : error.cause;
  const shown = `${error.stack} ${JSON.stringify(error)} ${cause}`;
  for (const hidden of [SECRET, TOKEN, PERSONAL])
    assert.ok(!shown.includes(hidden), `${where}: ${hidden} shows: ${shown}`);
  return error;
}

/**
 * The client works when what it talks to does; one that spares a platform in trouble may take a moment, and is told to
 * forget.
 * @param {SneCotation} client
 */
async function assertUsable(client) {
  const deadline = Date.now() + 60_000;
  client.forgetToken();
  for (;;) {
    const outcome = await client.healthcheck({ timeout: 5000 }).catch((error) => error);
    if (!(outcome instanceof Error)) return assert.deepEqual(outcome, OK);
    if (Date.now() > deadline) throw outcome;
    await pause(100);
  }
}
