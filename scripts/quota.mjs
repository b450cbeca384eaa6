// `npm run quota`: the pace of the package against a server that enforces a quota, with p-limit and bottleneck beside
// it (tests/quota/run.mjs, docs/en/resilience.md).
//   npm run quota                       75 seconds: 20 in any second, 600 in any minute
//   npm run quota -- --seconds 200      for longer
//   npm run quota -- --seed 7           other delays on the way

import { setupPace } from "./setup/pace.mjs";
import { readArguments } from "./support/arguments.mjs";
import { main } from "./support/problem.mjs";
import { runInConsumer } from "./test/consumer.mjs";

await main(async () => {
  /** @type {{ type: "string" }} */
  const text = { type: "string" };
  readArguments(import.meta.url, { seconds: text, seed: text });
  process.env.SNE_PACE = await setupPace();
  await runInConsumer("quota");
});
