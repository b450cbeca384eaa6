// The demo for everybody: the rules of WCAG that axe-core knows, in both themes and languages, and a narrow screen.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { axeComplaints } from "../support/axe.mjs";
import { launchChromium } from "../support/chromium.mjs";
import { aDemoForEachTest, press } from "./support.mjs";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];

describe("the demo", () => {
  const stage = aDemoForEachTest(launchChromium);

  it("passes the rules, and fits 320 pixels", async () => {
    const { page } = stage;
    await press(page, "Pas de profil métier");
    await page.locator(".result.failure").waitFor();
    assert.deepEqual(await axeComplaints(page, RULES, { reducedMotion: "reduce" }), []);
    await press(page, "English");
    assert.deepEqual(await axeComplaints(page, RULES, { reducedMotion: "reduce" }), []);
    await page.setViewportSize({ width: 320, height: 256 });
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
  });

  it("can be worked by keyboard: a situation is a button like any other", async () => {
    const { page } = stage;
    await page.getByRole("button", { name: "Accès bloqué" }).focus();
    await page.keyboard.press("Enter");
    await page.locator(".result.failure").waitFor();
    assert.equal(await page.locator("[aria-pressed=true]").textContent(), "Accès bloqué");
  });
});
