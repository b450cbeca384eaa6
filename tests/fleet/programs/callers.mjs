// Whose pace a process keeps: that of the package, on a store or alone; or that of a peer, on Redis.

import { SneCotation } from "sne-cotation";
import { openStore } from "../../stores/support/open.mjs";
import { importPackage } from "../../stores/support/packages.mjs";

/** @import { Store } from "sne-cotation/store/testing" */
/** @import { Setup } from "../fleet.mjs" */
/** @import { Call } from "./process.mjs" */

/** @typedef {{ reads: number, writes: number, events: Record<string, number> }} Counts */
/** @typedef {{ call: Call, counts: Counts, close: () => unknown }} Caller */
/** @typedef {Setup & { environment: { tokenUrl: string, apiUrl: string }, name: string }} Whole */

/** @type {Record<NonNullable<Setup["by"]>, (setup: Whole, counts: Counts) => Promise<Omit<Caller, "counts">>>} */
const CALLERS = {
  async "sne-cotation"({ kind, where, environment, name, rateLimit, fleet, secret, tellsToken }, counts) {
    const opened = kind === undefined ? undefined : await openStore(kind, where ?? {});
    const store = opened && counted(opened.store, counts);
    const sne = await SneCotation.create(
      /** @type {Parameters<typeof SneCotation.create>[0]} */ ({
        environment,
        clientId: "fleet",
        clientSecret: secret ?? "s3cret",
        headers: { "x-process": name },
        retry: false,
        deadline: 600_000,
        ...(rateLimit && { rateLimit }),
        ...(store && { store, ...(fleet && { fleet }) }),
        ...(tellsToken && { fetch: tellingFetch(environment.tokenUrl) }),
        /** @param {{ type: string }} event */
        onEvent: ({ type }) => {
          counts.events[type] = (counts.events[type] ?? 0) + 1;
        },
      }),
    );
    return {
      call: () => sne.healthcheck(),
      async close() {
        await sne.close();
        await opened?.close();
      },
    };
  },
  async bottleneck({ where, environment, name, rateLimit }) {
    const { default: Bottleneck } = await importPackage("bottleneck");
    const { Redis } = await importPackage("ioredis");
    const client = new Redis({ path: where?.path });
    client.on("error", () => {});
    const connection = new Bottleneck.IORedisConnection({ client });
    const limiter = new Bottleneck({ id: "fleet", minTime: 1000 / (rateLimit?.perSecond ?? 1), connection });
    limiter.on("error", () => {});
    await limiter.ready();
    return {
      call: () => limiter.schedule(() => plain(environment.apiUrl, name)),
      close: () => limiter.disconnect(true),
    };
  },
  async "rate-limiter-flexible"({ where, environment, name, rateLimit }) {
    const { RateLimiterQueue, RateLimiterRedis } = await importPackage("rate-limiter-flexible");
    const { Redis } = await importPackage("ioredis");
    const client = new Redis({ path: where?.path });
    client.on("error", () => {});
    const limiter = new RateLimiterRedis({ storeClient: client, points: rateLimit?.perSecond ?? 1, duration: 1 });
    const queue = new RateLimiterQueue(limiter);
    return {
      async call() {
        await queue.removeTokens(1, "fleet");
        await plain(environment.apiUrl, name);
      },
      close: () => client.disconnect(),
    };
  },
};

/** @param {Whole} setup @returns {Promise<Caller>} */
export async function openCaller(setup) {
  /** @type {Counts} */
  const counts = { reads: 0, writes: 0, events: {} };
  return { counts, ...(await CALLERS[setup.by ?? "sne-cotation"](setup, counts)) };
}

/** A call as a program makes it that has no client. @param {string} apiUrl @param {string} name */
async function plain(apiUrl, name) {
  const response = await fetch(`${apiUrl}/healthcheck`, { headers: { "x-process": name } });
  await response.arrayBuffer();
  if (!response.ok) throw Object.assign(new Error(), { kind: response.status === 429 ? "quota" : "other" });
}

/**
 * A store that counts how often it is asked.
 * @param {Store} store
 * @param {Counts} counts
 * @returns {Store}
 */
function counted(store, counts) {
  return {
    read(key) {
      counts.reads += 1;
      return store.read(key);
    },
    write(...cell) {
      counts.writes += 1;
      return store.write(...cell);
    },
  };
}

/** A fetch that tells the parent of token requests, once they are on their way. @param {string} tokenUrl */
function tellingFetch(tokenUrl) {
  /** @param {Parameters<typeof fetch>} request */
  return (...request) => {
    const answer = fetch(...request);
    if (String(request[0]) === tokenUrl) process.send?.({ token: process.pid });
    return answer;
  };
}
