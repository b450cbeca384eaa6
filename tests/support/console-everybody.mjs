// Every screen for everybody, for the tests that hold them against the rules of WCAG 2.2 A and AA that axe-core knows,
// light and dark, in both languages; and against a narrow screen, which is also what 400 % of zoom make of a wide one.

import assert from "node:assert/strict";
import { after, before, it } from "node:test";
import { axeComplaints } from "./axe.mjs";
import { startConsoleForTest } from "./console.mjs";
import { CONTRACT } from "./console-contract.mjs";
import { openConsole } from "./console-page.mjs";
import { SCENES } from "./console-scenes.mjs";
import { tooWideBy } from "./wide.mjs";

/** @import { Browser, Page } from "playwright-core" */
/** @import { Site } from "./console.mjs" */
/** @import { Launch } from "./browsers.mjs" */

/** @typedef {{ browser: Browser, site: Site }} Stage */

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];

/**
 * For a suite: a browser and a console, filled in before its tests.
 * @param {Launch} launch
 */
export function aConsoleForEverybody(launch) {
  const stage = /** @type {Stage} */ ({});
  before(async () => {
    const options = { contract: CONTRACT };
    // What moves is in between two colours.
    [stage.browser, stage.site] = await Promise.all([launch({ still: true }), startConsoleForTest(options)]);
  });
  after(async () => {
    await stage.browser?.close();
    await stage.site?.close();
  });
  return stage;
}

/**
 * A test for each of these scenes.
 * @param {Stage} stage
 * @param {(keyof typeof SCENES)[]} names
 */
export function testScenes(stage, names) {
  for (const name of names) {
    it(`passes the rules and fits 320 pixels: ${name}`, async (t) => {
      const ui = await openConsole(stage.browser, stage.site.address);
      t.after(ui.close);
      const { page } = ui;
      await page.emulateMedia({ reducedMotion: "reduce" });
      await SCENES[name](page, stage.site);
      assert.deepEqual(await complaintsOf(page), []);
      await assertFits(page);
      await page.getByRole("button", { name: "English" }).click();
      await ui.speaks("en");
      assert.deepEqual(await complaintsOf(page), []);
      await assertFits(page);
    });
  }
}

/**
 * What axe has against the page, in the colours of both themes.
 * @param {Page} page
 */
export const complaintsOf = (page) => axeComplaints(page, RULES);

/** Nothing makes a narrow page wider, and it has one first heading. @param {Page} page */
async function assertFits(page) {
  const before = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 256 });
  assert.equal(await page.evaluate(tooWideBy), 0);
  assert.equal(await page.locator("h1").count(), 1);
  if (before) await page.setViewportSize(before);
}
