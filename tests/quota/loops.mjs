// Loops that make calls as fast as they may: by the package, by p-limit, by p-queue, by bottleneck. Each goes on until
// it is told that it is over.

import { SneCotation } from "sne-cotation";
import { CREDENTIALS } from "../node/support/platform.mjs";

/** @import { Gateway } from "./server.mjs" */
/** @typedef {{ perSecond: number, perMinute?: number }} Limits */
/** @typedef {() => boolean} IsOver */
/** @typedef {{ schedule: (call: () => Promise<unknown>) => Promise<unknown>, disconnect(): unknown }} BottleneckLike */

/** Calls that the loops have under way at once. */
const WORKERS = 8;

/**
 * The package, with its quota declared.
 * @param {Gateway} gateway
 * @param {Limits} rateLimit
 * @param {IsOver} isOver
 */
export async function byThePackage({ tokenUrl, apiUrl }, rateLimit, isOver) {
  const sne = await SneCotation.create({ environment: { tokenUrl, apiUrl }, ...CREDENTIALS, rateLimit, retry: false });
  await workers(isOver, () => sne.healthcheck().then(() => {}, ofTheQuota));
  const metrics = sne.metrics();
  await sne.close();
  return metrics;
}

/** A refusal is what is counted. @param {{ kind?: string }} error */
function ofTheQuota(error) {
  if (error.kind !== "quota") throw error;
}

/**
 * p-limit, which bounds how many calls are under way.
 * @param {Gateway} gateway
 * @param {(concurrency: number) => (call: () => Promise<unknown>) => Promise<unknown>} pLimit
 * @param {IsOver} isOver
 */
export async function byLimit({ apiUrl }, pLimit, isOver) {
  const limit = pLimit(1);
  await workers(isOver, () => limit(() => plain(apiUrl)));
}

/**
 * bottleneck, with both windows declared as it has them: a least time between two calls, and a reservoir.
 * @param {Gateway} gateway
 * @param {new (options: object) => BottleneckLike} Bottleneck
 * @param {Limits} limits
 * @param {IsOver} isOver
 */
export async function byBottleneck({ apiUrl }, Bottleneck, { perSecond, perMinute }, isOver) {
  const reservoir = { reservoir: perMinute, reservoirRefreshAmount: perMinute, reservoirRefreshInterval: 60_000 };
  const limiter = new Bottleneck({ minTime: 1000 / perSecond, ...(perMinute === undefined ? {} : reservoir) });
  await workers(isOver, () => limiter.schedule(() => plain(apiUrl)));
  await limiter.disconnect();
}

/**
 * p-queue, which lets so many calls begin in each interval.
 * @param {Gateway} gateway
 * @param {new (options: object) => { add(call: () => Promise<unknown>): Promise<unknown> }} PQueue
 * @param {Limits} limits
 * @param {IsOver} isOver
 */
export async function byQueue({ apiUrl }, PQueue, { perSecond }, isOver) {
  const queue = new PQueue({ interval: 1000, intervalCap: perSecond });
  await workers(isOver, () => queue.add(() => plain(apiUrl)));
}

/** A call as a program makes it that has no client. @param {string} apiUrl */
export async function plain(apiUrl) {
  const response = await fetch(`${apiUrl}/healthcheck`);
  await response.arrayBuffer();
}

/**
 * Makes calls until all is over; what is still waiting for its turn then is not waited for.
 * @param {IsOver} isOver
 * @param {() => Promise<unknown>} call
 */
async function workers(isOver, call) {
  const work = async () => {
    while (!isOver()) await call();
  };
  await Promise.all(Array.from({ length: WORKERS }, work));
}
