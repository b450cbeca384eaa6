// What one sees first of the console, for everybody: the first screen in its states, its themes, and the page for who
// has no key. The other screens: console-everybody-screens.test.mjs.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ONE_BROWSER } from "../support/browsers.mjs";
import { openPage } from "../support/chromium.mjs";
import { startConsoleForTest } from "../support/console.mjs";
import { aConsoleForEverybody, complaintsOf, testScenes } from "../support/console-everybody.mjs";
import { openConsole } from "../support/console-page.mjs";

for (const [name, launch] of ONE_BROWSER)
  describe(`the console's first screen in ${name}`, () => {
    const stage = aConsoleForEverybody(launch);
    testScenes(stage, ["connect", "connected", "refused", "hidden", "missing"]);

    it("is in the system's theme, until one is chosen", async (t) => {
      const browser = await launch({ dark: true });
      t.after(() => browser.close());
      const ui = await openConsole(browser, stage.site.address, { colours: "dark" });
      /** @param {boolean} expected */
      const isDark = (expected) =>
        ui.page.waitForFunction(
          (expected) => (getComputedStyle(document.documentElement).backgroundColor === "rgb(20, 23, 22)") === expected,
          expected,
        );
      await isDark(true);
      await ui.page.getByRole("button", { name: "Mode clair" }).click();
      await isDark(false);
      await ui.page.reload();
      await ui.page.getByRole("button", { name: "Mode sombre" }).waitFor();
      await isDark(false);
      await ui.page.getByRole("button", { name: "Mode sombre" }).click();
      await isDark(true);
    });

    it("takes its colours from the theme's file", async (t) => {
      const theme = Buffer.from(":root { --accent: rgb(102, 51, 153); --page: rgb(250, 240, 255); }");
      const themed = await startConsoleForTest({ theme });
      t.after(themed.close);
      const ui = await openConsole(stage.browser, themed.address);
      t.after(ui.close);
      const [page, accent] = await ui.page.evaluate(() => [
        getComputedStyle(document.documentElement).backgroundColor,
        getComputedStyle(document.querySelector("form .primary") ?? document.body).backgroundColor,
      ]);
      assert.deepEqual([page, accent], ["rgb(250, 240, 255)", "rgb(102, 51, 153)"]);
    });

    it("without a key, the page that says how to get one passes them too", async (t) => {
      const { page, complaints, close } = await openPage(stage.browser);
      t.after(close);
      await page.goto(stage.site.url);
      await page.getByRole("heading", { level: 1, name: "Il manque la clé de cette console" }).waitFor();
      assert.deepEqual(await complaintsOf(page), []);
      assert.deepEqual(complaints, []);
    });
  });
