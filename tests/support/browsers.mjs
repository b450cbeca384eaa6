// In which browsers the pages are tested. `npm run pages` has all of it in both; `npm test` leaves out of Firefox,
// which takes twice as long, what hardly depends on the browser.

import { launchChromium } from "./chromium.mjs";
import { launchFirefox } from "./firefox.mjs";

/** @import { Browser, Page } from "playwright-core" */

/**
 * Starts a browser; `dark` and `still` say what its system is like. Firefox is told so when it starts, others when a
 * page is opened (`emulateMedia`): tests do both.
 * @typedef {(options?: { dark?: boolean, still?: boolean }) => Promise<Browser>} Launch
 */

/** @type {Record<string, Launch>} */
const ALL = { Chromium: launchChromium, Firefox: launchFirefox };

/** The names that `npm run pages` gives: then everything runs in these. */
const asked = process.env.SNE_BROWSERS?.split(",");

/** @param {string[]} names */
const pick = (names) => Object.entries(ALL).filter(([name]) => names.includes(name));

/** For what each browser does in its own way: keys and focus, history, files, what it tells of a call. */
export const EVERY_BROWSER = pick(asked ?? ["Chromium", "Firefox"]);

/** For what is alike wherever it is looked at; in both when that is asked for. */
export const ONE_BROWSER = pick(asked ?? ["Chromium"]);

/**
 * Lets a page read what it has copied. Firefox lets those that are driven do so by itself.
 * @param {Page} page
 */
export async function allowClipboard(page) {
  if (nameOf(page) === "chromium") await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
}

/** @param {Page} page */
const nameOf = (page) => page.context().browser()?.browserType().name();
