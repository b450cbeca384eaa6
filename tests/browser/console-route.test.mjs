// The two ways that calls of the console go: from the page, as any page would, and by its local server.

import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { EVERY_BROWSER } from "../support/browsers.mjs";
import { aConsoleForEachTest } from "../support/console-page.mjs";

/** @import { Page } from "playwright-core" */
/** @import { ConsolePage } from "../support/console-page.mjs" */
/** @import { Site } from "../support/console.mjs" */

for (const [name, launch] of EVERY_BROWSER)
  describe(`the way of a call in ${name}`, () => {
    const stage = aConsoleForEachTest(launch);
    /** @type {Site} */
    let site;
    /** @type {ConsolePage} */
    let ui;
    /** @type {Page} */
    let page;
    beforeEach(() => {
      ({ site, ui, page } = stage);
      site.platform.clearExchanges();
    });

    const hidden = () => page.getByRole("region", { name: "Ce que le navigateur ne dit pas" });
    const answered = () => ui.call.getByText("200", { exact: true }).waitFor();

    /** What the browser itself writes about CORS is no mistake of the page's. */
    function forgiven() {
      const others = ui.complaints.filter((text) => !/blocked by CORS policy|^Cross-Origin Request Blocked/.test(text));
      ui.complaints.splice(0, ui.complaints.length, ...others);
    }

    it("is changed where the browser hides an answer, and then nothing is hidden", async () => {
      await ui.choose("origin-not-allowed");
      await ui.press("call");
      await hidden().getByRole("button", { name: "Faire passer les appels par le serveur local" }).click();
      await ui.status.getByText("appels par le serveur local").waitFor();
      await ui.press("call");
      await answered();
      await ui.call.getByRole("heading", { name: "En-têtes", exact: true }).waitFor();
      assert.ok(ui.requests.some((url) => url === `${site.origin}/api/forward`));
      forgiven();
      // The choice outlasts a reload.
      await page.reload();
      await ui.status.getByText("appels par le serveur local").waitFor();
      await ui.choose("origin-not-allowed");
      await ui.press("call");
      await answered();
    });

    it("has no advice about CORS where CORS cannot be the cause", async () => {
      await page.getByText("Les appels partent de cette page").click();
      await page.getByLabel("Du serveur local").check();
      site.platform.inject("gateway", "dropped-connection", 4);
      await ui.press("call");
      await ui.call.getByText("Cause", { exact: true }).waitFor();
      assert.equal(await hidden().count(), 0);
      site.platform.clearFaults();
    });

    it("says in the diagnosis that the page was not looked at", async () => {
      await page.getByText("Les appels partent de cette page").click();
      await page.getByLabel("Du serveur local").check();
      await ui.goTo("guide");
      await page.getByRole("button", { name: "Lancer le diagnostic" }).click();
      await page.locator("[data-step=page]").getByText("les appels passent par le serveur local").waitFor();
    });
  });
