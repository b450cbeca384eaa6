// Every screen of the console, in each of its states, for everybody: held against all rules of WCAG 2.2 A and AA that
// axe-core knows, light and dark, in both languages; on a narrow screen, which is also what 400 % of zoom make of a
// wide one.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, describe, it } from "node:test";
import { launchChromium, openPage } from "../support/chromium.mjs";
import { CONTRACT } from "../support/console-contract.mjs";
import { openConsole } from "../support/console-page.mjs";
import { SCENES } from "../support/console-scenes.mjs";
import { startConsoleForTest } from "../support/console.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];

describe("every screen of the console", () => {
  let browser, site;
  before(async () => {
    [browser, site] = await Promise.all([launchChromium(), startConsoleForTest({ contract: CONTRACT })]);
  });
  after(async () => {
    await browser?.close();
    await site?.close();
  });

  /** What axe has against the page, in the colours of a theme. */
  async function complaintsOf(page, colorScheme) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    // Evaluated by the test, not loaded by the page: the policy stays as it is.
    await page.evaluate(AXE);
    const { violations } = await page.evaluate((tags) => axe.run(document, { runOnly: tags }), RULES);
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html, any }) => [colorScheme, id, html, any[0]?.message]));
  }

  const bothThemes = async (page) => [...(await complaintsOf(page, "light")), ...(await complaintsOf(page, "dark"))];

  for (const [name, play] of Object.entries(SCENES)) {
    it(`passes the rules and fits 320 pixels: ${name}`, async (t) => {
      const ui = await openConsole(browser, site.address);
      t.after(ui.close);
      const { page } = ui;
      await play(page, site);
      assert.deepEqual(await bothThemes(page), []);
      await page.getByRole("button", { name: "English" }).click();
      await ui.speaks("en");
      assert.deepEqual(await bothThemes(page), []);
      await page.setViewportSize({ width: 320, height: 256 });
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
      assert.deepEqual(await complaintsOf(page, "light"), []);
      assert.equal(await page.locator("h1").count(), 1);
    });
  }

  it("is in the theme that was chosen, whatever the system's", async (t) => {
    const ui = await openConsole(browser, site.address, { colours: "light" });
    t.after(ui.close);
    const isDark = (expected) =>
      ui.page.waitForFunction(
        (expected) => (getComputedStyle(document.documentElement).backgroundColor === "rgb(20, 23, 22)") === expected,
        expected,
      );
    await isDark(false);
    await ui.page.getByRole("button", { name: "Mode sombre" }).click();
    await isDark(true);
    await ui.page.getByRole("button", { name: "Mode clair" }).click();
    await isDark(false);
    await ui.page.emulateMedia({ colorScheme: "dark" });
    await isDark(false);
  });

  it("takes its colours from the theme's file", async (t) => {
    const theme = Buffer.from(":root { --accent: rgb(102, 51, 153); --page: rgb(250, 240, 255); }");
    const themed = await startConsoleForTest({ theme });
    t.after(themed.close);
    const ui = await openConsole(browser, themed.address);
    t.after(ui.close);
    const [page, accent] = await ui.page.evaluate(() => [
      getComputedStyle(document.documentElement).backgroundColor,
      getComputedStyle(document.querySelector("form .primary")).backgroundColor,
    ]);
    assert.deepEqual([page, accent], ["rgb(250, 240, 255)", "rgb(102, 51, 153)"]);
  });

  it("without a key, the page that says how to get one passes them too", async (t) => {
    const { page, complaints, close } = await openPage(browser);
    t.after(close);
    await page.goto(site.url);
    await page.getByRole("heading", { level: 1, name: "Il manque la clé de cette console" }).waitFor();
    assert.deepEqual(await bothThemes(page), []);
    assert.deepEqual(complaints, []);
  });
});
