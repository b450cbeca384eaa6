// What is photographed: from a console that has just been opened, how each screen comes to show something. Nothing here
// depends on the language.

import { readFile } from "node:fs/promises";
import { inRoot } from "../support/paths.mjs";

const CONTRACT = inRoot("tests", "node", "contracts", "complete.json");

export const SCENES = {
  connect: async () => undefined,
  connected: async (page) => {
    await page.locator("form .primary").click();
    await page.locator(".token dl").waitFor();
    await page.locator("[aria-labelledby=call-title] .primary").click();
    await page.locator(".result.success").waitFor();
  },
  refused: async (page) => {
    await page.locator("#application").selectOption("no-profile");
    await page.locator("[aria-labelledby=call-title] .primary").click();
    await page.locator(".result.failure").waitFor();
  },
  hidden: async (page) => {
    await page.locator("#application").selectOption("origin-not-allowed");
    await page.locator("[aria-labelledby=call-title] .primary").click();
    await page.locator(".network-help").waitFor();
  },
  missing: async (page) => {
    await page.locator("input[value=production]").check();
    await page.locator("form .primary").click();
    await page.locator(".field-error").first().waitFor();
  },
  guide: async (page) => {
    await page.locator("#application").selectOption("no-profile");
    await goTo(page, "guide");
    await page.locator("[aria-labelledby=doctor-title] .primary").click();
    await page.locator(".doctor-step").nth(8).waitFor();
  },
  explore: async (page) => {
    await goTo(page, "explore");
    await takeContract(page);
  },
};

async function goTo(page, screen) {
  await page.locator(`a[href="#/${screen}"]`).click();
  await page.locator("h1").waitFor();
}

async function takeContract(page) {
  const buffer = await readFile(CONTRACT);
  await page.locator("input[type=file]").setInputFiles({ name: "contrat.json", mimeType: "application/json", buffer });
  await page.getByRole("option").nth(1).waitFor();
}
