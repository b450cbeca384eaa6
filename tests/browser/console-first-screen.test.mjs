// The first screen, which is in the page itself: it is seen, read and worked in before any script has come, and is what
// the scripts would have drawn.

import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { openPage } from "../support/chromium.mjs";
import { EVERY_BROWSER } from "../support/browsers.mjs";

import { startConsoleForTest } from "../support/console.mjs";

/** @import { Browser, Page } from "playwright-core" */
/** @import { Site } from "../support/console.mjs" */

for (const [name, launch] of EVERY_BROWSER)
  describe(`the first screen in ${name}`, () => {
    /** @type {Browser} */
    let browser;
    /** @type {Site} */
    let site;
    /** @type {Awaited<ReturnType<typeof openPage>>} */
    let opened;
    /** @type {Page} */
    let page;
    /** Lets the scripts come that have been asked for. @type {() => void} */
    let release;

    before(async () => {
      [browser, site] = await Promise.all([launch(), startConsoleForTest()]);
    });
    after(async () => {
      await browser?.close();
      await site?.close();
    });
    beforeEach(async () => {
      opened = await openPage(browser);
      page = opened.page;
      page.setDefaultTimeout(10_000);
      const released = new Promise((resolve) => {
        release = () => resolve(undefined);
      });
      await page.route(/\/assets\/[^/]+\.js$/, async (route) => {
        await released;
        await route.continue();
      });
    });
    afterEach(async () => {
      release();
      await page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
      await opened.close();
      assert.deepEqual(opened.complaints, []);
    });

    const open = () => page.goto(site.address, { waitUntil: "commit" });

    it("is there without any script, in the browser's language and with the simulator's credentials", async () => {
      await open();
      await page.getByRole("heading", { level: 1, name: "Se connecter" }).waitFor();
      assert.equal(await page.locator("html").getAttribute("lang"), "fr");
      assert.equal(await page.getByLabel("client_id").inputValue(), site.application("works").clientId);
      assert.ok(await page.getByLabel("Simulateur").isChecked());
      const { height = 0 } = (await page.getByRole("button", { name: "Obtenir un jeton" }).boundingBox()) ?? {};
      // As the style sheet has it, not as the browser does.
      assert.ok(height >= 44, String(height));
      assert.equal(await page.locator("template").count(), 0);
    });

    it("keeps what was typed and chosen in it, and does what was pressed, once the scripts have come", async () => {
      await open();
      await page.getByLabel("Application prête à l'emploi").selectOption("no-profile");
      await page.getByLabel("client_id").fill("mine");
      await page.getByLabel("client_secret").fill("typed before");
      await page.getByRole("button", { name: "Appeler healthcheck" }).click();
      release();
      // As the application of that name is refused, the call has been made with what was typed.
      await page.locator(".result.failure").waitFor();
      assert.equal(await page.getByLabel("client_id").inputValue(), "mine");
      assert.equal(await page.getByLabel("client_secret").inputValue(), "typed before");
      assert.equal(await page.locator("#application").inputValue(), "");
      assert.equal(new URL(page.url()).search, "");
    });

    it("takes the choice of an environment, of a language and of a screen", async () => {
      await open();
      await page.getByLabel("PISTE, production").check();
      await page.getByRole("button", { name: "English" }).click();
      release();
      await page.getByRole("button", { name: "Get a token" }).waitFor();
      assert.ok(await page.locator("input[value=production]").isChecked());
      assert.equal(await page.locator("#application").count(), 0);
    });

    it("gives way to another screen that was gone to meanwhile", async () => {
      await open();
      await page.getByRole("link", { name: "Guide" }).click();
      release();
      await page.getByRole("heading", { level: 1, name: "Le guide, étape par étape" }).waitFor();
      await page.locator(".guide-step").first().waitFor();
      assert.equal(await page.locator("#application").count(), 0);
    });

    it("is what the scripts draw, in both languages", async () => {
      release();
      await page.goto(site.address);
      for (const language of ["fr", "en"]) {
        await page.evaluate(
          (language) => sessionStorage.setItem("sne-console", JSON.stringify({ language })),
          language,
        );
        const drawn = await drawnAtFirst();
        // On another screen, nothing is there before the scripts.
        await page.goto(`${site.url}#/guide`);
        await page.reload();
        await page.locator(".guide-step").first().waitFor();
        await page.locator('nav a[href="#/connect"]').click();
        await page.locator("#application").waitFor();
        assert.deepEqual(drawn, await tree());
      }
    });

    /** What there is at first, once the page listens. */
    async function drawnAtFirst() {
      await page.goto("about:blank");
      await page.goto(site.url);
      await page.waitForFunction(() => document.title.includes("–"));
      return tree();
    }

    /** The elements of the page with their attributes and texts; what is typed in them is no attribute. */
    function tree() {
      return page.evaluate(() => {
        const PROPERTIES = ["value", "checked", "selected"];
        /** @param {Node} node @returns {unknown} */
        const shown = (node) => {
          if (!(node instanceof Element)) return node.textContent;
          const attributes = Array.from(node.attributes, ({ name, value }) => `${name}=${value}`);
          const kept = attributes.filter((text) => !PROPERTIES.includes(text.split("=")[0]));
          return [node.localName, kept.sort(), [...node.childNodes].map(shown)];
        };
        return shown(/** @type {Element} */ (document.getElementById("console")));
      });
    }
  });
