// The list of operations: searched, gone through by keyboard, quick with ten thousand; and the way in of the contract.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ONE_BROWSER } from "../support/browsers.mjs";
import { assertForEverybody, focused, picture, propsOf, setProps, told, viewsForTests } from "../support/views.mjs";
import { LANGUAGES } from "../node/support/languages.mjs";

/** @import { Page } from "playwright-core" */

/**
 * @param {string} id
 * @param {string} method
 * @param {string} path
 * @param {string} summary
 * @param {string[]} [tags]
 * @param {boolean} [deprecated]
 */
const operation = (id, method, path, summary, tags = [], deprecated = false) => ({
  id,
  method,
  path,
  summary,
  tags,
  deprecated,
});

const FEW = [
  operation("lireDemande", "GET", "/demandes/{numero}", "Lire une demande", ["Demandes"]),
  operation("GET /healthcheck", "GET", "/healthcheck", ""),
  operation("creerDemande", "POST", "/demandes", "Créer une demande, à l'été", ["Demandes", "Écriture"]),
  operation("ancienne", "PUT", "/cotation", "Ancienne façon de coter", ["Cotation"], true),
];

for (const [browser, launch] of ONE_BROWSER)
  describe(`the list of operations in ${browser}`, () => {
    const stage = viewsForTests(launch);
    /** @param {Page} page */
    const field = (page) => page.getByRole("combobox");
    /** @param {Page} page */
    const options = (page) => page.locator(".operation[role=treeitem]");
    /** @param {Page} page */
    const active = (page) =>
      page.evaluate(() => {
        const { activeElement } = document;
        return document.getElementById(String(activeElement?.getAttribute("aria-activedescendant")))?.textContent;
      });

    it("shows the operations by tag, deprecated ones marked, and passes the rules of accessibility", async () => {
      for (const language of LANGUAGES) {
        const page = await stage.show("operations", { operations: FEW, chosen: "creerDemande" }, { language });
        const tags = await page.locator("[aria-expanded=true].operation-tag").allTextContents();
        assert.deepEqual(tags, [
          "▾ Demandes 2",
          "▾ Cotation 1",
          language === "fr" ? "▾ Sans étiquette 1" : "▾ Without a tag 1",
        ]);
        const marked = options(page).filter({ hasText: language === "fr" ? "obsolète" : "deprecated" });
        assert.match(String(await marked.textContent()), /ancienne$/);
        assert.equal(await page.locator("[aria-selected=true]").count(), 1);
        await assertForEverybody(page);
        await picture(page, `operations-${language}`);
      }
    });

    it("finds by any words, whatever the accents and the case", async () => {
      const page = await stage.show("operations", { operations: FEW });
      /** @param {string} question */
      const found = async (question) => {
        await field(page).fill(question);
        return options(page).count();
      };
      assert.equal(await found("CREER ete"), 1);
      assert.equal(await found("écriture"), 1);
      assert.equal(await found("/demandes"), 2);
      assert.equal(await found("get demande"), 1);
      assert.equal(await found("put"), 1);
      assert.match(String(await page.getByRole("status").textContent()), /1 sur 4/);
      assert.equal(await found("rien de tel"), 0);
      assert.match(String(await page.getByRole("status").textContent()), /Aucune/);
      await assertForEverybody(page);
      await field(page).press("Escape");
      assert.equal(await options(page).count(), 4);
    });

    it("is gone through and chosen from by keyboard alone, the focus in the field", async () => {
      const page = await stage.show("operations", { operations: FEW });
      await page.keyboard.press("Tab");
      assert.match(String(await active(page)), /lireDemande/);
      await page.keyboard.press("ArrowDown");
      assert.match(String(await active(page)), /creerDemande/);
      await page.keyboard.press("Enter");
      assert.equal((await propsOf(page)).chosen, "creerDemande");
      for (const key of ["PageDown", "ArrowDown"]) await page.keyboard.press(key);
      assert.match(String(await active(page)), /healthcheck/);
      await page.keyboard.press("PageUp");
      await page.keyboard.press("ArrowUp");
      assert.match(String(await active(page)), /Demandes 2/);
      await options(page).nth(2).click();
      assert.equal((await propsOf(page)).chosen, "ancienne");
      await field(page).focus();
      assert.match(String(await active(page)), /ancienne/);
      assert.match(await focused(page), /^input Chercher/);
    });

    it("is folded by tag, by keyboard and by the pointer, until one searches", async () => {
      const page = await stage.show("operations", { operations: FEW });
      await field(page).focus();
      await page.keyboard.press("ArrowLeft");
      assert.match(String(await active(page)), /▸ Demandes 2/);
      assert.equal(await options(page).count(), 2);
      await assertForEverybody(page);
      await page.keyboard.press("ArrowDown");
      assert.match(String(await active(page)), /Cotation/);
      await page.keyboard.press("Enter");
      assert.equal(await options(page).count(), 1);
      await page.locator(".operation-tag").first().click();
      assert.equal(await options(page).count(), 3);
      // What is found is shown, wherever it is.
      await field(page).fill("coter");
      assert.match(String(await active(page)), /ancienne/);
      assert.equal(await options(page).count(), 1);
      await field(page).press("Escape");
      assert.equal(await options(page).count(), 3);
      await setProps(page, { operations: FEW.map((one) => ({ ...one, tags: [] })) });
      await page.locator(".operation-tag").first().waitFor({ state: "detached" });
      assert.equal(await page.locator("[aria-level='1']").count(), 4);
    });

    it("draws only what is looked at of ten thousand operations, all of which can be reached", async () => {
      const page = await stage.show("operations", { operations: [] });
      const longest = await page.evaluate(async () => {
        let longest = 0;
        new PerformanceObserver((list) => {
          for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
        }).observe({ type: "longtask" });
        const operations = Array.from({ length: 10_000 }, (_, number) => ({
          id: `operation${number}`,
          method: "GET",
          path: `/chemin/numero/${number}`,
          summary: `Résumé de l'opération ${number}, qui peut être assez long`,
          tags: [`Étiquette ${number % 50}`],
          deprecated: false,
        }));
        views.set({ operations });
        await new Promise((resolve) => setTimeout(resolve, 100));
        const input = /** @type {HTMLInputElement} */ (document.querySelector("input"));
        for (const text of ["o", "op", "operation 99", ""]) {
          input.value = text;
          input.dispatchEvent(new Event("input", { bubbles: true }));
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
        return longest;
      });
      console.log(`# 10,000 operations given and searched: longest task ${Math.round(longest)} ms`);
      assert.ok((await options(page).count()) <= 120);
      await field(page).focus();
      for (let press = 0; press < 30; press += 1) await page.keyboard.press("PageDown");
      assert.match(String(await active(page)), /operation4951$/);
      assert.ok((await options(page).count()) > 300);
      const isInSight = await page.evaluate(() => {
        const [list, one] = [document.querySelector("[role=tree]"), document.querySelector(".active")];
        const [around, place] = [list, one].map((it) => it?.getBoundingClientRect());
        return (
          around !== undefined &&
          place !== undefined &&
          place.top >= around.top - 1 &&
          place.bottom <= around.bottom + 1
        );
      });
      assert.ok(isInSight);
      const before = await options(page).count();
      await page.locator("[role=tree]").evaluate((list) => list.scrollTo(0, list.scrollHeight));
      await page.waitForFunction((count) => document.querySelectorAll(".operation").length > count, before);
      await field(page).fill("operation9999");
      assert.equal(await options(page).count(), 1);
    });
  });

for (const [browser, launch] of ONE_BROWSER)
  describe(`the way in of the contract in ${browser}`, () => {
    const stage = viewsForTests(launch);
    const file = { name: "contrat.json", mimeType: "application/json", buffer: Buffer.from('{"swagger":"2.0"}') };

    it("takes a file that is chosen, and the same one again", async () => {
      const page = await stage.show("contract", {});
      const input = page.getByLabel("Contrat de l'API");
      await input.setInputFiles(file);
      await input.setInputFiles(file);
      await page.waitForFunction(() => views.told.length === 2);
      assert.deepEqual(await told(page), Array(2).fill(["file", '{"swagger":"2.0"}', "contrat.json"]));
    });

    it("takes a file that is dropped, and keeps the page when one is dropped beside it", async () => {
      const page = await stage.show("contract", {});
      /** @param {string} selector */
      const drop = (selector) =>
        page.evaluate((selector) => {
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File(["{}"], "x.json"));
          const event = new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true });
          document.querySelector(selector)?.dispatchEvent(event);
          return event.defaultPrevented;
        }, selector);
      assert.equal(await drop(".drop-zone"), true);
      await page.waitForFunction(() => views.told.length === 1);
      assert.deepEqual(await told(page), [["file", "{}", "x.json"]]);
      assert.equal(await drop("h1"), true);
      assert.equal((await told(page)).length, 1);
    });

    it("says what is wrong with a contract, and where, or how many operations it has", async () => {
      const failure = {
        message: "Le contrat renvoie à une définition qui n'existe pas.",
        advice: "Téléchargez-le de nouveau.",
        pointer: "/paths/~1demandes/get/parameters/0/schema/$ref",
      };
      const page = await stage.show("contract", { failure });
      assert.match(
        String(await page.getByRole("alert").textContent()),
        /n'existe pas.*\/paths\/~1demandes.*de nouveau/,
      );
      assert.equal(await page.locator("input").getAttribute("aria-invalid"), "true");
      await assertForEverybody(page);
      await picture(page, "contract-refused");
      await setProps(page, { failure: undefined, loaded: { name: "contrat.json", operations: 68 } });
      await page.getByText("contrat.json : 68 opérations.").waitFor();
      await assertForEverybody(page);
      await page.getByRole("button", { name: "Retirer le contrat" }).click();
      assert.deepEqual(await told(page), [["remove"]]);
      assert.match(await focused(page), /^input Contrat/);
    });
  });
