// The console as plain files on any web server, without its local server: it says why a page gets no token, and takes
// one from a relay, or one that was obtained elsewhere.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { createTokenRelay, toNodeHandler } from "sne-cotation/relay";
import { ONE_BROWSER } from "../support/browsers.mjs";
import { openPage } from "../support/chromium.mjs";
import { startSimulator } from "../support/simulator.mjs";
import { close, listen, startSite, strictPolicy } from "../support/site.mjs";

/** @import { Browser, Page } from "playwright-core" */
/** @import { Addresses } from "sne-cotation/simulator" */

/** @typedef {Awaited<ReturnType<typeof startSimulator>>} StartedSimulator */
/** @typedef {Awaited<ReturnType<typeof startSite>>} StartedSite */

const CONSOLE = join(dirname(createRequire(import.meta.url).resolve("sne-cotation/package.json")), "console");

for (const [name, launch] of ONE_BROWSER)
  describe(`the console as plain files in ${name}`, () => {
    /** @type {Browser} */
    let browser;
    /** @type {StartedSimulator} */
    let simulator;
    /** @type {Addresses} */
    let environment;
    /** @type {{ close: () => Promise<unknown> }} */
    let relay;
    /** @type {string} */
    let relayUrl;
    /** @type {StartedSite} */
    let site;
    /** @type {Awaited<ReturnType<typeof openPage>>} */
    let opened;
    /** @type {Page} */
    let page;

    before(async () => {
      [browser, simulator] = await Promise.all([launch(), startSimulator()]);
      environment = simulator.environments.production;
      const server = createServer();
      relayUrl = `${await listen(server)}/token`;
      const reached = [environment.apiUrl, relayUrl].map((url) => new URL(url).origin);
      const policy = `${strictPolicy(...reached)}; style-src 'self'; img-src 'self' blob:`;
      site = await startSite({ folders: { "/console/": CONSOLE }, policy });
      const { clientId, clientSecret } = simulator.application("works");
      const handler = createTokenRelay({
        environment,
        clientId,
        clientSecret,
        authorize: () => "somebody",
        allowedOrigins: [site.url],
        allowCredentials: true,
      });
      server.on("request", toNodeHandler(handler));
      relay = { close: () => Promise.all([close(server), handler.close()]) };
    });

    after(async () => {
      await browser?.close();
      await Promise.all([site?.close(), relay?.close()]);
      await simulator?.close();
    });

    beforeEach(async () => {
      opened = await openPage(browser);
      page = opened.page;
      page.setDefaultTimeout(10_000);
      await page.goto(`${site.url}/console/`);
      await page.getByText(/PISTE ne donne pas de jeton à une page/).waitFor();
      await page.getByLabel("Autre environnement").check();
      await page.locator("#apiUrl").fill(environment.apiUrl);
    });

    afterEach(async () => {
      await opened.close();
      assert.deepEqual(opened.complaints, []);
    });

    const call = () => page.getByRole("button", { name: "Appeler healthcheck" }).click();
    /** @param {string | RegExp} text */
    const shows = (text) => page.getByText(text).first().waitFor();

    it("offers no simulator, and goes from a relay's address to OK", async () => {
      assert.equal(await page.getByLabel("Simulateur").count(), 0);
      await page.locator("#relayUrl").fill(relayUrl);
      await call();
      await shows('"etat": "OK"');
      await shows(/caractères/);
    });

    it("goes from a pasted token to OK, and says so when it is not accepted any more", async () => {
      await page.getByLabel("Un jeton collé").check();
      const { access_token } = await simulator.fetchToken("works");
      await page.locator("#pastedToken").fill(access_token);
      await call();
      await shows('"etat": "OK"');
      simulator.simulator.revokeTokens();
      await call();
      await shows("Le jeton collé n'est plus accepté.");
    });

    it("asks for what is missing, and for addresses that are some", async () => {
      await page.locator("#apiUrl").fill("nowhere:else");
      await call();
      await shows("Ce n'est pas une adresse");
      await shows("Saisissez l'adresse du relais.");
      await page.waitForFunction((expected) => document.activeElement?.id === expected, "apiUrl");
    });

    it("sends to a terminal for the diagnosis, and ticks what its calls show", async () => {
      await page.locator("#relayUrl").fill(relayUrl);
      await call();
      await shows('"etat": "OK"');
      await page.getByRole("link", { name: "Guide" }).click();
      await shows(/npx sne-cotation doctor/);
      assert.equal(await page.locator(".guide-step input:checked").count(), 7);
    });
  });
