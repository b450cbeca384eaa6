// The body of an answer in a page: set out, folded, searched, copied, saved, and megabytes of it.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { allowClipboard, ONE_BROWSER } from "../support/browsers.mjs";
import { savedBy } from "../support/saved.mjs";
import { assertForEverybody, picture, viewsForTests } from "../support/views.mjs";
import { LANGUAGES } from "../node/support/languages.mjs";

/** @import { Page } from "playwright-core" */

const DATA = {
  version: "1.0",
  etat: "OK",
  demandes: Array.from({ length: 40 }, (_, number) => ({ numero: String(number), souhaits: [{ commune: "Épinal" }] })),
  long: "mot ".repeat(200),
};

const PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

for (const [browser, launch] of ONE_BROWSER)
  describe(`the body of an answer in ${browser}`, () => {
    const stage = viewsForTests(launch);
    /** @param {Page} page */
    const tree = (page) => page.getByRole("tree");
    /** @param {Page} page */
    const active = (page) =>
      tree(page).evaluate((one) =>
        document.getElementById(String(one.getAttribute("aria-activedescendant")))?.textContent.trim(),
      );
    /** @param {Page} page @param {string} text */
    const isActive = (page, text) =>
      page.waitForFunction((/** @type {string} */ text) => {
        const id = String(document.querySelector("[role=tree]")?.getAttribute("aria-activedescendant"));
        return (
          document
            .getElementById(id)
            ?.textContent.replace(/^([▾▸])\s+/, "$1")
            .trim() === text
        );
      }, text);

    it("is set out, and passes the rules of accessibility", async () => {
      for (const language of LANGUAGES) {
        const page = await stage.show("body", { data: DATA }, { language });
        await page.getByText('"etat": "OK"').waitFor();
        await page.getByLabel(/Chercher|Search/).fill("épinal");
        await page.getByText(/^1 (sur|of) 40$/).waitFor();
        await assertForEverybody(page);
        await picture(page, `body-${language}`);
      }
    });

    it("is gone through and folded by keyboard alone", async () => {
      const page = await stage.show("body", { data: DATA });
      await tree(page).focus();
      await page.getByText('"etat": "OK"').waitFor();
      for (const key of ["ArrowDown", "ArrowDown", "ArrowDown"]) await page.keyboard.press(key);
      await isActive(page, '▾"demandes": [');
      await page.keyboard.press("ArrowLeft");
      await isActive(page, '▸"demandes": [ … ],');
      await page.keyboard.press("ArrowDown");
      assert.match(String(await active(page)), /^"long"/);
      await page.keyboard.press("ArrowUp");
      await page.keyboard.press("ArrowRight");
      await isActive(page, '▾"demandes": [');
      for (const key of ["ArrowDown", "ArrowDown", "ArrowLeft"]) await page.keyboard.press(key);
      await isActive(page, "▾{");
      await page.keyboard.press("End");
      await isActive(page, "}");
      const isInSight = await tree(page).evaluate((one) => {
        const around = one.getBoundingClientRect();
        const row = one.querySelector(".active")?.getBoundingClientRect();
        return row !== undefined && row.top >= around.top && row.bottom <= around.bottom;
      });
      assert.ok(isInSight);
      await page.keyboard.press("Home");
      await isActive(page, "▾{");
    });

    it("is searched: counted, gone through in both directions, unfolded where something is found", async () => {
      const page = await stage.show("body", { data: DATA });
      await page.getByText('"etat": "OK"').waitFor();
      await page.getByRole("button", { name: "Tout replier" }).click();
      assert.equal(await page.getByRole("treeitem").filter({ hasText: "numero" }).count(), 0);
      const field = page.getByLabel("Chercher dans le corps");
      await field.fill('"NUMERO": "39"');
      await page.getByText("1 sur 1").waitFor();
      // A name and its value are pieces of their own.
      const marked = await page.locator("mark.current").allTextContents();
      assert.equal(marked.join(""), '"numero": "39"');
      // From where one is.
      await field.fill("commune");
      await page.getByText("40 sur 40").waitFor();
      await field.press("Enter");
      await page.getByText("1 sur 40").waitFor();
      await field.press("Shift+Enter");
      await page.getByText("40 sur 40").waitFor();
      await field.fill("rien de tel");
      await page.getByText("Rien trouvé.").waitFor();
      await field.press("Escape");
      assert.equal(await page.locator("mark").count(), 0);
      // What one folds stays folded, though a match is in it.
      await field.fill("commune");
      await page.getByText("40 sur 40").waitFor();
      await page.getByRole("button", { name: "Tout replier" }).click();
      await page.getByText('"demandes": [ …').waitFor();
    });

    it("is copied and saved as it is", async () => {
      const page = await stage.show("body", { data: DATA });
      await allowClipboard(page);
      await page.getByText('"etat": "OK"').waitFor();
      await page.getByRole("button", { name: "Tout copier" }).click();
      await page.getByText("Corps copié.").waitFor();
      assert.deepEqual(JSON.parse(await page.evaluate(() => navigator.clipboard.readText())), DATA);
      const { name, bytes } = await savedBy(page, page.getByRole("button", { name: "Enregistrer" }));
      assert.equal(name, "reponse.json");
      assert.deepEqual(JSON.parse(bytes.toString()), DATA);
    });

    it("tells where one is, and copies the value there and the way to it", async () => {
      const page = await stage.show("body", { data: DATA });
      await allowClipboard(page);
      await page.getByText('"etat": "OK"').click();
      await page.locator(".body-path").getByText("/etat", { exact: true }).waitFor();
      await page.getByRole("button", { name: "Copier la valeur" }).click();
      await page.getByText("Valeur copiée.").waitFor();
      assert.equal(await page.evaluate(() => navigator.clipboard.readText()), "OK");
      await page.getByRole("button", { name: "Copier le chemin" }).click();
      await page.getByText("Chemin copié.").waitFor();
      assert.equal(await page.evaluate(() => navigator.clipboard.readText()), "/etat");
      assert.equal(await page.locator(".body-row.active .token-name").textContent(), '"etat": ');
    });

    it("is a picture where it is one, and XML by its tags", async () => {
      const page = await stage.show("body", { data: undefined });
      await page.evaluate((base64) => {
        const data = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
        // The type is not to be seen by the page: it begins as one.
        views.set({ data, mediaType: "" });
      }, PIXEL);
      await page.getByRole("img", { name: "L'image reçue" }).waitFor();
      await page.getByText("1 × 1").waitFor();
      await assertForEverybody(page);
      await page.evaluate(() => views.set({ data: "<a><b>1</b><c/></a>", mediaType: "application/xml" }));
      await page.getByRole("treeitem").getByText("<c/>").waitFor();
      await page.getByRole("button", { name: "Tout replier" }).waitFor();
      assert.equal(await page.getByRole("button", { name: "Copier le chemin" }).count(), 0);
      await assertForEverybody(page);
    });

    it("is described when it is no text, and saved byte by byte", async () => {
      const page = await stage.show("body", { data: undefined });
      await page.getByText("Vide.").waitFor();
      await page.evaluate(() =>
        views.set({ data: new Uint8Array([37, 80, 68, 70, 0, 255]), mediaType: "application/pdf" }),
      );
      const opened = page.getByRole("link", { name: "Ouvrir le PDF" });
      assert.match(String(await opened.getAttribute("href")), /^blob:/);
      await page.evaluate(() => views.set({ data: new Uint8Array([37, 80, 68, 70, 0, 255]), mediaType: "font/woff" }));
      await page.getByText("25 50 44 46 00 ff").waitFor();
      await page.evaluate(() =>
        views.set({ data: new Uint8Array([37, 80, 68, 70, 0, 255]), mediaType: "application/pdf" }),
      );
      await opened.waitFor();
      await assertForEverybody(page);
      await picture(page, "body-bytes");
      const { name, bytes } = await savedBy(page, page.getByRole("button", { name: "Enregistrer" }));
      assert.equal(name, "reponse.pdf");
      assert.deepEqual([...bytes], [37, 80, 68, 70, 0, 255]);
    });

    it("does not hold up the page with five megabytes of it, and shows the last line", async () => {
      const page = await stage.show("body", { data: undefined });
      const figures = await page.evaluate(async () => {
        const times = { setOut: 0, turnsOfSettingOut: 0, searched: 0, scrolled: 0, folded: 0 };
        const figures = { bytes: 0, longest: 0, turns: 0, ...times };
        new PerformanceObserver((list) => {
          for (const { duration } of list.getEntries()) figures.longest = Math.max(figures.longest, duration);
        }).observe({ type: "longtask" });
        const data = Array.from({ length: 36_000 }, (_, number) => ({
          numero: `07${number}`,
          demandeur: { nom: `Nom ${number}`, prenom: "Prénom", naissance: "1980-01-31" },
          souhaits: ["Épinal", "Nancy"],
          total: number / 7,
        }));
        figures.bytes = JSON.stringify(data).length;
        await new Promise((resolve) => setTimeout(resolve, 200));
        figures.longest = 0;
        const channel = setInterval(() => {
          figures.turns += 1;
        });
        views.set({ data });
        /** @param {() => boolean} holds */
        const until = async (holds) => {
          for (let turn = 0; turn < 1000 && !holds(); turn += 1)
            await new Promise((resolve) => setTimeout(resolve, 20));
        };
        await until(() => document.querySelector("[role=tree]")?.getAttribute("aria-busy") === "false");
        figures.setOut = figures.longest;
        figures.turnsOfSettingOut = figures.turns;
        figures.longest = 0;
        const input = /** @type {HTMLInputElement} */ (document.querySelector("input"));
        input.value = "nom 35999";
        input.dispatchEvent(new Event("input", { bubbles: true }));
        await until(() => /1 sur 1/.test(document.body.textContent.replaceAll("\u00a0", " ")));
        figures.searched = figures.longest;
        figures.longest = 0;
        const tree = /** @type {Element} */ (document.querySelector("[role=tree]"));
        for (let step = 0; step <= 20; step += 1) {
          tree.scrollTop = (tree.scrollHeight * step) / 20;
          await new Promise(requestAnimationFrame);
        }
        figures.scrolled = figures.longest;
        figures.longest = 0;
        [...document.querySelectorAll("button")].find(({ textContent }) => textContent === "Tout replier")?.click();
        await new Promise((resolve) => setTimeout(resolve, 100));
        figures.folded = figures.longest;
        [...document.querySelectorAll("button")].find(({ textContent }) => textContent === "Tout déplier")?.click();
        clearInterval(channel);
        return figures;
      });
      console.log(`# five megabytes: ${JSON.stringify(figures)}`);
      assert.ok(figures.bytes > 5e6);
      assert.ok(figures.turnsOfSettingOut > 5, "the page had turns of its own meanwhile");
      assert.ok((await page.getByRole("treeitem").count()) < 100);
      await tree(page).focus();
      await page.keyboard.press("End");
      await isActive(page, "]");
    });

    it("reaches the end of more rows than a browser's box is high", async () => {
      const page = await stage.show("body", { data: undefined });
      await page.evaluate(() => views.set({ data: Array.from({ length: 900_000 }, (_, number) => number) }));
      await page.locator("[aria-busy=false]").waitFor({ timeout: 30_000 });
      await tree(page).focus();
      await page.keyboard.press("End");
      await isActive(page, "]");
      await page.keyboard.press("ArrowUp");
      await isActive(page, "899999");
      const isInSight = await tree(page).evaluate((one) => {
        const around = one.getBoundingClientRect();
        const row = one.querySelector(".active")?.getBoundingClientRect();
        return row !== undefined && row.top >= around.top && row.bottom <= around.bottom;
      });
      assert.ok(isInSight);
      await page.getByLabel("Chercher dans le corps").fill("450000");
      await page.getByText("1 sur 1").waitFor();
      await isActive(page, "450000,");
    });
  });
