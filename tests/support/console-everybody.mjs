// Every screen for everybody, for the tests that hold them against the rules of WCAG 2.2 A and AA that axe-core knows,
// light and dark, in both languages; and against a narrow screen, which is also what 400 % of zoom make of a wide one.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, it } from "node:test";
import { launchChromium } from "./chromium.mjs";
import { startConsoleForTest } from "./console.mjs";
import { CONTRACT } from "./console-contract.mjs";
import { openConsole } from "./console-page.mjs";
import { SCENES } from "./console-scenes.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];

/** For a suite: a browser and a console, filled in before its tests. */
export function aConsoleForEverybody() {
  const stage = {};
  before(async () => {
    [stage.browser, stage.site] = await Promise.all([launchChromium(), startConsoleForTest({ contract: CONTRACT })]);
  });
  after(async () => {
    await stage.browser?.close();
    await stage.site?.close();
  });
  return stage;
}

/** A test for each of these scenes. */
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

/** What axe has against the page, in the colours of both themes. */
export async function complaintsOf(page) {
  const complaints = [];
  // Evaluated by the test, not loaded by the page: the policy stays as it is.
  await page.evaluate(AXE);
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const { violations } = await page.evaluate((tags) => axe.run(document, { runOnly: tags }), RULES);
    for (const { id, nodes } of violations) {
      complaints.push(...nodes.map(({ html, any }) => [colorScheme, id, html, any[0]?.message]));
    }
  }
  return complaints;
}
