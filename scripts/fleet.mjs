// `npm run fleet`: fleets of processes over Redis, PostgreSQL and SQLite themselves, at the size of their bars
// (tests/fleet/run.mjs, docs/decisions, record 34).
//   npm run fleet                       8 processes; 75 seconds of pace on each engine
//   npm run fleet -- --processes 24     more of them
//   npm run fleet -- --seconds 20       for a shorter time

import { setupStores } from "./setup/stores.mjs";
import { readArguments } from "./support/arguments.mjs";
import { main } from "./support/problem.mjs";
import { runInConsumer } from "./test/consumer.mjs";

await main(async () => {
  /** @type {{ type: "string" }} */
  const text = { type: "string" };
  readArguments(import.meta.url, { seconds: text, processes: text });
  process.env.SNE_STORES = JSON.stringify(await setupStores());
  await runInConsumer("fleet");
});
