// Loops that go on for some seconds against gateways that enforce a quota, each against its own, at the same time
// (tests/quota has them): how many calls were let through, how many refused, how much of the quota was used.

import Bottleneck from "bottleneck";
import pLimit from "p-limit";
import PQueue from "p-queue";
import { byBottleneck, byLimit, byQueue, byThePackage } from "../../tests/quota/loops.mjs";
import { gateway, mostWithin } from "../../tests/quota/server.mjs";

/** @import { IsOver } from "../../tests/quota/loops.mjs" */
/** @import { Gateway } from "../../tests/quota/server.mjs" */

const PER_SECOND = 20;
const seconds = Number(process.argv[2]);

/** @type {(() => unknown)[]} */
const ends = [];
const ending = { after: (/** @type {() => unknown} */ end) => ends.push(end) };
const limits = { perSecond: PER_SECOND };
/** @type {[name: string, loop: (gateway: Gateway, isOver: IsOver) => Promise<unknown>][]} */
const LOOPS = [
  ["sne rateLimit", (its, isOver) => byThePackage(its, limits, isOver)],
  ["p-limit", (its, isOver) => byLimit(its, pLimit, isOver)],
  ["p-queue", (its, isOver) => byQueue(its, PQueue, limits, isOver)],
  ["bottleneck", (its, isOver) => byBottleneck(its, Bottleneck, limits, isOver)],
];
const end = performance.now() + seconds * 1000;
const isOver = () => performance.now() >= end;
const found = await Promise.all(
  LOOPS.map(async ([name, loop]) => {
    const its = await gateway(ending, { windows: [[1, PER_SECOND]], seed: 1 });
    await Promise.race([loop(its, isOver), new Promise((resolve) => setTimeout(resolve, seconds * 1000 + 2000))]);
    const passed = its.passed.length;
    const { refused } = its.account;
    const used = (passed / (PER_SECOND * seconds)) * 100;
    return [name, { passed, refused, most: mostWithin(its.passed, 1), used }];
  }),
);
console.log(JSON.stringify(Object.fromEntries(found)));
for (const end of ends) await end();
process.exit(0);
