// Exploring the API in real browsers: a contract brought in, every operation of it called through its form, mistakes
// beside their fields, and a call given up.

import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { CONTRACT } from "../support/console-contract.mjs";
import { EVERY_BROWSER, ONE_BROWSER } from "../support/browsers.mjs";
import { aConsoleForEachTest } from "../support/console-page.mjs";

/** @import { Locator, Page } from "playwright-core" */
/** @import { ConsolePage } from "../support/console-page.mjs" */
/** @import { Site } from "../support/console.mjs" */

const IMAGE = { name: "image.png", mimeType: "image/png", buffer: Buffer.from("89504e470d0a1a0a", "hex") };

for (const [name, launch] of EVERY_BROWSER)
  describe(`exploring in ${name}`, () => {
    const stage = aConsoleForEachTest(launch, { contract: CONTRACT });
    /** @type {Site} */
    let site;
    /** @type {ConsolePage} */
    let ui;
    /** @type {Page} */
    let page;
    /** @type {Locator} */
    let panel;
    /** @type {Locator} */
    let search;
    beforeEach(async () => {
      ({ site, ui, page } = stage);
      panel = page.locator(".operation-panel");
      search = page.getByLabel("Chercher une opération");
      site.platform.clearExchanges();
      await ui.goTo("explore");
      await page.getByText("contract.json : 14 opérations.").waitFor();
    });

    /** @type {{ paths: Record<string, Record<string, { operationId?: string }>> }} */
    const operations = JSON.parse(CONTRACT.toString());
    const ids = Object.values(operations.paths).flatMap((item) =>
      Object.values(item).flatMap(({ operationId }) => operationId ?? []),
    );

    /** Opens an operation by its search field and Enter. @param {string} id */
    async function open(id) {
      await search.fill(id);
      await search.press("Enter");
      await page.locator(`.operation-panel[data-operation="${id}"]`).waitFor();
    }

    const send = () => panel.getByRole("button", { name: "Envoyer", exact: true }).click();
    const answered = () => panel.locator(".result").first().waitFor();

    it("calls every operation of the contract, filled in as JSON and as fields", async () => {
      assert.ok(ids.length >= 12, String(ids));
      for (const id of ids) {
        await open(id);
        await fillIn(site.platform.example(id));
        await send();
        await answered();
        assert.deepEqual(await panel.locator(".result.failure").allInnerTexts(), [], id);
      }
      const called = site.platform.exchanges.filter(
        ({ path, method }) => !path.endsWith("/token") && method !== "OPTIONS",
      );
      assert.equal(called.length, ids.length);
    });

    /**
     * Files are chosen in their fields; all else is typed into the view for JSON.
     * @param {Record<string, unknown>} parameters
     */
    async function fillIn(parameters) {
      const raw = panel.getByRole("button", { name: "Modifier en JSON" });
      if ((await raw.count()) === 0) return;
      /** @param {unknown} value */
      const isFile = (value) => value instanceof Uint8Array || value instanceof Blob;
      const plain = Object.entries(parameters).filter(([, value]) => !isFile(value));
      // What is deep begins as JSON.
      if ((await raw.getAttribute("aria-pressed")) === "false") await raw.click();
      await panel.locator("#operation-json").fill(JSON.stringify(Object.fromEntries(plain)));
      await raw.click();
      for (const file of await panel.locator("input[type=file]").all()) await file.setInputFiles(IMAGE);
    }

    it("says beside the fields what the contract has against them, before anything is sent", async () => {
      await open("lireOeuvre");
      await send();
      await panel.locator(".error-summary").waitFor();
      await page.waitForFunction((expected) => document.activeElement?.className === expected, "error-summary");
      const wrong = panel.locator("[aria-invalid=true]").first();
      assert.ok((await wrong.count()) > 0);
      const ids = String(await wrong.getAttribute("aria-describedby")).split(" ");
      const texts = await Promise.all(ids.map((id) => page.locator(`[id="${id}"]`).innerText()));
      assert.ok(
        texts.some((text) => /obligatoire/.test(text)),
        String(texts),
      );
      await panel.getByText("Rien n'a été envoyé").waitFor();
      assert.equal(site.platform.exchanges.length, 0);
      // Which of the two is right, the API says.
      await panel.getByLabel(/^cote/).fill("trop court");
      await send();
      await page.getByText("de la forme").first().waitFor();
      await panel.getByRole("button", { name: "Envoyer quand même" }).click();
      await panel.locator(".operation-answer .result").waitFor();
      assert.ok(site.platform.exchanges.length > 0);
      await panel.getByLabel(/^cote/).fill("ABC-1234");
      await send();
      await panel.locator(".result.success").waitFor();
      assert.equal(await panel.locator("[aria-invalid=true]").count(), 0);
    });

    it("gives a call up at once, and hands the focus back", async () => {
      await open("listerOeuvres");
      site.platform.inject("gateway", { type: "delay", milliseconds: 3_600_000 });
      await send();
      await page.locator(".pending").waitFor();
      await panel.getByRole("button", { name: "Annuler" }).click();
      await panel.getByText("Appel annulé.").waitFor();
      await page.waitForFunction((expected) => document.activeElement?.textContent === expected, "Envoyer");
      site.platform.clearFaults();
      await send();
      await panel.locator(".result").waitFor();
    });

    it("keeps what is filled in from screen to screen, until all is forgotten", async () => {
      await open("lireOeuvre");
      const field = panel.locator("input").first();
      await field.fill("A-12");
      await ui.goTo("connect");
      await ui.goTo("explore");
      assert.equal(await panel.locator("input").first().inputValue(), "A-12");
      await ui.press("forget");
      assert.equal(await panel.locator("input").first().inputValue(), "");
    });

    it("gives each operation an address, which goes back and forward and survives a reload", async () => {
      await open("lireOeuvre");
      await open("listerOeuvres");
      assert.equal(new URL(page.url()).hash, "#/explore/listerOeuvres");
      const title = panel.locator(".address");
      await page.goBack();
      await title.getByText("/oeuvres/{cote}").waitFor();
      await page.goForward();
      await page.waitForFunction(() => document.querySelector(".address")?.textContent?.endsWith("/oeuvres"));
      await page.reload();
      await page.waitForFunction(() => document.querySelector(".address")?.textContent?.endsWith("/oeuvres"));
    });

    it("keeps language, colours and environment over a reload, and says what is forgotten", async () => {
      await page.getByRole("button", { name: "English" }).click();
      await page.getByRole("button", { name: "Dark mode" }).click();
      await ui.goTo("connect");
      await page.getByLabel("PISTE sandbox").check();
      await ui.type({ clientId: "mine", clientSecret: "sh-mine" });
      await page.reload();
      await page.getByText("The page was loaded again.").waitFor();
      assert.ok(await page.getByLabel("PISTE sandbox").isChecked());
      assert.equal(await page.getByLabel("client_secret").inputValue(), "");
      assert.equal(await page.locator("html").getAttribute("data-theme"), "dark");
      await page.getByRole("button", { name: "Understood" }).click();
      assert.equal(await page.getByText("The page was loaded again.").count(), 0);
    });

    it("refuses what is no contract, and goes on with the one that there was", async () => {
      const file = { name: "autre.json", mimeType: "application/json", buffer: Buffer.from('{"openapi":"3.0.0"}') };
      await page.locator("#contract").setInputFiles(file);
      await page
        .locator("#contract-failure")
        .getByText(/Swagger 2\.0/)
        .first()
        .waitFor();
      await open("listerOeuvres");
      await panel.getByText("/oeuvres").first().waitFor();
    });
  });

for (const [name, launch] of ONE_BROWSER)
  describe(`a contract without healthcheck in ${name}`, () => {
    const { paths, ...rest } = JSON.parse(CONTRACT.toString());
    const others = Object.fromEntries(Object.entries(paths).filter(([path]) => path !== "/healthcheck"));
    const stage = aConsoleForEachTest(launch, {
      contract: Buffer.from(JSON.stringify({ ...rest, paths: others })),
    });

    it("is offered none, and has another safe operation in its place", async () => {
      const { page, ui } = stage;
      await ui.goTo("explore");
      await page.getByText("contract.json : 13 opérations.").waitFor();
      assert.equal(await page.locator(".operation").filter({ hasText: "/healthcheck" }).count(), 0);
      await ui.goTo("connect");
      await ui.call.getByRole("button", { name: /^Appeler (?!healthcheck)/ }).click();
      await ui.call.getByText("200", { exact: true }).waitFor();
    });
  });
