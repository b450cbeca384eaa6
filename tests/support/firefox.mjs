// The other browser of the tests: the ordinary Firefox, headless, driven by playwright-core over WebDriver BiDi. What
// it does not do that way: colour scheme and motion are not emulated (they are preferences of the browser, given when
// it starts), and files that a page has made itself are not seen when they are saved (saved.mjs).
//
// playwright-core stays at 1.64: from 1.65 on it wants commands that Debian's Firefox does not know.

import { firefox } from "playwright-core";

/** Nothing but what the tests ask for goes over the network, and no process is started before it is wanted. */
const QUIET = {
  "app.normandy.enabled": false,
  "app.update.enabled": false,
  "browser.safebrowsing.update.enabled": false,
  "datareporting.healthreport.uploadEnabled": false,
  "extensions.getAddons.cache.enabled": false,
  "dom.ipc.processPrelaunch.enabled": false,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
};

/** How it is told what other browsers are told of a page's medium: a system that is dark, one at rest. */
const DARK = { "ui.systemUsesDarkTheme": 1, "layout.css.prefers-color-scheme.content-override": 0 };
const STILL = { "ui.prefersReducedMotion": 1 };

/**
 * Starts the Firefox that `npm test` has found or installed; the caller closes it. Its profile is a new, empty one.
 * @param {{ preferences?: Record<string, string | number | boolean>, dark?: boolean, still?: boolean }} [options]
 */
export function launchFirefox({ preferences = {}, dark = false, still = false } = {}) {
  const executablePath = process.env.SNE_FIREFOX;
  if (!executablePath) throw new Error("SNE_FIREFOX names no browser; `npm test -- --only browser` sets it");
  const firefoxUserPrefs = { ...QUIET, ...(dark && DARK), ...(still && STILL), ...preferences };
  return firefox.launch({ channel: "moz-firefox", executablePath, firefoxUserPrefs });
}
