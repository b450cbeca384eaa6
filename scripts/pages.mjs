// `npm run pages`: every test of the console, of its views and of its demo, in Chromium and in Firefox; `npm test`
// leaves out of Firefox what hardly depends on the browser. The points of what the console promises, and where each is
// tested: docs/decisions/0046-both-browsers-by-hand.md.
//   npm run pages                         all of them, in both
//   npm run pages -- --browser firefox    in one of them
//   npm run pages -- everybody keyboard   the test files whose name contains one of these words

import { basename } from "node:path";
import { build } from "./build.mjs";
import { setup } from "./setup.mjs";
import { setupHeadless } from "./setup/headless.mjs";
import { buildDemo, DEMO } from "./site/demo.mjs";
import { readArguments } from "./support/arguments.mjs";
import { filesUnder } from "./support/files.mjs";
import { inRoot } from "./support/paths.mjs";
import { main, problem } from "./support/problem.mjs";
import { show } from "./support/run.mjs";
import { consumer, installConsumer, pack } from "./test/consumer.mjs";
import { useBrowsers } from "./test/suites.mjs";

/** By the names that the tests have for them. */
const BROWSERS = ["Chromium", "Firefox"];

await main(async () => {
  const options = /** @type {const} */ ({ browser: { type: "string" } });
  const { values, positionals: words } = readArguments(import.meta.url, options, [0, Infinity]);
  const browsers = wanted(values.browser);
  const { chromium, firefox } = await setup({ browser: true });
  await build();
  await pack();
  await installConsumer();
  await buildDemo(DEMO);
  await useBrowsers({ chromium: chromium && (await setupHeadless(chromium)), firefox });
  /** @param {string} path */
  const isWanted = (path) => words.length === 0 || words.some((word) => basename(path).includes(word));
  const files = [consumer("tests", "browser"), inRoot("tests", "demo")]
    .flatMap((folder) => filesUnder(folder))
    .filter((path) => path.endsWith(".test.mjs") && isWanted(path));
  if (files.length === 0) throw problem(`no test file named ${words}`, `aucun fichier de test nommé ${words}`);
  const node = ["--test", "--test-reporter=spec", "--test-timeout=600000"];
  const env = { SNE_BROWSERS: browsers.join(","), SNE_DEMO: DEMO };
  process.exitCode = await show(process.execPath, [...node, ...files], { cwd: consumer(), env });
});

/** @param {string | undefined} name */
function wanted(name) {
  if (name === undefined) return BROWSERS;
  const found = BROWSERS.filter((browser) => browser.toLowerCase() === name.toLowerCase());
  if (found.length > 0) return found;
  throw problem(
    `no browser ${name}; there are ${BROWSERS.join(", ")}`,
    `pas de navigateur ${name} ; il y a ${BROWSERS.join(", ")}`,
  );
}
