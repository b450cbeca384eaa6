// Every broken situation in the console: the diagnosis names the right step and cause in the page, in both languages,
// and the guide marks where to go back to. It is the local server that makes out what is wrong.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { createSimulator } from "sne-cotation/simulator";
import { LANGUAGES } from "../node/support/languages.mjs";
import { broken, SITUATIONS } from "../node/support/situations.mjs";
import { ONE_BROWSER } from "../support/browsers.mjs";
import { diagnosed, openGuide, wrongSteps } from "../support/console-guide.mjs";
import { startConsole } from "../support/console.mjs";

/** @import { Browser } from "playwright-core" */
/** @import { Situation } from "../node/support/situations.mjs" */

for (const [name, launch] of ONE_BROWSER)
  describe(`the console's diagnosis in ${name}`, () => {
    /** @type {Browser} */
    let browser;
    before(async () => {
      browser = await launch();
    });
    after(() => browser?.close());

    for (const situation of SITUATIONS) {
      it(`names step and cause: ${situation.name}`, async (t) => {
        const place = await broken(t, situation, makeSimulator(situation));
        const { applications } = place.simulator;
        const environments = { sandbox: place.environment, production: place.otherEnvironment };
        const site = await startConsole({ port: 0, simulator: { environments, applications } });
        t.after(site.close);
        const ui = await openGuide(t, browser, site.address, place.options);
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
  });

/**
 * A clock that is wrong goes on while a page is opened; the others stand still, so that quotas stay used up.
 * @param {Situation} situation
 * @returns {typeof createSimulator}
 */
const makeSimulator = (situation) => (options) =>
  createSimulator({ ...options, ...(situation.simulator && { clock: "real" }) });
