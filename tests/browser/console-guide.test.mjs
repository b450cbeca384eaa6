// The guide and the doctor in the console: a checklist that is ticked by what was seen, a report to take along, and
// what the browser keeps from the page. Every broken situation: console-situations.test.mjs.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { NO_HEALTHCHECK } from "../node/contracts/no-healthcheck.mjs";
import { allowClipboard, ONE_BROWSER } from "../support/browsers.mjs";
import { diagnosed, openGuide, ticks } from "../support/console-guide.mjs";
import { openConsole } from "../support/console-page.mjs";
import { startConsole, startConsoleForTest } from "../support/console.mjs";
import { startSimulator } from "../support/simulator.mjs";

/** @import { Browser } from "playwright-core" */
/** @import { Site } from "../support/console.mjs" */

for (const [name, launch] of ONE_BROWSER)
  describe(`the console's guide in ${name}`, () => {
    /** @type {Browser} */
    let browser;
    before(async () => {
      browser = await launch();
    });
    after(() => browser?.close());

    it("diagnoses a contract without healthcheck by an operation of its own, on both ways", async (t) => {
      const site = await startConsoleForTest({ contract: Buffer.from(JSON.stringify(NO_HEALTHCHECK)) });
      t.after(() => site.close());
      const ui = await openGuide(t, browser, site.address, site.application("works"));
      await ui.goTo("explore");
      await ui.page.getByText("contract.json : 3 opérations.").waitFor();
      await ui.goTo("guide");
      const steps = await diagnosed(ui);
      assert.deepEqual(
        steps.map(({ status }) => status),
        Array(9).fill("ok"),
      );
      assert.match(String(steps[7].text), /Appel de listerCommunes/);
      assert.match(String(steps[8].text), /GET \/referentiels\/communes/);
      assert.ok(site.platform.exchanges.every(({ path }) => !path.endsWith("/healthcheck")));
    });

    describe("with PISTE in miniature", () => {
      /** @type {Site} */
      let site;
      before(async () => {
        site = await startConsoleForTest();
      });
      after(() => site?.close());

      it("tells what the browser keeps from the page, which the server reaches (CORS)", async (t) => {
        const ui = await openGuide(t, browser, site.address, site.application("origin-not-allowed"));
        const failed = (await diagnosed(ui)).filter(({ status }) => status === "failed");
        assert.deepEqual(
          failed.map(({ id, cause }) => [id, cause]),
          [["page", "origin"]],
        );
        assert.match(String(failed[0].text), new RegExp(`${site.origin}.*Javascript Origins`));
      });

      /** What the simulator only pretends is none that was seen. */
      const SIMULATED = [false, false, false, false, false, true, true];

      it("ticks what is seen when all is well, says so, and does not tick what is pretended", async (t) => {
        const ui = await openGuide(t, browser, site.address, site.application("works"));
        assert.deepEqual(await ticks(ui), Array(7).fill(false));
        const steps = await diagnosed(ui);
        assert.deepEqual(
          steps.map(({ status }) => status),
          Array(9).fill("ok"),
        );
        assert.deepEqual(await ticks(ui), SIMULATED);
        assert.equal(await ui.page.getByText("Le simulateur fait comme si").count(), 5);
        await ui.says("Diagnostic terminé : rien à régler.");
        const portal = ui.page.getByRole("link", { name: "piste.gouv.fr", exact: true });
        assert.equal(await portal.getAttribute("href"), "https://piste.gouv.fr/");
        assert.equal(await ui.page.locator('a[href^="mailto:api-platau-administration@"]').count(), 1);
      });

      it("ticks all steps of an environment that is not the simulator", async (t) => {
        const place = await startSimulator();
        t.after(place.close);
        const own = await startConsole({ port: 0, other: place.environments.sandbox });
        t.after(own.close);
        const ui = await openConsole(browser, own.address);
        t.after(ui.close);
        await ui.page.getByLabel("Autre environnement").check();
        await ui.type(place.application("works", "sandbox"));
        await ui.goTo("guide");
        await diagnosed(ui);
        assert.deepEqual(await ticks(ui), Array(7).fill(true));
      });

      it("ticks what a token and an answer prove, without the doctor", async (t) => {
        const ui = await openConsole(browser, site.address);
        t.after(ui.close);
        await ui.press("get");
        await ui.connection.getByText(/caractères/).waitFor();
        await ui.goTo("guide");
        assert.deepEqual(await ticks(ui), [...Array(5).fill(false), true, false]);
        await ui.goTo("connect");
        await ui.press("call");
        await ui.call.getByText("200").waitFor();
        await ui.goTo("guide");
        assert.deepEqual(await ticks(ui), SIMULATED);
      });

      it("lets the person tick what nobody can see, and not take back what was seen", async (t) => {
        const ui = await openGuide(t, browser, site.address);
        const account = ui.page.getByLabel("1. Créer un compte sur le portail");
        await account.check();
        assert.deepEqual(await ticks(ui), [true, ...Array(6).fill(false)]);
        await account.uncheck();
        assert.deepEqual(await ticks(ui), Array(7).fill(false));
        await diagnosed(ui);
        const token = ui.page.getByLabel("6. Obtenir un jeton");
        await token.press("Space");
        assert.equal(await token.isChecked(), true);
      });

      it("gives a report to copy, in which no secret is", async (t) => {
        const credentials = site.application("no-profile");
        const ui = await openGuide(t, browser, site.address, credentials);
        await allowClipboard(ui.page);
        await diagnosed(ui);
        await ui.page.getByRole("button", { name: "Copier le compte rendu" }).click();
        await ui.says("Copié.");
        const report = await ui.page.evaluate(() => navigator.clipboard.readText());
        assert.match(report, /ERRAUTUSR0001/);
        assert.match(report, /^# .*\n\nFait le \S+ avec sne-cotation \d+\.\d+\.\d+/);
        for (const secret of [credentials.clientId, credentials.clientSecret]) assert.ok(!report.includes(secret));
      });

      it("is given up at once, and hands the focus back", async (t) => {
        const ui = await openGuide(t, browser, site.address, site.application("works"));
        site.platform.inject("gateway", { type: "delay", milliseconds: 3_600_000 }, 20);
        t.after(() => site.platform.clearFaults());
        await ui.page.getByRole("button", { name: "Lancer le diagnostic" }).click();
        await ui.page.locator("[data-step=credentials]").waitFor();
        await ui.page.getByRole("button", { name: "Annuler" }).click();
        await ui.page.locator(".pending").waitFor({ state: "detached" });
        await ui.page.waitForFunction(
          (expected) => document.activeElement?.textContent === expected,
          "Lancer le diagnostic",
        );
      });

      it("says what is missing to begin, and where it is entered", async (t) => {
        const ui = await openConsole(browser, site.address);
        t.after(ui.close);
        await ui.page.getByLabel("PISTE, production").check();
        await ui.goTo("guide");
        await ui.page.getByRole("button", { name: "Lancer le diagnostic" }).click();
        await ui.page.getByRole("alert").getByRole("link", { name: "Connexion" }).click();
        await ui.page.getByText("Saisissez le client_id.").waitFor();
      });
    });
  });
