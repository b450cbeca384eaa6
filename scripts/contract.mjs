// `npm run contract`: calls every operation of a contract with generated data against the simulator
// (tests/contract/run.mjs).
//   npm run contract -- FILE                ten calls of each operation; FILE is found from where the command was typed
//   npm run contract -- FILE --seeds 100    more of them

import { resolve } from "node:path";
import { readArguments } from "./support/arguments.mjs";
import { main } from "./support/problem.mjs";
import { runInConsumer } from "./test/consumer.mjs";

await main(async () => {
  const { values, positionals } = readArguments(import.meta.url, { seeds: { type: "string", default: "10" } }, [1, 1]);
  const file = resolve(process.env.INIT_CWD ?? process.cwd(), positionals[0]);
  process.argv = [...process.argv.slice(0, 2), file, "--seeds", values.seeds];
  await runInConsumer("contract");
});
