// The whole journey in the page of the demo: each situation of the guide by one click, the doctor, the operations of a
// contract, and all of it again without a network.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ONE_BROWSER } from "../support/browsers.mjs";
import { aDemoForEachTest, answers, goTo, openOperation, press } from "./support.mjs";

/** What a click on a situation shows of it, and the step of the diagnosis that fails. */
const SITUATIONS = /** @type {const} */ ([
  ["Application désactivée", /refuse le jeton/, "token"],
  ["Pas de souscription", /souscri/i, "subscription"],
  ["Souscription en attente", /souscri/i, "subscription"],
  ["CGU non acceptées", /souscri/i, "subscription"],
  ["Secret erroné", "invalid_client", "credentials"],
  ["Identifiants de production", "invalid_client", "credentials"],
  ["Origine non déclarée", "Failed to fetch", "page"],
  ["Pas de profil métier", "ERRAUTUSR0001", "profile"],
  ["Quota du jour épuisé", /quota/i, "gateway"],
  ["Accès bloqué", /suspect/, "gateway"],
  ["Serveur d'autorisation en panne", /503/, "authorization-server"],
  ["Passerelle en panne", /503/, "gateway"],
]);

/** A contract with another base path than the demo's own. */
const OWN = Buffer.from(
  JSON.stringify({
    swagger: "2.0",
    info: { title: "one of somebody's own", version: "1" },
    basePath: "/elsewhere/v3",
    paths: {
      "/titre": {
        get: {
          operationId: "lireTitre",
          produces: ["application/json"],
          parameters: [{ name: "numero", in: "query", type: "string" }],
          responses: {
            200: {
              description: "un titre",
              schema: { type: "object", required: ["titre"], properties: { titre: { type: "string" } } },
            },
          },
        },
      },
    },
  }),
);

for (const [name, launch] of ONE_BROWSER) {
  describe(`the demo in ${name}`, () => {
    const stage = aDemoForEachTest(launch);

    it("gets a token, calls, and explores the operations of its contract", async () => {
      const { page } = stage;
      await press(page, "Obtenir un jeton");
      await page
        .locator(".token")
        .getByText(/caractères/)
        .waitFor();
      await press(page, "Appeler healthcheck");
      await answers(page, '"etat": "OK"');
      await goTo(page, "explore");
      await openOperation(page, "lireDemande");
      await page.locator(".operation-panel input").first().fill("0750000000001");
      await page.locator(".operation-panel [type=submit]").click();
      await page.locator(".operation-panel .result.success").waitFor();
      await goTo(page, "history");
      assert.equal(await page.locator(".history-line").count(), 2);
      await goTo(page, "traffic");
      await press(page, "English");
      await page.getByRole("heading", { name: "What the client does" }).waitFor();
    });

    it("answers the operations of a contract that somebody brings, wherever these are", async () => {
      const { page } = stage;
      await goTo(page, "explore");
      await page.locator("#contract").setInputFiles({ name: "own.json", mimeType: "application/json", buffer: OWN });
      await page.getByText(/own\.json/).waitFor();
      await openOperation(page, "lireTitre");
      await page.locator(".operation-panel [type=submit]").click();
      await page.locator(".operation-panel .result.success").getByText("titre").first().waitFor();
    });

    it("shows each situation of the guide by one click, as it shows in a call", async () => {
      const { page } = stage;
      for (const [situation, shown] of SITUATIONS) {
        await press(page, situation);
        await page.locator(".result.failure").waitFor();
        await answers(page, shown);
        await press(page, "Tout est en place");
        await answers(page, '"etat": "OK"');
      }
    });

    it("says where lists are gone through", async () => {
      const { page } = stage;
      await goTo(page, "runs");
      await page.locator("main").getByText("npx sne-cotation bulk").waitFor();
    });

    it("diagnoses each of them by one click, from the screen of the guide", async () => {
      const { page } = stage;
      await goTo(page, "guide");
      for (const [situation, , step] of SITUATIONS) {
        await press(page, situation);
        await page.locator(".doctor-step").nth(8).waitFor();
        const failed = page.locator(".doctor-step.failed");
        assert.deepEqual(await failed.evaluateAll((all) => all.map((one) => one.dataset.step)), [step], situation);
      }
      await press(page, "Tout est en place");
      await page.locator(".doctor-step.ok").nth(8).waitFor();
    });
  });
}
