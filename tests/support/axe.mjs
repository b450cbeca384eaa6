// The rules of WCAG that axe-core knows, held against a page, in the colours of both themes.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/** @import { Page } from "playwright-core" */
/** @import { RunOptions } from "axe-core" */
/** @typedef {typeof globalThis & { axe: typeof import("axe-core") }} WithAxe a page in which axe was evaluated */

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The rules that look at colours: all else of a page is the same in both themes. */
const OF_COLOURS = ["color-contrast", "link-in-text-block"];

/**
 * What axe has against a page: theme, rule, element, reason. All colours follow `color-scheme`, which is set here,
 * since not every browser can be told that its system has changed.
 * @param {Page} page
 * @param {string[]} tags those of the rules that count
 */
export async function axeComplaints(page, tags) {
  const complaints = [
    ...(await complaintsIn(page, "light", { runOnly: tags })),
    ...(await complaintsIn(page, "dark", { runOnly: OF_COLOURS })),
  ];
  await setTheme(page, "");
  return complaints;
}

/**
 * @param {Page} page
 * @param {"light" | "dark"} theme
 * @param {RunOptions} options
 */
async function complaintsIn(page, theme, options) {
  await setTheme(page, theme);
  // Evaluated by the test, not loaded by the page: the policy stays as it is.
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(AXE);
  const { violations } = await page.evaluate(
    (given) => /** @type {WithAxe} */ (globalThis).axe.run(document, given),
    options,
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html, any }) => [theme, id, html, any[0]?.message]));
}

/** @param {Page} page @param {string} theme an empty one is the page's own again */
const setTheme = (page, theme) =>
  page.evaluate((theme) => {
    document.documentElement.style.colorScheme = theme;
  }, theme);
