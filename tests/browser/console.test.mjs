// The console in a real Chromium, from opening to an answer, against PISTE in miniature on another origin.

import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { EVERY_BROWSER } from "../support/browsers.mjs";
import { aConsoleForEachTest, openConsole } from "../support/console-page.mjs";
import { startConsoleForTest } from "../support/console.mjs";

/** @import { Browser, Locator, Page } from "playwright-core" */
/** @import { Exchange } from "sne-cotation/simulator" */
/** @import { ConsolePage } from "../support/console-page.mjs" */
/** @import { Site } from "../support/console.mjs" */
/** @import { Server } from "sne-cotation/simulator" */

for (const [name, launch] of EVERY_BROWSER)
  describe(`the console in ${name}`, () => {
    const stage = aConsoleForEachTest(launch);
    /** @type {Browser} */
    let browser;
    /** @type {Site} */
    let site;
    /** @type {ConsolePage} */
    let ui;
    /** @type {Page} */
    let page;
    beforeEach(() => ({ browser, site, ui, page } = stage));

    /** Waits until something is to be read. @param {Locator} where @param {string | RegExp} text */
    const shows = (where, text) => where.getByText(text).first().waitFor();

    /**
     * Waits until the simulator has received the request itself, whatever the browser asks before.
     * @param {string} path
     */
    async function received(path) {
      /** @param {Exchange} exchange */
      const isIt = (exchange) => exchange.path.endsWith(path) && exchange.method !== "OPTIONS";
      while (!site.platform.exchanges.some(isIt)) await new Promise((resolve) => setTimeout(resolve, 5));
    }

    it("goes from opening to OK", async () => {
      await ui.press("get");
      await shows(ui.connection, /^\S{4}… \(54 caractères\)$/);
      await shows(ui.connection, /^59 min \d\d s$/);
      await ui.press("call");
      await shows(ui.call, "Réponse");
      assert.deepEqual(JSON.parse(await ui.call.locator("pre").innerText()), { version: "1.0", etat: "OK" });
      await shows(ui.call, "200");
      await shows(ui.call, /^\d+ ms$/);
      const headers = await ui.call.getByRole("row").allInnerTexts();
      assert.ok(
        headers.some((row) => /content-type\s+application\/json/.test(row)),
        String(headers),
      );
      assert.match(await ui.said.innerText(), /^Réponse 200 en \d+ ms\.$/);
    });

    it("gets the token by itself when a call needs one", async () => {
      await ui.press("call");
      await shows(ui.call, /^\d+ ms, dont \d+ ms pour le jeton$/);
      await shows(ui.connection, /^\S{4}… \(54 caractères\)$/);
    });

    it("shows what to do where the business profile is missing", async () => {
      await ui.choose("no-profile");
      await ui.press("call");
      await shows(ui.call, "Échec");
      for (const text of ["profile", "ERRAUTUSR0001", "403", "Que faire"]) await shows(ui.call, text);
      await shows(ui.call, /api-platau-administration@developpement-durable\.gouv\.fr/);
      assert.match(await ui.said.innerText(), /^Échec\. Aucun profil métier/);
    });

    it("folds away what came with a failure, until somebody wants to see it", async () => {
      await ui.choose("no-profile");
      await ui.press("call");
      const folded = ui.call.locator(".failed-body");
      await folded.waitFor();
      const isThere = async () => (await ui.call.innerHTML()).includes('"code"');
      assert.equal(await isThere(), false, "it is not even in the page");
      await folded.getByText("Ce qui est revenu").click();
      await shows(folded, /données personnelles/);
      const { code, message } = JSON.parse(await folded.locator("pre").innerText());
      assert.equal(code, "ERRAUTUSR0001");
      assert.ok(message.length > 0);
      await folded.getByText("Ce qui est revenu").click();
      await folded.locator("pre").waitFor({ state: "detached" });
      assert.equal(await isThere(), false);
    });

    it("shows the relay's own reason for a wrong secret, tied to the fields", async () => {
      const { clientId } = site.application("works");
      await ui.type({ clientId, clientSecret: "sh-wrong-secret" });
      assert.equal(await page.locator("#application").inputValue(), "");
      await ui.press("get");
      await shows(ui.connection, "Échec");
      for (const text of ["credentials", "invalid_client", "400"]) await shows(ui.connection, text);
      const secret = page.getByLabel("client_secret");
      assert.equal(await secret.getAttribute("aria-invalid"), "true");
      const description = page.locator(`#${String(await secret.getAttribute("aria-describedby")).trim()}`);
      assert.match(await description.innerText(), /refuse ces identifiants/);
    });

    it("shows that reason on a call too", async () => {
      await ui.type({ ...site.application("works"), clientSecret: "sh-wrong-secret" });
      await ui.press("call");
      for (const text of ["Échec", "credentials", "invalid_client"]) await shows(ui.call, text);
    });

    it("shows what to do about a 403 without a word", async () => {
      await ui.choose("no-subscription");
      await ui.press("call");
      for (const text of ["subscription", "403", /Modifier l'application/]) await shows(ui.call, text);
    });

    it("explains a call that the browser stops", async () => {
      await ui.choose("origin-not-allowed");
      await ui.press("call");
      for (const text of ["network", /Javascript Origins/]) await shows(ui.call, text);
      // What the browser itself writes about CORS is no mistake of the page's.
      const others = ui.complaints.filter((text) => !/blocked by CORS policy|^Cross-Origin Request Blocked/.test(text));
      ui.complaints.splice(0, ui.complaints.length, ...others);
    });

    it("tells a used-up quota", async () => {
      await ui.choose("quota-by-day");
      for (let call = 1; call <= 3; call += 1) {
        await ui.press("call");
        await shows(ui.call, call <= 2 ? "Réponse" : "Échec");
      }
      for (const text of ["quota", "429"]) await shows(ui.call, text);
    });

    it("speaks English when asked to, in messages of the package too", async () => {
      await ui.close();
      ui = stage.ui = await openConsole(browser, site.address, { language: "en" });
      ({ page } = ui);
      await ui.speaks("en");
      assert.equal(await page.title(), "Connection – SNE-Cotation console");
      await ui.choose("no-profile");
      await ui.press("call");
      for (const text of ["Failure", "What to do", /business profile/]) await shows(ui.call, text);
      await page.getByRole("button", { name: "Français" }).click();
      await ui.speaks("fr");
      // What was said in English stays English, and says so.
      assert.equal(await ui.call.locator(".message").getAttribute("lang"), "en");
      await page.getByRole("button", { name: "Appeler healthcheck" }).click();
      await shows(ui.call, /Aucun profil métier/);
    });

    it("keeps the token when the language changes", async () => {
      await ui.press("get");
      await shows(ui.connection, /caractères/);
      const before = site.tokenRequests();
      await page.getByRole("button", { name: "English" }).click();
      await page.getByRole("button", { name: "Call healthcheck" }).click();
      await shows(ui.call, "200");
      assert.equal(site.tokenRequests(), before);
    });

    /** @typedef {"call" | "get"} Action */
    /** @typedef {[action: Action, server: Server, path: string, where: "call" | "connection"]} Cancelled */
    for (const [action, server, path, where] of /** @type {Cancelled[]} */ ([
      ["call", "gateway", "/healthcheck", "call"],
      ["get", "authorization-server", "/oauth/token", "connection"],
    ])) {
      it(`cancels at once (${action}), hands the focus back, and goes on working`, async () => {
        await fetch(new URL("/api/token", site.url), {
          method: "DELETE",
          headers: { Origin: site.origin, Cookie: site.cookie },
        });
        site.platform.clearExchanges();
        site.platform.inject(server, { type: "delay", milliseconds: 3_600_000 });
        await ui.press(action);
        await received(path);
        await ui.press("cancel");
        await shows(ui[where], /annulé/);
        assert.equal(await ui.said.innerText(), "Annulé.");
        await page.waitForFunction((expected) => document.activeElement?.textContent === expected, ui.words[action]);
        await ui.press("call");
        await shows(ui.call, "200");
      });
    }

    it("asks for what is missing, at the field", async () => {
      await page.getByLabel("PISTE, production").check();
      await ui.press("get");
      const id = page.getByLabel("client_id");
      await page.waitForFunction((field) => field === document.activeElement, await id.elementHandle());
      assert.equal(await id.getAttribute("aria-invalid"), "true");
      const [errorId] = String(await id.getAttribute("aria-describedby")).split(" ");
      assert.equal(await page.locator(`#${errorId}`).innerText(), "Saisissez le client_id.");
      await id.fill("x");
      assert.equal(await id.getAttribute("aria-invalid"), "false");
    });

    it("says so when its local server has gone", async () => {
      const other = await startConsoleForTest();
      const lonely = await openConsole(browser, other.address);
      await other.close();
      await lonely.press("get");
      await shows(lonely.connection, "Le serveur local de la console ne répond pas.");
      await lonely.close();
    });
  });
