// One suite in a process of its own, as scripts/test/runner.mjs starts it: its name, and the words that keep some of
// its test files. Ends with 1 when it fails; tells before what it has used of the processors.

import { main } from "../support/problem.mjs";
import { processorTime } from "./processes.mjs";
import { SUITES } from "./suites.mjs";

const [name, ...words] = process.argv.slice(2);

await main(async () => {
  try {
    await SUITES.find((suite) => suite.name === name)?.run(words);
  } finally {
    process.send?.({ processor: processorTime() });
  }
});
