// The first browser of the tests (firefox.mjs is the other): a real headless Chromium, driven by playwright-core, with
// the flags that keep it off the network.

import { chromium } from "playwright-core";

/** @import { Browser } from "playwright-core" */

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * Starts the Chromium that `npm test` has found or installed; the caller closes it. Its profile is a new, empty one.
 */
export function launchChromium() {
  const executablePath = process.env.SNE_CHROMIUM;
  if (!executablePath) throw new Error("SNE_CHROMIUM names no browser; `npm test -- --only browser` sets it");
  return chromium.launch({ executablePath, args: FLAGS });
}

/**
 * A new page that remembers what went wrong in it, in `complaints`: uncaught errors, errors on its console, violations
 * of its Content-Security-Policy. The browser itself writes a line for every answer of 400 or more: that is no
 * complaint. Each has a context of its own: with one in common, what was compiled before would save a tenth of a
 * second, but a page that is closed while it loads holds up the next one for the files that both want.
 * @param {Browser} browser
 */
export async function openPage(browser) {
  const context = await browser.newContext({ locale: "fr-FR" });
  const page = await context.newPage();
  /** @type {string[]} */
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error" && !/^Failed to load resource/.test(message.text())) complaints.push(message.text());
  });
  await page.addInitScript(() => {
    addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
      console.error(`CSP: ${violatedDirective} ${blockedURI}`);
    });
  });
  return { page, complaints, close: () => context.close() };
}
