// Calls in pages: everybody bundled as a page has them, in fresh pages of Chromium and of Firefox, from the origin of
// the server itself.

import { join } from "node:path";
import { build } from "esbuild";
import { write } from "../../scripts/support/files.mjs";
import { launchChromium } from "../../tests/support/chromium.mjs";
import { launchFirefox } from "../../tests/support/firefox.mjs";
import { reasonOf } from "./open.mjs";

/** @import { Browser } from "playwright-core" */
/** @import { Missing } from "../report/figures.mjs" */
/** @import { Stage } from "../subjects/stage.mjs" */
/** @import { Measured } from "../subjects/runtimes.mjs" */
/** @import { Page } from "../programs/page.mjs" */
/** @import { Order } from "./per-call.mjs" */

const HTML = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Bench</title>
<script type="module" src="page.js"></script></html>`;

/** Firefox rounds the time to a millisecond, so that pages cannot measure; this one may. */
const PRECISE = { "privacy.reduceTimerPrecision": false };

/**
 * @param {Stage} stage
 * @param {{ chromium?: string, firefox?: string }} browsers
 * @param {Order} order
 */
export async function measureInPages(stage, { chromium, firefox }, order) {
  process.env.SNE_CHROMIUM ??= chromium;
  process.env.SNE_FIREFOX ??= firefox;
  await bundlePage(stage);
  /** @type {Measured[]} */
  const measured = [];
  /** @type {Missing[]} */
  const missing = [];
  const launches = { Chromium: launchChromium, Firefox: () => launchFirefox({ preferences: PRECISE }) };
  for (const [name, launch] of Object.entries(launches)) {
    try {
      const browser = await launch();
      try {
        measured.push({ name, version: browser.version(), ...(await measurePage(browser, stage, order)) });
      } finally {
        await browser.close();
      }
    } catch (error) {
      missing.push({ name, reason: reasonOf(error) });
    }
  }
  return { measured, missing };
}

/** @param {Stage} stage */
async function bundlePage({ folder }) {
  const outdir = join(folder, "files");
  await build({
    entryPoints: [join(folder, "benches", "programs", "page.mjs")],
    outdir,
    entryNames: "page",
    bundle: true,
    splitting: true,
    minify: true,
    format: "esm",
    target: "es2022",
    logLevel: "error",
  });
  write(join(outdir, "index.html"), HTML);
}

/**
 * @param {Browser} browser
 * @param {Stage} stage
 * @param {Order} order
 */
async function measurePage(browser, { server }, order) {
  const page = await browser.newPage();
  await page.goto(`${server}/files/index.html`);
  return page.evaluate((given) => /** @type {Page} */ (globalThis).measure(given), order);
}
