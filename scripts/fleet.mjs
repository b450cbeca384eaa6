// `npm run fleet`: many processes that share one token and one quota, on the engines themselves, with bottleneck and
// rate-limiter-flexible beside them (tests/fleet/run.mjs, docs/en/workers.md).
//   npm run fleet                            every scenario on Redis, PostgreSQL and SQLite
//   npm run fleet -- --engine redis quota    those whose name contains "quota", on Redis
//   npm run fleet -- --seconds 20            shorter
//   npm run fleet -- --seed 7                other delays on the way

import { setupStores } from "./setup/stores.mjs";
import { readArguments } from "./support/arguments.mjs";
import { main } from "./support/problem.mjs";
import { runInConsumer } from "./test/consumer.mjs";

await main(async () => {
  /** @type {{ type: "string" }} */
  const text = { type: "string" };
  readArguments(import.meta.url, { engine: text, seconds: text, seed: text }, [0, Infinity]);
  process.env.SNE_STORES = JSON.stringify(await setupStores());
  await runInConsumer("fleet");
});
