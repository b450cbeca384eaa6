// The history of the console in real browsers: calls made again, put side by side, and taken along: what is copied is
// really run, by a shell, and shows the same answer.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, it } from "node:test";
import { promisify } from "node:util";
import { CONTRACT } from "../support/console-contract.mjs";
import { ONE_BROWSER } from "../support/browsers.mjs";
import { aConsoleForEachTest } from "../support/console-page.mjs";

/** @import { Page } from "playwright-core" */
/** @import { ConsolePage } from "../support/console-page.mjs" */
/** @import { Site } from "../support/console.mjs" */

const run = promisify(execFile);

for (const [name, launch] of ONE_BROWSER)
  describe(`the history in ${name}`, () => {
    const stage = aConsoleForEachTest(launch, { contract: CONTRACT });
    /** @type {Site} */
    let site;
    /** @type {ConsolePage} */
    let ui;
    /** @type {Page} */
    let page;
    beforeEach(() => ({ site, ui, page } = stage));

    const lines = () => page.locator(".history-line");

    async function callTwice() {
      await ui.press("call");
      await ui.call.locator(".success").waitFor();
      await ui.choose("no-profile");
      await ui.press("call");
      await ui.call.locator(".failure").waitFor();
      await ui.goTo("history");
    }

    it("has every call, makes one again, and puts two side by side", async () => {
      await callTwice();
      assert.equal(await lines().count(), 2);
      await lines().nth(0).getByRole("button").first().click();
      await lines().nth(2).waitFor();
      await lines().nth(0).getByText("ERRAUTUSR0001").waitFor();
      for (const index of [0, 2]) await lines().nth(index).getByRole("checkbox").check();
      await page.getByText("200").first().waitFor();
      await page.locator(".comparison .difference").first().waitFor();
    });

    it("opens one with all that is known of it, and takes the focus there", async () => {
      await callTwice();
      await page.getByText("« Ouvrir » montre ici").waitFor();
      await lines().nth(1).getByRole("button").last().click();
      await page.locator("#detail-title").waitFor();
      await page.getByText("« Ouvrir » montre ici").waitFor({ state: "detached" });
      await page.waitForFunction((expected) => document.activeElement?.id === expected, "detail-title");
      await page.locator(".result.success").waitFor();
    });

    it("goes when all is forgotten", async () => {
      await callTwice();
      await ui.press("forget");
      await lines().first().waitFor({ state: "detached" });
    });

    it("gives code that makes a call before the page does, and the same afterwards", async (t) => {
      await ui.goTo("explore");
      await page.getByText("contract.json : 14 opérations.").waitFor();
      await page.getByLabel("Chercher une opération").fill("lireOeuvre");
      await page.getByLabel("Chercher une opération").press("Enter");
      const panel = page.locator(".operation-panel");
      await panel.getByText("Code de cet appel").click();
      await panel.getByText("Le code vient quand le formulaire convient au contrat").waitFor();
      await panel.getByLabel(/^cote/).fill("ABC-1234");
      // Below the package, where `npx sne-cotation` and `import "sne-cotation"` find it.
      const folder = await mkdtemp(join(process.cwd(), "copied-"));
      t.after(() => rm(folder, { recursive: true }));
      await writeFile(join(folder, "contrat.json"), CONTRACT);
      const answers = [];
      for (const [form, how] of Object.entries({ curl: bash, "sne-cotation": bash, JavaScript: node })) {
        await panel.getByLabel("Langage du code").selectOption({ label: form });
        const region = page.getByRole("region", { name: form }).filter({ hasText: /sne/i });
        answers.push([form, await how(String(await region.textContent()), folder)]);
      }
      await panel.getByRole("button", { name: "Envoyer" }).click();
      await panel.locator(".result.success").waitFor();
      const calls = site.platform.exchanges.filter(
        ({ path, method }) => path.includes("/oeuvres/") && method === "GET",
      );
      assert.equal(calls.length, 4);
      assert.equal(new Set(calls.map(({ path }) => path)).size, 1);
      for (const [form, printed] of answers) assert.match(printed, /"titre"|titre:/, form);
    });

    const environment = () => {
      const { clientId, clientSecret } = site.application("works");
      return { ...process.env, SNE_CLIENT_ID: clientId, SNE_CLIENT_SECRET: clientSecret };
    };

    /** @param {string} text @param {string} folder */
    async function bash(text, folder) {
      const { stdout } = await run("bash", ["-euc", text], { cwd: folder, env: environment() });
      return stdout;
    }

    /** @param {string} text @param {string} folder */
    async function node(text, folder) {
      await writeFile(join(folder, "copied.mjs"), text);
      const { stdout } = await run(process.execPath, ["copied.mjs"], { cwd: folder, env: environment() });
      return stdout;
    }
  });
