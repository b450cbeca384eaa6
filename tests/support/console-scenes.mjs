// Every screen of the console in its states: from a console that has just been opened, how each comes to show
// something. For the tests that look at all of them, and for `npm run screenshots`. Nothing here depends on the
// language.

import { CONTRACT } from "./console-contract.mjs";

/** @import { Page } from "playwright-core" */

/**
 * Plays a scene, from a console that has just been opened.
 * @typedef {(page: Page, site: { platform: import("sne-cotation/simulator").Simulator }) => Promise<void>} Scene
 */

/** @satisfies {Record<string, Scene>} */
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
  reloaded: async (page) => {
    await page.locator("#clientId").fill("mine");
    await page.waitForFunction(() => sessionStorage.getItem("sne-console")?.includes('"hasMore":true'));
    await page.reload();
    await page.locator(".reload-note").waitFor();
  },
  guide: async (page) => {
    await page.locator("#application").selectOption("no-profile");
    await goTo(page, "guide");
    await page.locator("[aria-labelledby=doctor-title] .primary").click();
    await page.locator(".doctor-step").nth(8).waitFor();
  },
  explore: async (page, site) => {
    await goTo(page, "explore");
    await takeContract(page);
    await openOperation(page, "ajouterOeuvre");
    await page
      .locator(".schema-form > .buttons [aria-pressed=false]")
      .click({ trial: false })
      .catch(() => undefined);
    await page.locator("#operation-json").fill(JSON.stringify(site.platform.example("ajouterOeuvre")));
    await page.locator(".schema-form > .buttons [aria-pressed]").click();
    await page.locator(".operation-panel [type=submit]").click();
    await page.locator(".operation-panel .result.success").waitFor();
  },
  code: async (page) => {
    await goTo(page, "explore");
    await takeContract(page);
    await openOperation(page, "listerOeuvres");
    await page.locator(".code-before > summary").click();
    await page.locator(".copy-text").getByText("listerOeuvres").waitFor();
  },
  mistakes: async (page) => {
    await goTo(page, "explore");
    await takeContract(page);
    await openOperation(page, "lireOeuvre");
    await page.locator(".operation-panel [type=submit]").click();
    await page.locator(".error-summary").waitFor();
  },
  // Before a list was ever chosen: the scenes behind this one leave some.
  introduction: async (page) => {
    await goTo(page, "runs");
    await page.locator(".runs-side .muted").first().waitFor();
  },
  prepared: async (page) => {
    await prepareRun(page);
    await page.locator(".run-plan").waitFor();
  },
  runs: async (page) => {
    await prepareRun(page);
    await page.locator(".panel form .primary:not([type=submit])").click();
    await page.locator(".run[data-state=over]").waitFor();
  },
  nothing: async (page) => {
    await goTo(page, "history");
  },
  history: async (page) => {
    await fourCalls(page);
    await goTo(page, "history");
    const ticks = page.locator(".history-line input");
    await ticks.nth(0).check();
    await ticks.nth(2).check();
    await page.locator(".history-line").nth(2).locator("button").last().click();
    await page.locator("#detail-title").waitFor();
    await page.locator("summary").last().click();
    await page.locator(".copy-text").getByText("sne").first().waitFor();
  },
  traffic: async (page) => {
    await fourCalls(page);
    await goTo(page, "traffic");
    await page.locator(".traffic").first().waitFor();
  },
};

/**
 * Answers and failures of several kinds.
 * @param {Page} page
 */
async function fourCalls(page) {
  const call = page.locator("[aria-labelledby=call-title] .primary");
  for (const application of ["works", "works", "no-profile", "blocked"]) {
    await page.locator("#application").selectOption(application);
    await call.click();
    await page.locator("[aria-labelledby=call-title] .result").waitFor();
  }
}

/** A list for `lireOeuvre`, one row of which does not fit, and its dry run. @param {Page} page */
async function prepareRun(page) {
  await goTo(page, "explore");
  await takeContract(page);
  await goTo(page, "runs");
  const rows = ["cote;titre", "ABC-1234;Candide", "ABC-1235;Zadig", "trop court;Micromégas"].join("\n");
  const file = { name: "cotes.csv", mimeType: "text/csv", buffer: Buffer.from(`${rows}\n`) };
  // Another scene may have left a run, whose form is shown until this one is there.
  await page.locator(".runs-side .runs-list, .runs-side .muted").first().waitFor();
  const before = await page.locator(".runs-list > li").count();
  await page.locator("#run-file").setInputFiles(file);
  await page.locator(".runs-list > li").nth(before).waitFor();
  await page.locator("#run-operation").selectOption("lireOeuvre");
  await page.locator(".mapping").waitFor();
  await page.locator(".panel form [type=submit]").click();
  await page.locator(".run-plan").waitFor();
}

/**
 * @param {Page} page
 * @param {string} id
 */
async function openOperation(page, id) {
  await page.locator("#operations-search").fill(id);
  await page.locator("#operations-search").press("Enter");
  await page.locator(`.operation-panel[data-operation="${id}"] .schema-form`).waitFor();
}

/**
 * @param {Page} page
 * @param {string} screen
 */
async function goTo(page, screen) {
  await page.locator(`a[href="#/${screen}"]`).click();
  await page.locator("main > .screen-title + :not(.pending)").first().waitFor();
}

/** @param {Page} page */
async function takeContract(page) {
  const file = { name: "contrat.json", mimeType: "application/json", buffer: CONTRACT };
  await page.locator("#contract").setInputFiles(file);
  await page.locator(".operation").nth(1).waitFor({ state: "attached" });
}
