// The first screen of the demo, which is in the page itself: it is seen and worked in before any script has come.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { openPage } from "../support/chromium.mjs";
import { startSite } from "../support/site.mjs";
import { EVERY_BROWSER } from "../support/browsers.mjs";
import { FOLDER } from "./support.mjs";

for (const [name, launch] of EVERY_BROWSER)
  describe(`the first screen of the demo in ${name}`, () => {
    it("is there without any script, and what is pressed in it is done once they have come", async (t) => {
      let release = () => {};
      const released = new Promise((resolve) => {
        release = () => resolve(undefined);
      });
      /** @param {string} file */
      const held = (file) => async () => {
        await released;
        const body = readFileSync(join(FOLDER, "assets", file));
        return { headers: { "content-type": "text/javascript; charset=utf-8" }, body };
      };
      const scripts = readdirSync(join(FOLDER, "assets")).filter((file) => file.endsWith(".js"));
      const routes = Object.fromEntries(scripts.map((file) => [`GET /demo/assets/${file}`, held(file)]));
      const [browser, site] = await Promise.all([launch(), startSite({ folders: { "/demo/": FOLDER }, routes })]);
      t.after(() => Promise.all([browser.close(), site.close()]));
      const { page, complaints } = await openPage(browser);
      page.setDefaultTimeout(10_000);
      await page.goto(`${site.url}/demo/`, { waitUntil: "commit" });
      await page.getByRole("heading", { level: 1, name: "Se connecter" }).waitFor();
      await page.getByRole("button", { name: "Pas de profil métier" }).click();
      assert.equal(await page.locator(".result").count(), 0);
      release();
      await page.locator(".result.failure").waitFor();
      assert.equal(await page.locator("[aria-pressed=true]").textContent(), "Pas de profil métier");
      await page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
      assert.deepEqual(complaints, []);
    });
  });
