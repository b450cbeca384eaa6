// The demo for everybody: every screen of it, with something on it, against the rules of WCAG that axe-core knows, in
// both themes and languages, and against a narrow screen.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { axeComplaints } from "../support/axe.mjs";
import { ONE_BROWSER } from "../support/browsers.mjs";
import { tooWideBy } from "../support/wide.mjs";
import { aDemoForEachTest, goTo, openOperation, press } from "./support.mjs";

/** @import { Page } from "playwright-core" */

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];

/** How each screen comes to show something. @type {Record<string, (page: Page) => Promise<unknown>>} */
const SCREENS = {
  connect: async (page) => {
    await press(page, "Pas de profil métier");
    await page.locator(".result.failure").waitFor();
  },
  guide: async (page) => {
    await goTo(page, "guide");
    await press(page, "Pas de souscription");
    await page.locator(".doctor-step").nth(8).waitFor();
  },
  explore: async (page) => {
    await goTo(page, "explore");
    await openOperation(page, "lireDemande");
    await page.locator(".operation-panel input").first().fill("0750000000001");
    await page.locator(".operation-panel [type=submit]").click();
    await page.locator(".operation-panel .result.success").waitFor();
  },
  runs: (page) => goTo(page, "runs"),
  history: async (page) => {
    await press(page, "Pas de profil métier");
    await page.locator(".result.failure").waitFor();
    await goTo(page, "history");
    await page.locator(".history-line").waitFor();
  },
  traffic: async (page) => {
    await press(page, "Pas de profil métier");
    await page.locator(".result.failure").waitFor();
    await goTo(page, "traffic");
    await page.locator(".time-chart").first().waitFor();
  },
};

for (const [name, launch] of ONE_BROWSER)
  describe(`the demo, for everybody, in ${name}`, () => {
    const stage = aDemoForEachTest(launch);

    /** @param {Page} page */
    async function assertForEverybody(page) {
      assert.deepEqual(await axeComplaints(page, RULES), []);
      const before = page.viewportSize();
      await page.setViewportSize({ width: 320, height: 256 });
      assert.equal(await page.evaluate(tooWideBy), 0);
      if (before) await page.setViewportSize(before);
    }

    for (const [screen, show] of Object.entries(SCREENS)) {
      it(`passes the rules, and fits 320 pixels: ${screen}`, async () => {
        const { page } = stage;
        await show(page);
        await assertForEverybody(page);
        await press(page, "English");
        await page.locator('html[lang="en"]').waitFor({ state: "attached" });
        await assertForEverybody(page);
      });
    }

    it("can be worked by keyboard: a situation is a button like any other", async () => {
      const { page } = stage;
      await page.getByRole("button", { name: "Accès bloqué" }).focus();
      await page.keyboard.press("Enter");
      await page.locator(".result.failure").waitFor();
      assert.equal(await page.locator("[aria-pressed=true]").textContent(), "Accès bloqué");
    });
  });
