// What a long run costs for each of its items: `sne.bulk`, beside limiters that each let eight calls of a plain `fetch`
// be under way. In turns; a turn is a run of so many items.

import Bottleneck from "bottleneck";
import pLimit from "p-limit";
import PQueue from "p-queue";
import { SWAGGER } from "../contract.mjs";
import { takeTurns } from "../measure/turns.mjs";
import { open } from "../peers/fetch-limited.mjs";
import { clientOf } from "../peers/own.mjs";

/** @import { Effort } from "../measure/turns.mjs" */

const ITEMS = 300;
const CONCURRENCY = 8;
/** @type {{ origin: string, effort: Effort }} */
const { origin, effort } = JSON.parse(process.argv[2]);

const rows = Array.from({ length: ITEMS }, () => ({}));
const client = await clientOf(`${origin}/plain`, { contract: SWAGGER });
const { healthcheck } = await open(`${origin}/plain`);
await healthcheck();
const limit = pLimit(CONCURRENCY);
const queue = new PQueue({ concurrency: CONCURRENCY });
const bottleneck = new Bottleneck({ maxConcurrent: CONCURRENCY });

const ways = {
  "fetch, limited": async () => {
    let left = ITEMS;
    const work = async () => {
      while (left > 0) {
        left -= 1;
        await healthcheck();
      }
    };
    await Promise.all(Array.from({ length: CONCURRENCY }, work));
  },
  "p-limit": () => Promise.all(rows.map(() => limit(healthcheck))),
  "p-queue": () => Promise.all(rows.map(() => queue.add(healthcheck))),
  bottleneck: () => Promise.all(rows.map(() => bottleneck.schedule(healthcheck))),
  "sne bulk": async () => {
    let done = 0;
    for await (const { ok } of client.bulk("healthcheck", rows, { concurrency: CONCURRENCY })) done += Number(ok);
    if (done !== ITEMS) throw new Error(`${done} of ${ITEMS}`);
  },
};
const times = await takeTurns(ways, { ...effort, concurrency: 1 });
/** @param {number[]} figures */
const forEach = (figures) => figures.map((figure) => figure / ITEMS);
const found = Object.entries(times).map(([name, { wall, processor }]) => {
  return [name, { wall: forEach(wall), processor: forEach(processor) }];
});
console.log(JSON.stringify(Object.fromEntries(found)));
process.exit(0);
