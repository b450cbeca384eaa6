// The rules of WCAG that axe-core knows, held against a page.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/** @import { Page } from "playwright-core" */
/** @typedef {typeof globalThis & { axe: typeof import("axe-core") }} WithAxe a page in which axe was evaluated */

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * What axe has against a page, in the colours of both themes: theme, rule, element, reason.
 * @param {Page} page
 * @param {string[]} rules the tags of those that count
 * @param {{ reducedMotion?: "reduce" }} [media] what else the page is told of its medium
 */
export async function axeComplaints(page, rules, media = {}) {
  const complaints = [];
  // Evaluated by the test, not loaded by the page: the policy stays as it is.
  await page.evaluate(AXE);
  for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
    await page.emulateMedia({ colorScheme, ...media });
    const run = (/** @type {string[]} */ tags) =>
      /** @type {WithAxe} */ (globalThis).axe.run(document, { runOnly: tags });
    const { violations } = await page.evaluate(run, rules);
    for (const { id, nodes } of violations) {
      complaints.push(...nodes.map(({ html, any }) => [colorScheme, id, html, any[0]?.message]));
    }
  }
  return complaints;
}
