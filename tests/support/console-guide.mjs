// The screen of the guide, as a person works it: a diagnosis, and the list of steps that is ticked.

import { openConsole } from "./console-page.mjs";

/** @import { TestContext } from "node:test" */
/** @import { Browser } from "playwright-core" */
/** @import { ConsolePage } from "./console-page.mjs" */

/**
 * Opens the guide of a console for a test, with credentials in its fields.
 * @param {TestContext} t
 * @param {Browser} browser
 * @param {string} address
 * @param {{ clientId: string, clientSecret: string }} [credentials]
 */
export async function openGuide(t, browser, address, credentials) {
  const ui = await openConsole(browser, address);
  t.after(ui.close);
  if (credentials) await ui.type(credentials);
  await ui.goTo("guide");
  return ui;
}

/** Starts a diagnosis and waits for its end; gives its steps as the page shows them. @param {ConsolePage} ui */
export async function diagnosed({ page }) {
  const start = page.getByRole("button", { name: /^(Lancer le diagnostic|Start the diagnosis)$/ });
  await start.click();
  await page.locator("[data-step=page]").waitFor();
  await page.locator('[aria-labelledby=doctor-title] [aria-disabled="false"]').waitFor();
  return page.locator("[data-step]").evaluateAll((steps) =>
    steps.map((step) => ({
      id: step.dataset.step,
      status: step.classList[1],
      cause: step.querySelector("[data-cause]")?.getAttribute("data-cause") ?? undefined,
      // As it is searched: French puts spaces that do not break before its punctuation.
      text: step.textContent.replaceAll("\u00a0", " "),
    })),
  );
}

/** Which steps of the guide are ticked. @param {ConsolePage} ui */
export const ticks = ({ page }) =>
  page
    .locator(".guide-step input")
    .evaluateAll((boxes) => boxes.map((box) => /** @type {HTMLInputElement} */ (box).checked));

/** The numbers of the steps in which something is wrong. @param {ConsolePage} ui */
export const wrongSteps = ({ page }) =>
  page
    .locator(".guide-step")
    .evaluateAll((steps) => steps.flatMap((step, index) => (step.classList.contains("wrong") ? [index + 1] : [])));
