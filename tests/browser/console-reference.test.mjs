// What the contract says of an operation, read in the console in real browsers: its description, what it can answer,
// and what is odd about it.

import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { ONE_BROWSER } from "../support/browsers.mjs";
import { aConsoleForEachTest } from "../support/console-page.mjs";

/** @import { Locator, Page } from "playwright-core" */

/** In Markdown, with all that must not become what it says. */
const DESCRIPTION = `Une **liste** de [règles](https://example.org/regles), et [un piège](javascript:alert(1)).

- la première
- la *seconde*

<img src="http://127.0.0.1:9/a.png" onerror="document.title = 'prise'">

![une photo](http://127.0.0.1:9/b.png)`;

const FICHE = {
  type: "object",
  required: ["nom"],
  properties: {
    nom: { type: "string", maxLength: 12, description: "Le nom usuel" },
    mere: { $ref: "#/definitions/Fiche" },
    suite: { $ref: "#/definitions/Nulle" },
  },
};

const CONTRACT = Buffer.from(
  JSON.stringify({
    swagger: "2.0",
    info: { title: "to be read", version: "1" },
    paths: {
      "/fiches/{numero}": {
        get: {
          operationId: "lireFiche",
          description: DESCRIPTION,
          parameters: [{ name: "numero", in: "path", required: true, type: "integer", minimum: 1 }],
          responses: {
            200: { description: "La fiche", schema: { $ref: "#/definitions/Fiche" } },
            404: { description: "Aucune fiche de ce numéro" },
          },
        },
        delete: {
          operationId: "oterFiche",
          parameters: [{ name: "numero", in: "path", required: true, type: "integer" }],
          responses: { 204: { description: "Ôtée" } },
        },
      },
    },
    definitions: { Fiche: FICHE },
  }),
);

for (const [name, launch] of ONE_BROWSER)
  describe(`what the contract says, in ${name}`, () => {
    const stage = aConsoleForEachTest(launch, { contract: CONTRACT });
    /** @type {Page} */
    let page;
    /** @type {Locator} */
    let panel;
    beforeEach(async () => {
      page = stage.page;
      panel = page.locator(".operation-panel");
      await stage.ui.goTo("explore");
      await page.getByText("contract.json : 2 opérations.").waitFor();
      await page.locator(".operation").filter({ hasText: "lireFiche" }).click();
    });

    it("is set out as it is meant, and nothing of it becomes a part of the page or is fetched", async () => {
      const text = panel.locator(".markdown");
      await text.locator("strong").getByText("liste").waitFor();
      assert.equal(await text.getByRole("listitem").count(), 2);
      const links = await text.getByRole("link").evaluateAll((all) => all.map((one) => one.getAttribute("href")));
      assert.deepEqual(links, ["https://example.org/regles"]);
      await text.getByText("un piège").waitFor();
      // As it is written; a picture by its description.
      await text.getByText('<img src="http://127.0.0.1:9/a.png"').waitFor();
      await text.getByText("une photo").waitFor();
      assert.equal(await page.locator("img").count(), 0);
      assert.notEqual(await page.title(), "prise");
    });

    it("tells what can be answered: statuses, fields with what is asked of them, an example", async () => {
      await panel.getByText("Réponses possibles : 200, 404").click();
      const answer = panel.getByRole("region", { name: "200" });
      await answer.getByText("La fiche").waitFor();
      const facts = await answer.locator(".schema-facts").allInnerTexts();
      assert.ok(
        facts.some((text) => /longueur maximale.*12.*obligatoire/.test(text)),
        String(facts),
      );
      await answer.getByText("Le nom usuel").first().waitFor();
      // A model that holds itself is as deep as one goes.
      const named = () => answer.locator(".schema-name").getByText("nom", { exact: true }).count();
      assert.equal(await named(), 1);
      await answer.locator("summary").getByText("mere", { exact: true }).click();
      await answer.locator(".schema-fields .schema-fields .schema-name").first().waitFor();
      assert.equal(await named(), 2);
      await answer.getByText("Exemple", { exact: true }).click();
      assert.equal(typeof JSON.parse(await answer.locator("pre").innerText()).nom, "string");
      const none = panel.getByRole("region", { name: "404" });
      await none.getByText("Aucune fiche de ce numéro").waitFor();
      await none.getByText("Le contrat ne dit rien de son contenu.").waitFor();
    });

    it("has its oddities told beside the operation that they touch, and not beside others", async () => {
      const remarks = panel.locator(".remarks");
      await remarks.getByText("Remarques sur le contrat : 1").click();
      await remarks.getByText(/#\/definitions\/Nulle/).waitFor();
      await page.locator(".operation").filter({ hasText: "oterFiche" }).click();
      await page.locator('.operation-panel[data-operation="oterFiche"]').waitFor();
      assert.equal(await remarks.count(), 0);
    });

    it("names methods by word and by colour", async () => {
      const methods = page.locator(".operation .method");
      assert.deepEqual(await methods.allTextContents(), ["GET", "DELETE"]);
      const colours = await methods.evaluateAll((all) => all.map((one) => getComputedStyle(one).color));
      assert.equal(new Set(colours).size, 2);
    });
  });
