// `npm run hostile`: hostile answers, as many as one likes, to the packed tarball.
//   npm run hostile                              100,000 answers
//   npm run hostile -- --answers 5000 --seed 7   as many, the same again with the same seed

import { runInConsumer } from "./test/consumer.mjs";
import { readArguments } from "./support/arguments.mjs";
import { main } from "./support/problem.mjs";

await main(async () => {
  readArguments(import.meta.url, { answers: { type: "string" }, seed: { type: "string" } });
  await runInConsumer("hostile");
});
