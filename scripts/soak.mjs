// `npm run soak`: one client of the packed tarball under faults for a long time.
//   npm run soak                          50,000 calls
//   npm run soak -- --calls 1000000       more of them
//   npm run soak -- --minutes 10          as many as there is time for
//   npm run soak -- --seed 7              other faults

import { runInConsumer } from "./test/consumer.mjs";
import { readArguments } from "./support/arguments.mjs";
import { main } from "./support/problem.mjs";

await main(async () => {
  /** @type {{ type: "string" }} */
  const text = { type: "string" };
  readArguments(import.meta.url, { calls: text, minutes: text, seed: text });
  await runInConsumer("soak", ["--expose-gc"]);
});
