// `npm run runtimes`: the packed package in other runtimes, bundlers and frameworks (docs/en/runtimes.md), which it
// installs into .tools/ the first time.
//   npm run runtimes                  all of them
//   npm run runtimes -- workers       its test files whose name contains "workers", or one of several words

import { basename } from "node:path";
import { build } from "./build.mjs";
import { setup } from "./setup.mjs";
import { setupProxies } from "./setup/proxies.mjs";
import { setupRuntimes } from "./setup/runtimes.mjs";
import { setupWebKit } from "./setup/webkit.mjs";
import { readArguments } from "./support/arguments.mjs";
import { filesUnder } from "./support/files.mjs";
import { say } from "./support/language.mjs";
import { main, problem } from "./support/problem.mjs";
import { show } from "./support/run.mjs";
import { consumer, installConsumer, pack } from "./test/consumer.mjs";

await main(async () => {
  const { positionals: words } = readArguments(import.meta.url, {}, [0, Infinity]);
  const { chromium } = await setup({ browser: true });
  const found = await setupRuntimes();
  await build();
  await pack();
  await installConsumer();
  const webkit = await setupWebKit();
  const isMissing = "missing" in webkit;
  /** @param {string} path */
  const isWanted = (path) => words.length === 0 || words.some((word) => basename(path).includes(word));
  const tests = filesUnder(consumer("tests", "runtimes")).filter(
    (path) => path.endsWith(".test.mjs") && isWanted(path) && !(isMissing && basename(path) === "webkit.test.mjs"),
  );
  if (tests.length === 0) throw problem(`no test file named ${words}`, `aucun fichier de test nommé ${words}`);
  const options = ["--test", "--test-reporter=spec", "--test-timeout=300000", "--test-concurrency=1"];
  const env = {
    SNE_RUNTIMES: JSON.stringify(found),
    SNE_CHROMIUM: chromium,
    SNE_PROXIES: await setupProxies(),
    SNE_WEBKIT: isMissing ? undefined : JSON.stringify(webkit),
  };
  // Some of the tools refuse to run on the Node 20 that is enough for the rest.
  process.exitCode = await show(found.programs["Node 24"], [...options, ...tests], { cwd: consumer(), env });
  if (isMissing) console.log(say(`\nNot run: WebKit; ${webkit.missing}`, `\nPas lancé : WebKit ; ${webkit.missing}`));
});
