// The guide and the doctor in the console: for each broken situation the right step and cause in the page, in both
// languages, and a checklist that is ticked by what was seen.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { createSimulator } from "sne-cotation/simulator";
import { NO_HEALTHCHECK } from "../node/contracts/no-healthcheck.mjs";
import { LANGUAGES } from "../node/support/languages.mjs";
import { broken, SITUATIONS } from "../node/support/situations.mjs";
import { BROWSERS, openConsole } from "../support/console-page.mjs";
import { startConsole, startConsoleForTest } from "../support/console.mjs";
import { startSimulator } from "../support/simulator.mjs";

/** @import { TestContext } from "node:test" */
/** @import { Browser } from "playwright-core" */
/** @import { Situation } from "../node/support/situations.mjs" */
/** @import { ConsolePage } from "../support/console-page.mjs" */
/** @import { Site } from "../support/console.mjs" */

for (const [name, launch] of Object.entries(BROWSERS))
  describe(`the console's guide in ${name}`, () => {
    /** @type {Browser} */
    let browser;
    before(async () => {
      browser = await launch();
    });
    after(() => browser?.close());

    /**
     * Opens the guide of a console, with credentials in its fields.
     * @param {TestContext} t
     * @param {string} address
     * @param {{ clientId: string, clientSecret: string }} [credentials]
     */
    async function openGuide(t, address, credentials) {
      const ui = await openConsole(browser, address);
      t.after(ui.close);
      if (credentials) await ui.type(credentials);
      await ui.goTo("guide");
      return ui;
    }

    /** Starts a diagnosis and waits for its end; gives its steps as the page shows them. @param {ConsolePage} ui */
    async function diagnosed({ page }) {
      const start = page.getByRole("button", { name: /^(Lancer le diagnostic|Start the diagnosis)$/ });
      await start.click();
      await page.locator("[data-step=page]").waitFor();
      await page.locator('[aria-labelledby=doctor-title] [aria-disabled="false"]').waitFor();
      return page.locator("[data-step]").evaluateAll((steps) =>
        steps.map((step) => ({
          id: step.dataset.step,
          status: step.classList[1],
          cause: step.querySelector("[data-cause]")?.getAttribute("data-cause") ?? undefined,
          text: step.textContent,
        })),
      );
    }

    // It is the local server that makes out what is wrong: one browser that shows all of it is enough.
    for (const situation of name === "Chromium" ? SITUATIONS : []) {
      it(`names step and cause: ${situation.name}`, async (t) => {
        const { simulator, environment, otherEnvironment, options } = await broken(
          t,
          situation,
          makeSimulator(situation),
        );
        const environments = { sandbox: environment, production: otherEnvironment };
        const site = await startConsole({ port: 0, simulator: { environments, applications: simulator.applications } });
        t.after(site.close);
        const ui = await openGuide(t, site.address, options);
        if (situation.options) await ui.page.getByLabel("Essayer aussi l'autre environnement").check();
        for (const language of LANGUAGES) {
          if (language === "en") {
            await ui.page.getByRole("button", { name: "English" }).click();
            await ui.speaks("en");
          }
          const steps = await diagnosed(ui);
          const failed = steps.filter(({ status }) => status === "failed");
          assert.deepEqual(
            failed.map(({ id, cause }) => [id, cause]),
            [[situation.step, situation.cause]],
            language,
          );
          // A clock that goes on is a day and some seconds off.
          assert.match(String(failed[0].text), situation.simulator ? /\b1 [dj]\b/ : situation.says[language]);
          if (situation.guide) await ui.page.locator(".guide-step.wrong").first().waitFor();
          if (situation.guide) assert.ok((await wrongSteps(ui)).includes(situation.guide));
        }
      });
    }

    /**
     * A clock that is wrong goes on while a page is opened; the others stand still, so that quotas stay used up.
     * @param {Situation} situation
     * @returns {typeof createSimulator}
     */
    const makeSimulator = (situation) => (options) =>
      createSimulator({ ...options, ...(situation.simulator && { clock: "real" }) });

    /** @param {ConsolePage} ui */
    const wrongSteps = ({ page }) =>
      page
        .locator(".guide-step")
        .evaluateAll((steps) => steps.flatMap((step, index) => (step.classList.contains("wrong") ? [index + 1] : [])));

    it("diagnoses a contract without healthcheck by an operation of its own, on both ways", async (t) => {
      const site = await startConsoleForTest({ contract: Buffer.from(JSON.stringify(NO_HEALTHCHECK)) });
      t.after(() => site.close());
      const ui = await openGuide(t, site.address, site.application("works"));
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

      /** @param {ConsolePage} ui */
      const ticks = ({ page }) =>
        page
          .locator(".guide-step input")
          .evaluateAll((boxes) => boxes.map((box) => /** @type {HTMLInputElement} */ (box).checked));

      it("tells what the browser keeps from the page, which the server reaches (CORS)", async (t) => {
        const ui = await openGuide(t, site.address, site.application("origin-not-allowed"));
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
        const ui = await openGuide(t, site.address, site.application("works"));
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
        const ui = await openGuide(t, site.address);
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
        const ui = await openGuide(t, site.address, credentials);
        if (name === "Chromium") await ui.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
        await diagnosed(ui);
        await ui.page.getByRole("button", { name: "Copier le compte rendu" }).click();
        await ui.says("Copié.");
        const report = await ui.page.evaluate(() => navigator.clipboard.readText());
        assert.match(report, /ERRAUTUSR0001/);
        assert.match(report, /^# .*\n\nFait le \S+ avec sne-cotation \d+\.\d+\.\d+/);
        for (const secret of [credentials.clientId, credentials.clientSecret]) assert.ok(!report.includes(secret));
      });

      it("is given up at once, and hands the focus back", async (t) => {
        const ui = await openGuide(t, site.address, site.application("works"));
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
