// After its first load the demo needs no server any more, not even to be loaded again.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { EVERY_BROWSER } from "../support/browsers.mjs";
import { aDemoForEachTest, answers, goTo, openOperation, press } from "./support.mjs";

/** @param {import("playwright-core").Page} page */
const kept = (page) => page.waitForFunction(() => navigator.serviceWorker.controller?.state === "activated");

for (const [name, launch] of EVERY_BROWSER) {
  describe(`the demo in ${name}, when its server is gone`, () => {
    const stage = aDemoForEachTest(launch);

    it("goes on, and can be loaded again", async () => {
      const { page, site } = stage;
      await kept(page);
      await site.close();
      await press(page, "Pas de profil métier");
      await answers(page, "ERRAUTUSR0001");
      await page.reload();
      await page.getByLabel("client_id").waitFor();
      await press(page, "Tout est en place");
      await answers(page, '"etat": "OK"');
      await goTo(page, "guide");
      await press(page, "Secret erroné");
      await page.locator(".doctor-step").nth(8).waitFor();
      await goTo(page, "explore");
      await openOperation(page, "lireDemande");
      await page.locator(".operation-panel input").first().fill("0750000000001");
      await page.locator(".operation-panel [type=submit]").click();
      await page.locator(".operation-panel .result").waitFor();
    });

    it("keeps its own files alone, in a cache of its own", async () => {
      const { page, address } = stage;
      await kept(page);
      const urls = await page.evaluate(async () => {
        const caches = await Promise.all((await globalThis.caches.keys()).map((key) => globalThis.caches.open(key)));
        const requests = await Promise.all(caches.map((cache) => cache.keys()));
        return requests.flat().map(({ url }) => url);
      });
      assert.ok(urls.length > 10);
      assert.deepEqual(
        urls.filter((url) => !url.startsWith(address)),
        [],
      );
    });
  });
}
