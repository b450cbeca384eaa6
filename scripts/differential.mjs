// `npm run differential`: the requests of the package against those of swagger-client, for the contracts of a folder
// (tests/differential/run.mjs, docs/en/differential.md).
//   npm run differential -- FOLDER                every *.json in it; found from where the command was typed
//   npm run differential -- FOLDER --only WORD    those whose name contains "WORD"
//   npm run differential -- FOLDER --json FILE    writes what came of each call into a file, too
//   npm run differential -- FOLDER --seeds 5      makes each call with five sets of parameters, rather than two
//   npm run differential -- FOLDER --seconds 60   gives up on a document after a minute, rather than two
//   npm run differential -- FOLDER --jobs 4       as many documents at once, rather than one for each two processors

import { setupPeer } from "./setup/peer.mjs";
import { folderArguments } from "./support/arguments.mjs";
import { main } from "./support/problem.mjs";
import { runInConsumer } from "./test/consumer.mjs";

await main(async () => {
  const args = folderArguments(import.meta.url);
  process.env.SNE_PEER = await setupPeer();
  process.argv = [...process.argv.slice(0, 2), ...args];
  await runInConsumer("differential");
});
