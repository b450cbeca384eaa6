// The console in a browser, as a person works it: by what is written on its controls.

import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach } from "node:test";
import { launchChromium, openPage } from "./chromium.mjs";
import { startConsoleForTest } from "./console.mjs";

/** @import { Browser, Page } from "playwright-core" */
/** @import { ConsoleOptions, Site } from "./console.mjs" */

/**
 * How the console is opened.
 * @typedef {object} OpenOptions
 * @property {"fr" | "en"} [language]
 * @property {{ width: number, height: number }} [viewport]
 * @property {"light" | "dark"} [colours]
 */

/** @typedef {Awaited<ReturnType<typeof openConsole>>} ConsolePage */
/** @typedef {{ browser: Browser, site: Site, ui: ConsolePage, page: Page }} Stage */

const WORDS = {
  fr: { get: "Obtenir un jeton", forget: "Oublier", call: "Appeler healthcheck", cancel: "Annuler", other: "English" },
  en: { get: "Get a token", forget: "Forget", call: "Call healthcheck", cancel: "Cancel", other: "Français" },
};

/**
 * Opens the console and waits until it can be used. `language` and `viewport` as the test wants them, `colours` "light"
 * or "dark". Resolves to what `openPage` gives, and the ways to work the console.
 * @param {Browser} browser
 * @param {string} address
 * @param {OpenOptions} [options]
 */
export async function openConsole(browser, address, { language = "fr", viewport, colours = "light" } = {}) {
  const opened = await openPage(browser);
  const { page } = opened;
  page.setDefaultTimeout(10_000);
  /** @type {string[]} */
  const requests = [];
  page.on("request", (request) => requests.push(request.url()));
  if (viewport) await page.setViewportSize(viewport);
  await page.emulateMedia({ colorScheme: colours });
  await page.goto(address);
  await page.getByLabel("client_id").waitFor();
  const words = WORDS[language];
  /**
   * Waits until the page says that it is in that language: it does so after it has drawn itself.
   * @param {string} tongue
   */
  const speaks = (tongue) => page.locator(`html[lang="${tongue}"]`).waitFor({ state: "attached" });
  if (language === "en") await page.getByRole("button", { name: WORDS.fr.other }).click();
  await speaks(language);
  /** @param {keyof typeof words} what */
  const press = (what) => page.getByRole("button", { name: words[what], exact: true }).click();
  return {
    ...opened,
    requests,
    words,
    speaks,
    press,
    /**
     * Follows the link to a screen.
     * @param {string} screen
     */
    goTo: async (screen) => {
      await page.locator(`nav a[href="#/${screen}"]`).click();
      await page.locator(`nav a[href="#/${screen}"][aria-current=page]`).waitFor();
      await page.locator("main > .screen-title + :not(.pending)").first().waitFor();
    },
    /**
     * Waits until screen readers were told a sentence.
     * @param {string} sentence
     */
    says: (sentence) =>
      page.locator("[role=status]").getByText(sentence, { exact: true }).first().waitFor({ state: "attached" }),
    /**
     * Chooses a ready-made application.
     * @param {string} label
     */
    choose: (label) => page.locator("#application").selectOption(label),
    /** @param {{ clientId: string, clientSecret: string }} credentials */
    type: async ({ clientId, clientSecret }) => {
      await page.getByLabel("client_id").fill(clientId);
      await page.getByLabel("client_secret").fill(clientSecret);
    },
    /** What the call and the connection show. */
    status: page.getByRole("region", { name: /^(État de la connexion|State of the connection)$/ }),
    call: page.getByRole("region", { name: /^(Appel|Call)$/ }),
    connection: page.getByRole("region", { name: /^(Connexion|Connection)$/ }),
    said: page.getByRole("status").first(),
    close: opened.close,
  };
}

/**
 * For a suite: a browser and a console for all its tests, and an open page for each. Afterwards, the page must have had
 * nothing to complain of, and have asked nobody but the console and the simulator. `options` are those of the console.
 * Gives what is filled in before each test: `browser`, `site`, `ui`, `page`.
 * @param {() => Promise<Browser>} [launch]
 * @param {ConsoleOptions & { withSimulator?: boolean }} [options]
 */
export function aConsoleForEachTest(launch = launchChromium, options = {}) {
  const stage = /** @type {Stage} */ ({});
  before(async () => {
    [stage.browser, stage.site] = await Promise.all([launch(), startConsoleForTest(options)]);
  });
  after(async () => {
    await stage.browser?.close();
    await stage.site?.close();
  });
  beforeEach(async () => {
    stage.ui = await openConsole(stage.browser, stage.site.address);
    stage.page = stage.ui.page;
  });
  afterEach(async () => {
    // Violations are reported in tasks of their own: one turn of the page's loop lets them come through.
    await stage.ui.page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
    await stage.ui.close();
    stage.site.platform.clearFaults();
    assertDiscreet(stage);
  });
  return stage;
}

/** @param {Stage} stage */
function assertDiscreet({ ui, site }) {
  assert.deepEqual(ui.complaints, []);
  const foreign = ui.requests.filter((url) => ![site.origin, site.simulatorUrl].includes(new URL(url).origin));
  assert.deepEqual(foreign, []);
}
