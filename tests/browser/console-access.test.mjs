// The console for everybody: by keyboard alone, on a narrow screen, light and dark, without motion.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { launchChromium } from "../support/chromium.mjs";
import { openConsole } from "../support/console-page.mjs";
import { startConsoleForTest } from "../support/console.mjs";
import { LANGUAGES } from "../node/support/languages.mjs";

/** @import { TestContext } from "node:test" */
/** @import { Browser } from "playwright-core" */
/** @import { ConsolePage, OpenOptions } from "../support/console-page.mjs" */
/** @import { Site } from "../support/console.mjs" */

const LEAST_CONTRAST = 4.5;
const LEAST_TARGET = 24;

describe("the console, for everybody", () => {
  /** @type {Browser} */
  let browser;
  /** @type {Site} */
  let site;

  before(async () => {
    [browser, site] = await Promise.all([launchChromium(), startConsoleForTest()]);
  });

  after(async () => {
    await browser?.close();
    await site?.close();
  });

  /**
   * Opens the console for a test, and closes it with the test.
   * @param {TestContext} t
   * @param {OpenOptions} [options]
   */
  async function open(t, options) {
    const ui = await openConsole(browser, site.address, options);
    t.after(ui.close);
    return ui;
  }

  /**
   * Leads the console through its states; `look` is called in each, with its name.
   * @param {ConsolePage} ui
   * @param {(state: string) => Promise<void>} look
   */
  async function throughItsStates(ui, look) {
    await look("start");
    await ui.press("call");
    await ui.call.locator(".success").waitFor();
    await look("answer");
    await ui.choose("no-profile");
    await ui.press("call");
    await ui.call.locator(".failure").waitFor();
    await look("failure");
    await ui.type({ clientId: "00000000-0000-4000-8000-000000000001", clientSecret: "wrong" });
    await ui.press("get");
    await ui.connection.locator(".failure").waitFor();
    await look("refused");
    await ui.page.locator("input[value=sandbox]").check();
    await ui.press("get");
    await ui.connection.locator(".field-error").first().waitFor();
    await look("missing");
  }

  it("is worked from opening to OK by keyboard alone, the focus always visible", async (t) => {
    const { page, call, words } = await open(t);
    /** @type {string[]} */
    const path = [];
    while (path.at(-1) !== words.call) {
      await page.keyboard.press("Tab");
      const { name, isVisible } = await page.evaluate(focused);
      assert.ok(isVisible, `no visible focus on ${name}`);
      assert.ok(path.length < 20, `the button is not reached: ${path}`);
      path.push(name);
    }
    const screens = ["Connexion", "Guide", "Explorer", "Traitements", "Historique", "Trafic"];
    const top = ["Aller au contenu", ...screens, "Mode sombre", "English", words.forget];
    const fields = [
      "environment",
      "application",
      "clientId",
      "clientSecret",
      "Options",
      "Les appels partent de cette page",
    ];
    assert.deepEqual(path, [...top, ...fields, words.get, words.call]);
    await page.keyboard.press("Enter");
    await call.getByText('"etat": "OK"').waitFor();
    assert.equal((await page.evaluate(focused)).name, words.call);
  });

  it("leads through all screens by keyboard alone, the focus never lost and always visible", async (t) => {
    const { page } = await open(t);
    /** Presses a key until something has the focus, by its name. @param {string} key @param {string} wanted */
    const goTo = async (key, wanted) => {
      for (let presses = 0; presses < 80; presses += 1) {
        await page.keyboard.press(key);
        const { name, isVisible } = await page.evaluate(focused);
        assert.ok(isVisible, `no visible focus on ${name}`);
        if (name.trim() === wanted) return page.keyboard.press("Enter");
      }
      assert.fail(`${wanted} is not reached`);
    };
    /** @param {string} id */
    const isAt = (id) => page.waitForFunction((id) => document.activeElement?.id === id, id);
    await goTo("Tab", "Aller au contenu");
    await isAt("screen");
    await goTo("Shift+Tab", "Guide");
    await page.getByRole("heading", { level: 1, name: "Le guide, étape par étape" }).waitFor();
    await isAt("screen");
    await goTo("Tab", "Lancer le diagnostic");
    await page.locator("[data-step=page].ok").waitFor();
    assert.equal((await page.evaluate(focused)).name, "Lancer le diagnostic");
    await goTo("Shift+Tab", "Explorer");
    await page.getByRole("heading", { level: 1, name: "Explorer l'API" }).waitFor();
    await isAt("screen");
    await goTo("Tab", "operations-search");
    await goTo("Tab", "Envoyer");
    await page.getByText('"etat": "OK"').waitFor();
    await goTo("Shift+Tab", "Traitements");
    await page.getByRole("heading", { level: 1, name: "Traiter une liste" }).waitFor();
    await isAt("screen");
    const asked = page.waitForEvent("filechooser");
    await goTo("Tab", "run-file");
    await (await asked).setFiles({ name: "l.csv", mimeType: "text/csv", buffer: Buffer.from("a;b\n1;2\n") });
    await page.getByRole("heading", { name: "Que faire de chaque ligne" }).waitFor();
    await goTo("Tab", "Supprimer");
    await page.getByText("Aucun traitement.").waitFor();
    await goTo("Shift+Tab", "Historique");
    await isAt("screen");
    await goTo("Tab", "Vider l'historique");
    await page.locator(".history-line").waitFor({ state: "detached" });
    assert.notEqual(await page.evaluate(() => document.activeElement?.tagName), "BODY");
    await goTo("Shift+Tab", "Trafic");
    await isAt("screen");
  });

  it("gets a token with Enter in a field", async (t) => {
    const { page, connection } = await open(t);
    await page.getByLabel("client_secret").press("Enter");
    await connection.getByText(/caractères/).waitFor();
  });

  it("has landmarks, one first heading, and no level left out", async (t) => {
    const ui = await open(t);
    for (const role of /** @type {const} */ (["banner", "main", "contentinfo"]))
      assert.equal(await ui.page.getByRole(role).count(), 1, role);
    await throughItsStates(ui, async (state) => {
      const headings = ui.page.locator("h1, h2, h3, h4, h5, h6");
      const levels = await headings.evaluateAll((all) => all.map(({ tagName }) => Number(tagName[1])));
      assert.equal(levels.filter((level) => level === 1).length, 1, state);
      for (const [index, level] of levels.entries())
        assert.ok(level <= (levels[index - 1] ?? 0) + 1, `${state}: ${levels}`);
    });
  });

  for (const language of LANGUAGES) {
    it(`fits 320 pixels in every state (${language})`, async (t) => {
      const ui = await open(t, { language, viewport: { width: 320, height: 640 } });
      await throughItsStates(ui, async (state) => {
        assert.deepEqual(await ui.page.evaluate(tooWide), [], state);
        assert.equal(await ui.page.evaluate(() => document.documentElement.scrollWidth), 320, state);
      });
    });
  }

  for (const colours of /** @type {const} */ (["light", "dark"])) {
    it(`has enough contrast in every state (${colours})`, async (t) => {
      const ui = await open(t, { colours });
      await throughItsStates(ui, async (state) => {
        const faint = (await ui.page.evaluate(contrasts)).filter(({ ratio }) => ratio < LEAST_CONTRAST);
        assert.deepEqual(faint, [], state);
      });
    });
  }

  it("has targets that a thumb can hit", async (t) => {
    const ui = await open(t, { viewport: { width: 360, height: 740 } });
    await throughItsStates(ui, async (state) => {
      const inSight = ":is(button, input, select, a):not(details:not([open]) *)";
      for (const target of await ui.page.locator(inSight).all()) {
        const name = await target.evaluate((one) => one.outerHTML);
        const { width, height } = (await target.boundingBox()) ?? assert.fail(`${state}: ${name} is not shown`);
        assert.ok(Math.min(width, height) >= LEAST_TARGET, `${state}: ${name}`);
      }
    });
  });

  it("moves only for who lets things move", async (t) => {
    const { page, press, call } = await open(t);
    site.platform.inject("gateway", { type: "delay", milliseconds: 3_600_000 });
    await press("call");
    await call.locator(".pending").waitFor();
    const moving = () => page.evaluate(() => document.getAnimations().length);
    assert.equal(await moving(), 1);
    await page.emulateMedia({ reducedMotion: "reduce" });
    assert.equal(await moving(), 0);
    await press("cancel");
  });

  /** In the page: what has the focus, and whether one sees that. */
  function focused() {
    const element = /** @type {HTMLElement & { name?: string }} */ (document.activeElement);
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    const isVisible = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
    return { name: element.name || element.id || element.textContent.trim(), isVisible };
  }

  /** In the page: what sticks out of it on the right. */
  function tooWide() {
    const shown = [...document.querySelectorAll("body *:not(option, [role=status], [role=status] *)")];
    /** @param {Element} one */
    const sticksOut = (one) => one.getBoundingClientRect().right > document.documentElement.clientWidth;
    return shown.filter(sticksOut).map((one) => one.outerHTML.slice(0, 80));
  }

  /** In the page: each text with its contrast to what is behind it. */
  function contrasts() {
    /** @param {string} colour */
    const numbers = (colour) => (colour.match(/[\d.]+/g) ?? []).map(Number);
    /** @param {number} value */
    const linear = (value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
    /** @param {string} colour */
    const luminance = (colour) => {
      const [red, green, blue] = numbers(colour).map((value) => linear(value / 255));
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    /** @param {string} colour */
    const isOpaque = (colour) => (numbers(colour)[3] ?? 1) === 1;
    /** @param {Element} element */
    const behind = (element) => {
      for (let one = /** @type {Element | null} */ (element); one; one = one.parentElement) {
        const { backgroundColor } = getComputedStyle(one);
        if (isOpaque(backgroundColor)) return backgroundColor;
      }
      return "rgb(255, 255, 255)";
    };
    /** @param {Node} node */
    const isText = (node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim() !== "";
    /** @param {Element} element */
    const isRead = (element) => element.matches("input, select") || [...element.childNodes].some(isText);
    return [...document.body.querySelectorAll("*:not(option)")].filter(isRead).map((element) => {
      const [darker, lighter] = [getComputedStyle(element).color, behind(element)].map(luminance).sort((a, b) => a - b);
      return { text: element.textContent.slice(0, 40), ratio: (lighter + 0.05) / (darker + 0.05) };
    });
  }
});
