// What the console keeps of a person's credentials: as little as possible, as briefly as possible, in memory only.

import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { ONE_BROWSER } from "../support/browsers.mjs";
import { aConsoleForEachTest } from "../support/console-page.mjs";

/** @import { Locator, Page } from "playwright-core" */
/** @import { ConsolePage } from "../support/console-page.mjs" */
/** @import { Site } from "../support/console.mjs" */

for (const [name, launch] of ONE_BROWSER)
  describe(`the console, discreet, in ${name}`, () => {
    const stage = aConsoleForEachTest(launch);
    /** @type {Site} */
    let site;
    /** @type {ConsolePage} */
    let ui;
    /** @type {Page} */
    let page;
    beforeEach(() => ({ site, ui, page } = stage));

    /** Waits until something is to be read. @param {Locator} where @param {string | RegExp} text */
    const shows = (where, text) => where.getByText(text).first().waitFor();

    it("forgets credentials, token and results, in the local server too", async () => {
      await ui.press("call");
      await shows(ui.call, "200");
      const before = site.tokenRequests();
      const forgotten = page.waitForResponse((response) => response.request().method() === "DELETE");
      await ui.press("forget");
      assert.equal((await forgotten).status(), 204);
      for (const label of ["client_id", "client_secret"]) assert.equal(await page.getByLabel(label).inputValue(), "");
      await shows(ui.connection, "Identifiants, jeton et résultats oubliés.");
      assert.equal(await ui.call.getByText("200").count(), 0);
      await ui.choose("works");
      await ui.press("call");
      await shows(ui.call, "200");
      assert.equal(site.tokenRequests(), before + 1);
    });

    it("takes no credentials along from one environment to another", async () => {
      await ui.type({ clientId: "mine", clientSecret: "sh-mine" });
      await page.getByLabel("PISTE, bac à sable").check();
      assert.equal(await page.getByLabel("client_secret").inputValue(), "");
      assert.equal(await page.locator("#application").count(), 0);
      await shows(ui.connection, new RegExp(site.origin));
    });

    it("leaves no secret and no token anywhere", async () => {
      const { clientId, clientSecret } = site.application("works");
      const answer = page.waitForResponse((response) => response.url().endsWith("/api/token"));
      await ui.type({ clientId, clientSecret });
      await ui.press("call");
      const { access_token } = await (await answer).json();
      await shows(ui.call, "200");
      const html = await page.content();
      for (const secret of [clientSecret, access_token]) {
        assert.ok(!html.includes(secret));
        assert.ok(!page.url().includes(secret));
      }
      const nothing = { local: 0, cookies: "", databases: [], caches: [], state: null };
      const { session, ...others } = await page.evaluate(storedThings);
      assert.deepEqual(others, nothing);
      // The tab keeps choices, for when the page is loaded again.
      assert.deepEqual(Object.keys(session), ["sne-console"]);
      const choices = ["contract", "environment", "hasMore", "language", "route", "theme"];
      assert.deepEqual(
        Object.keys(JSON.parse(session["sne-console"])).filter((name) => !choices.includes(name)),
        [],
      );
      for (const secret of [clientId, clientSecret]) assert.ok(!JSON.stringify(session).includes(secret));
      const cookies = await page.context().cookies();
      const held = cookies.map(({ name, value, httpOnly, sameSite, expires }) => ({
        ...{ pair: `${name}=${value}`, httpOnly, sameSite, expires },
      }));
      assert.deepEqual(held, [{ pair: site.cookie, httpOnly: true, sameSite: "Strict", expires: -1 }]);
      assert.equal(await page.getByLabel("client_secret").getAttribute("autocomplete"), "off");
      await page.getByLabel("PISTE, production").check();
      await ui.type({ clientId, clientSecret });
      await page.reload();
      await page.getByText("La page a été rechargée").waitFor();
      assert.ok(await page.getByLabel("PISTE, production").isChecked());
      assert.equal(await page.getByLabel("client_secret").inputValue(), "");
    });

    it("makes the local server forget when the page is left", async () => {
      await ui.press("call");
      await shows(ui.call, "200");
      const before = site.tokenRequests();
      await page.goto("about:blank");
      await page.goto(site.address);
      await ui.press("call");
      await shows(ui.call, "200");
      assert.equal(site.tokenRequests(), before + 1);
    });

    /** Everything that a page can leave behind in a browser. */
    async function storedThings() {
      return {
        local: localStorage.length,
        session: { ...sessionStorage },
        cookies: document.cookie,
        databases: await indexedDB.databases(),
        caches: await caches.keys(),
        state: history.state,
      };
    }
  });
