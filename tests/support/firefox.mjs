// The other browser of the tests: the ordinary Firefox, headless, driven by playwright-core over WebDriver BiDi. What
// it does not do that way: colour scheme and motion are not emulated (they are preferences of the browser, given when
// it starts), and downloads are not seen.
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

/**
 * Starts the Firefox that `npm test` has found or installed; the caller closes it. Its profile is a new, empty one.
 * @param {{ preferences?: Record<string, string | number | boolean> }} [options]
 */
export function launchFirefox({ preferences = {} } = {}) {
  const executablePath = process.env.SNE_FIREFOX;
  if (!executablePath) throw new Error("SNE_FIREFOX names no browser; `npm test -- --only browser` sets it");
  const firefoxUserPrefs = { ...QUIET, ...preferences };
  return firefox.launch({ channel: "moz-firefox", executablePath, firefoxUserPrefs });
}
