// The console for everybody, in each of its states: on a narrow screen, light and dark, without motion. The rules that
// axe knows: console-everybody-begin.test.mjs; by keyboard alone: console-keyboard.test.mjs.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { ONE_BROWSER } from "../support/browsers.mjs";
import { openConsole } from "../support/console-page.mjs";
import { tooWideBy } from "../support/wide.mjs";
import { startConsoleForTest } from "../support/console.mjs";
import { LANGUAGES } from "../node/support/languages.mjs";

/** @import { TestContext } from "node:test" */
/** @import { Browser } from "playwright-core" */
/** @import { ConsolePage, OpenOptions } from "../support/console-page.mjs" */
/** @import { Site } from "../support/console.mjs" */

const LEAST_CONTRAST = 4.5;
const LEAST_TARGET = 24;

for (const [name, launch] of ONE_BROWSER)
  describe(`the console, for everybody, in ${name}`, () => {
    /** @type {Browser} */
    let browser;
    /** @type {Site} */
    let site;

    before(async () => {
      [browser, site] = await Promise.all([launch(), startConsoleForTest()]);
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

    it("has landmarks, one first heading, no level left out, and enough contrast in both themes", async (t) => {
      const ui = await open(t);
      for (const role of /** @type {const} */ (["banner", "main", "contentinfo"]))
        assert.equal(await ui.page.getByRole(role).count(), 1, role);
      await throughItsStates(ui, async (state) => {
        const headings = ui.page.locator("h1, h2, h3, h4, h5, h6");
        const levels = await headings.evaluateAll((all) => all.map(({ tagName }) => Number(tagName[1])));
        assert.equal(levels.filter((level) => level === 1).length, 1, state);
        for (const [index, level] of levels.entries())
          assert.ok(level <= (levels[index - 1] ?? 0) + 1, `${state}: ${levels}`);
        for (const theme of ["light", "dark"]) {
          const faint = (await ui.page.evaluate(contrasts, theme)).filter(({ ratio }) => ratio < LEAST_CONTRAST);
          assert.deepEqual(faint, [], `${state}, ${theme}`);
        }
      });
    });

    for (const language of LANGUAGES) {
      it(`fits 320 pixels, with targets that a thumb can hit (${language})`, async (t) => {
        const ui = await open(t, { language, viewport: { width: 320, height: 640 } });
        await throughItsStates(ui, async (state) => {
          assert.deepEqual(await ui.page.evaluate(tooWide), [], state);
          assert.equal(await ui.page.evaluate(tooWideBy), 0, state);
          assert.deepEqual(await ui.page.evaluate(tooSmall, LEAST_TARGET), [], state);
        });
      });
    }

    it("moves", async (t) => {
      assert.equal(await movingOnes(await open(t)), 1);
    });

    it("does not move for who wants nothing to move", async (t) => {
      const still = await launch({ still: true });
      t.after(() => still.close());
      const ui = await openConsole(still, site.address);
      await ui.page.emulateMedia({ reducedMotion: "reduce" });
      assert.equal(await movingOnes(ui), 0);
    });

    /** How many things move while a call is waited for. @param {ConsolePage} ui */
    async function movingOnes({ page, press, call }) {
      site.platform.inject("gateway", { type: "delay", milliseconds: 3_600_000 });
      await press("call");
      await call.locator(".pending").waitFor();
      const count = await page.evaluate(() => document.getAnimations().length);
      await press("cancel");
      return count;
    }
  });

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

/** In the page: what sticks out of it on the right. */
function tooWide() {
  const shown = [...document.querySelectorAll("body *:not(option, [role=status], [role=status] *)")];
  /** @param {Element} one */
  const sticksOut = (one) => one.getBoundingClientRect().right > document.documentElement.clientWidth;
  return shown.filter(sticksOut).map((one) => one.outerHTML.slice(0, 80));
}

/** In the page: what can be pressed, and is too small for that or not shown at all. @param {number} least */
function tooSmall(least) {
  const targets = document.querySelectorAll(":is(button, input, select, a):not(details:not([open]) *)");
  return [...targets].flatMap((one) => {
    const { width, height } = one.getBoundingClientRect();
    return Math.min(width, height) < least ? `${one.outerHTML.slice(0, 80)}: ${width} × ${height}` : [];
  });
}

/** In the page: each text with its contrast to what is behind it. @param {string} theme */
function contrasts(theme) {
  document.documentElement.style.colorScheme = theme;
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
