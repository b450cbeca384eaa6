// Every screen for everybody, for the tests that hold them against the rules of WCAG 2.2 A and AA that axe-core knows,
// light and dark, in both languages; and against a narrow screen, which is also what 400 % of zoom make of a wide one.

import assert from "node:assert/strict";
import { after, before, it } from "node:test";
import { axeComplaints } from "./axe.mjs";
import { launchChromium } from "./chromium.mjs";
import { startConsoleForTest } from "./console.mjs";
import { CONTRACT } from "./console-contract.mjs";
import { openConsole } from "./console-page.mjs";
import { SCENES } from "./console-scenes.mjs";

/** @typedef {{ browser: import("playwright-core").Browser, site: import("./console.mjs").Site }} Stage */

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];

/** For a suite: a browser and a console, filled in before its tests. */
export function aConsoleForEverybody() {
  const stage = /** @type {Stage} */ ({});
  before(async () => {
    [stage.browser, stage.site] = await Promise.all([launchChromium(), startConsoleForTest({ contract: CONTRACT })]);
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
      await SCENES[name](page, stage.site);
      assert.deepEqual(await complaintsOf(page), []);
      await page.getByRole("button", { name: "English" }).click();
      await ui.speaks("en");
      assert.deepEqual(await complaintsOf(page), []);
      await page.setViewportSize({ width: 320, height: 256 });
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
      assert.equal(await page.locator("h1").count(), 1);
    });
  }
}

/**
 * What axe has against the page, in the colours of both themes.
 * @param {import("playwright-core").Page} page
 */
export function complaintsOf(page) {
  return axeComplaints(page, RULES, { reducedMotion: "reduce" });
}
