// What the console tells of an answer besides itself, in real browsers: what was behind it, what is left of the quota,
// where it is not what the contract says, and where a failure leads; and JSON as one reads it.

import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { CONTRACT } from "../support/console-contract.mjs";
import { ONE_BROWSER } from "../support/browsers.mjs";
import { aConsoleForEachTest } from "../support/console-page.mjs";

/** @import { Page } from "playwright-core" */
/** @import { ConsolePage } from "../support/console-page.mjs" */
/** @import { Site } from "../support/console.mjs" */

for (const [name, launch] of ONE_BROWSER)
  describe(`what the console tells in ${name}`, () => {
    const stage = aConsoleForEachTest(launch, { contract: CONTRACT });
    /** @type {Site} */
    let site;
    /** @type {ConsolePage} */
    let ui;
    /** @type {Page} */
    let page;
    beforeEach(() => {
      ({ site, ui, page } = stage);
    });

    it("tells the attempts and the waits behind a 200", async () => {
      site.platform.inject("gateway", "gateway-timeout");
      await ui.press("call");
      await ui.call.locator(".result.success").waitFor();
      await ui.call.getByText("Tentatives : 2").click();
      await ui.call.getByText(/Tentative 1 en échec/).waitFor();
      await ui.call.getByText(/Attente avant de recommencer.* \d+ ms/).waitFor();
    });

    it("tells what is left of the quota where that is announced, in the traffic too", async () => {
      await page.getByText("Les appels partent de cette page").click();
      await page.getByLabel("Du serveur local").check();
      site.platform.update(site.application("works").clientId, { quotas: [{ window: 60, limit: 5, spent: 4 }] });
      await ui.press("call");
      await ui.call.getByText(/^0, pour les .+ à venir$/).waitFor();
      await ui.goTo("traffic");
      await page.getByText(/^0, pour les .+ à venir$/).waitFor();
      site.platform.update(site.application("works").clientId, { quotas: [] });
    });

    it("leads from a failure that is not about the call itself to the diagnosis", async () => {
      await ui.choose("no-profile");
      await ui.press("call");
      await ui.call.getByRole("link", { name: "Diagnostiquer" }).click();
      await page.getByRole("button", { name: "Lancer le diagnostic" }).waitFor();
    });

    describe("of an operation", () => {
      /** Opens it and sends it, filled in with an example. @param {string} id */
      async function send(id) {
        await ui.goTo("explore");
        await page.getByText("contract.json : 14 opérations.").waitFor();
        await page.getByLabel("Chercher une opération").fill(id);
        await page.getByLabel("Chercher une opération").press("Enter");
        await page.locator(`.operation-panel[data-operation="${id}"]`).waitFor();
        await page.getByRole("button", { name: "Remplir avec un exemple" }).click();
        await page.getByRole("button", { name: "Envoyer", exact: true }).click();
        await page.locator(".operation-answer .result").waitFor();
      }

      it("tells where an answer is not what the contract says", async () => {
        const headers = { "content-type": "application/json" };
        site.platform.inject("gateway", { type: "answer", status: 200, headers, body: '{"oeuvres":12}' });
        await send("listerOeuvres");
        await page.locator(".deviations > summary").click();
        await page.locator(".deviations li").first().waitFor();
      });

      it("sets JSON out: folded and searched, with the way to a value", async () => {
        await send("listerOeuvres");
        const tree = page.locator(".operation-answer [role=tree]");
        await tree.focus();
        await page.keyboard.press("ArrowDown");
        await page
          .locator(".operation-answer")
          .getByText(/^\/\w+/)
          .first()
          .waitFor();
        const rows = () => tree.locator("[role=treeitem]").count();
        const open = await rows();
        assert.ok(open > 2, String(open));
        await page.keyboard.press("Home");
        await page.keyboard.press("ArrowLeft");
        await page.waitForFunction((before) => document.querySelectorAll("[role=treeitem]").length < before, open);
      });
    });
  });
