// Prepares a machine to build and test this repository: checks first, installs only what is missing, and says what it
// does. `npm start`, `npm test` and `npm run build` call it; `npm run setup` runs it alone (with `-- --browser` for a
// Chromium and a Firefox).

import { setupChromium } from "./setup/chromium.mjs";
import { setupFirefox } from "./setup/firefox.mjs";
import { checkNode } from "./setup/node.mjs";
import { setupPackages } from "./setup/packages.mjs";
import { setupRust } from "./setup/rust.mjs";
import { setupTools } from "./setup/tools.mjs";
import { duration, say } from "./support/language.mjs";
import { isMain, main } from "./support/problem.mjs";
import { together } from "./support/run.mjs";

/**
 * Prepares everything for a build; with `browser`, also for the browser tests; with `rust: false`, what runs in Node
 * alone.
 * @returns {Promise<{ chromium?: string, firefox?: string }>} the browsers' paths
 */
export async function setup({ browser = false, rust = true } = {}) {
  const begun = performance.now();
  checkNode();
  await together([rust ? rustAndItsTools() : Promise.resolve(), setupPackages()]);
  const browsers = browser ? { chromium: await setupChromium(), firefox: await setupFirefox() } : {};
  const took = duration(performance.now() - begun);
  console.log(`✔ ${say("Everything needed is there", "Tout le nécessaire est là")} (${took})`);
  return browsers;
}

async function rustAndItsTools() {
  await setupRust();
  await setupTools();
}

if (isMain(import.meta.url)) await main(() => setup({ browser: process.argv.includes("--browser") }));
