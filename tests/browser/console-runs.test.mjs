// A list gone through in the console, in real browsers: dropped, mapped, planned, run, stopped, found again after a
// reload, gone on with, and saved.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { beforeEach, describe, it } from "node:test";
import { CONTRACT } from "../support/console-contract.mjs";
import { EVERY_BROWSER } from "../support/browsers.mjs";
import { aConsoleForEachTest } from "../support/console-page.mjs";

/** @import { Locator, Page } from "playwright-core" */
/** @import { ConsolePage } from "../support/console-page.mjs" */
/** @import { Site } from "../support/console.mjs" */

const ROWS = ["reference;titre", "ABC-1234;Candide", "ABC-1235;Zadig", "trop court;Micromégas"];
const LIST = { name: "cotes.csv", mimeType: "text/csv", buffer: Buffer.from(`${ROWS.join("\n")}\n`) };

for (const [name, launch] of EVERY_BROWSER)
  describe(`a list in ${name}`, () => {
    const stage = aConsoleForEachTest(launch, { contract: CONTRACT });
    /** @type {Site} */
    let site;
    /** @type {ConsolePage} */
    let ui;
    /** @type {Page} */
    let page;
    /** @type {Locator} */
    let run;
    beforeEach(async () => {
      ({ site, ui, page } = stage);
      run = page.locator(".run");
      await ui.goTo("runs");
    });

    /** Chooses the list, the operation, and where its column goes. */
    async function prepare() {
      await page.locator("#run-file").setInputFiles(LIST);
      await page.getByLabel("Opération").selectOption("lireOeuvre");
      await page.getByLabel("Où va la colonne reference").selectOption("cote");
      await page.getByRole("button", { name: "Vérifier sans rien envoyer" }).click();
      await page.getByRole("button", { name: "Lancer (appels : 2)" }).waitFor();
    }

    const begin = () => page.getByRole("button", { name: "Lancer (appels : 2)" }).click();
    const isIn = (/** @type {string} */ state) => page.locator(`.run[data-state=${state}]`).waitFor();

    it("is planned, gone through, told and saved", async () => {
      const introduction = page.getByRole("region", { name: "Comment cela se passe" });
      await introduction.waitFor();
      await prepare();
      await introduction.waitFor({ state: "detached" });
      const plan = page.getByRole("region", { name: "Ce qui serait fait" });
      await plan.getByText("n = 2 :").waitFor();
      await plan.getByText("Rien n'a été envoyé.").waitFor();
      assert.equal(site.tokenRequests(), 0);
      await begin();
      await isIn("over");
      await ui.says("Traitement terminé. Lignes réussies : 2. En échec : 1.");
      await run.getByRole("rowheader", { name: "contract" }).waitFor();
      const saved = await Promise.all([
        page.waitForEvent("download"),
        run.getByRole("link", { name: "Enregistrer les résultats" }).click(),
      ]);
      const lines = (await readFile(await saved[0].path(), "utf8")).trim().split("\n");
      assert.deepEqual(lines.map((line) => JSON.parse(line).n).sort(), [0, 1]);
      await run.getByRole("button", { name: "Supprimer" }).click();
      await run.getByRole("button", { name: "Supprimer le traitement et ses résultats" }).click();
      await page.getByText("Aucun traitement.").waitFor();
      await introduction.waitFor();
      await page.waitForFunction(() => document.activeElement?.id === "screen");
    });

    it("goes on when the page is loaded anew, is stopped, and goes on again", async () => {
      await prepare();
      site.platform.inject("gateway", { type: "delay", milliseconds: 3_600_000 }, 2);
      await begin();
      await isIn("running");
      await page.reload();
      await isIn("running");
      await run.getByText("continue même si cette page est fermée").waitFor();
      await run.getByRole("button", { name: "Arrêter" }).click();
      await isIn("stopped");
      await run.getByText("Arrêté par vous.").waitFor();
      site.platform.clearFaults();
      await run.getByRole("button", { name: "Reprendre" }).click();
      await isIn("over");
      await run.getByText("3 sur 3").waitFor();
    });

    it("says what is wrong with the file, and where to choose otherwise", async () => {
      const latin = Buffer.from("cote;titre\nABC-1234;L'\xc9ducation\n", "latin1");
      await page.locator("#run-file").setInputFiles({ ...LIST, buffer: latin });
      await page.getByLabel("Opération").selectOption("lireOeuvre");
      await page.getByRole("button", { name: "Vérifier sans rien envoyer" }).click();
      await page.getByText("Le fichier n'est pas dans cet encodage.").first().waitFor();
      await page.getByLabel(/Windows-1252/).check();
      await page.getByRole("button", { name: "Vérifier sans rien envoyer" }).click();
      await page.getByRole("button", { name: "Lancer (appels : 1)" }).waitFor();
      // Another choice is another plan.
      await page.getByLabel("Opération").selectOption("listerOeuvres");
      await page.getByRole("button", { name: "Lancer (appels : 1)" }).waitFor({ state: "detached" });
    });
  });
