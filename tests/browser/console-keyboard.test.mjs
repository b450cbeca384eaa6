// The console by keyboard alone: everything is reached, one always sees where one is, and the focus is never lost.

import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { ONE_BROWSER } from "../support/browsers.mjs";
import { aConsoleForEachTest } from "../support/console-page.mjs";

/** @import { Page } from "playwright-core" */
/** @import { ConsolePage } from "../support/console-page.mjs" */

const SCREENS = ["Connexion", "Guide", "Explorer", "Traitements", "Historique", "Trafic"];
const FIELDS = ["environment", "application", "clientId", "clientSecret", "Options"];
const LIST = { name: "l.csv", mimeType: "text/csv", buffer: Buffer.from("a;b\n1;2\n") };

for (const [name, launch] of ONE_BROWSER)
  describe(`the console by keyboard in ${name}`, () => {
    const stage = aConsoleForEachTest(launch);
    /** @type {ConsolePage} */
    let ui;
    /** @type {Page} */
    let page;
    beforeEach(() => ({ ui, page } = stage));

    /** What has the focus, which one must see. */
    async function focused() {
      const { name, isVisible } = await page.evaluate(() => {
        const element = /** @type {HTMLElement & { name?: string }} */ (document.activeElement);
        const { outlineStyle, outlineWidth } = getComputedStyle(element);
        const isVisible = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
        return { name: element.name || element.id || element.textContent.trim(), isVisible };
      });
      assert.ok(isVisible, `no visible focus on ${name}`);
      return name;
    }

    /**
     * Presses a key until something has the focus, by its name, and Enter there.
     * @param {string} key
     * @param {string} wanted
     */
    async function goTo(key, wanted) {
      const path = [];
      while (path.at(-1) !== wanted) {
        assert.ok(path.length < 80, `${wanted} is not reached: ${path}`);
        await page.keyboard.press(key);
        path.push(await focused());
      }
      await page.keyboard.press("Enter");
      return path;
    }

    /** @param {string} id */
    const isAt = (id) => page.waitForFunction((id) => document.activeElement?.id === id, id);
    /** @param {string} title */
    const isOn = (title) => page.getByRole("heading", { level: 1, name: title }).waitFor();

    it("leads from opening to OK, past everything on the way", async () => {
      const path = await goTo("Tab", ui.words.call);
      const top = ["Aller au contenu", ...SCREENS, "Mode sombre", "English", ui.words.forget];
      assert.deepEqual(path, [...top, ...FIELDS, "Les appels partent de cette page", ui.words.get, ui.words.call]);
      await ui.call.getByText('"etat": "OK"').waitFor();
      assert.equal(await focused(), ui.words.call);
    });

    it("gets a token with Enter in a field", async () => {
      await page.getByLabel("client_secret").press("Enter");
      await ui.connection.getByText(/caractères/).waitFor();
    });

    it("leads through all screens", async () => {
      await goTo("Tab", "Aller au contenu");
      await isAt("screen");
      await goTo("Shift+Tab", "Guide");
      await isOn("Le guide, étape par étape");
      await isAt("screen");
      await goTo("Tab", "Lancer le diagnostic");
      await page.locator("[data-step=page].ok").waitFor();
      assert.equal(await focused(), "Lancer le diagnostic");
      await goTo("Shift+Tab", "Explorer");
      await isOn("Explorer l'API");
      await isAt("screen");
      await goTo("Tab", "operations-search");
      await goTo("Tab", "Envoyer");
      await page.getByText('"etat": "OK"').waitFor();
      await goTo("Shift+Tab", "Traitements");
      await isOn("Traiter une liste");
      await isAt("screen");
      const asked = page.waitForEvent("filechooser");
      await goTo("Tab", "run-file");
      await (await asked).setFiles(LIST);
      await page.getByRole("heading", { name: "Que faire de chaque ligne" }).waitFor();
      await goTo("Tab", "Supprimer");
      await page.getByText("Aucun traitement.").waitFor();
      await goTo("Shift+Tab", "Historique");
      await isAt("screen");
      await goTo("Tab", "Vider l'historique");
      await page.locator(".history-line").waitFor({ state: "detached" });
      assert.notEqual(await page.evaluate(() => document.activeElement?.tagName), "BODY");
      await goTo("Shift+Tab", "Trafic");
      await isAt("screen");
    });
  });
