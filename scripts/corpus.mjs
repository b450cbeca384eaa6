// `npm run corpus`: how the package fares with a folder of contracts (tests/corpus/run.mjs, docs/en/corpus.md): which
// it reads, which of their operations it can call, which types compile.
//   npm run corpus -- FOLDER                every *.json in it; found from where the command was typed
//   npm run corpus -- FOLDER --only WORD    those whose name contains "WORD"
//   npm run corpus -- FOLDER --json FILE    writes all that was found into a file, too
//   npm run corpus -- FOLDER --seeds 5      calls each operation with five sets of parameters, rather than two
//   npm run corpus -- FOLDER --seconds 60   gives up on a document after a minute, rather than two
//   npm run corpus -- FOLDER --jobs 4       as many documents at once, rather than one for each two processors
//   npm run corpus -- FOLDER --untimed      does not measure how long reading takes
//   npm run corpus -- FOLDER --whole        every share must be 100 %, as it is for the documents of tests/corpus

import { folderArguments } from "./support/arguments.mjs";
import { main } from "./support/problem.mjs";
import { runInConsumer } from "./test/consumer.mjs";

await main(async () => {
  process.argv = [...process.argv.slice(0, 2), ...folderArguments(import.meta.url, ["untimed", "whole"])];
  await runInConsumer("corpus");
});
