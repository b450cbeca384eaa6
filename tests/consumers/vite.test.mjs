// A Vite project without any configuration, with the installed package: built, and served by Vite's own development
// server; each loaded in a real Chromium.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { build, createServer } from "vite";
import { launchChromium, openPage } from "../support/chromium.mjs";
import { startSimulator } from "../support/simulator.mjs";
import { startSite, strictPolicy } from "../support/site.mjs";

const PROJECT = fileURLToPath(new URL("./vite", import.meta.url));
const DIST = fileURLToPath(new URL("./vite/dist", import.meta.url));
/** @type {import("vite").InlineConfig} */
const PLAIN = { root: PROJECT, configFile: false, logLevel: "warn" };

describe("a Vite project", () => {
  /** @type {import("playwright-core").Browser} */
  let browser;
  /** @type {Awaited<ReturnType<typeof startSimulator>>} */
  let simulator;
  before(async () => {
    [browser, simulator] = await Promise.all([launchChromium(), startSimulator()]);
  });
  after(async () => {
    await browser?.close();
    await simulator?.close();
  });

  /**
   * Opens the page and waits for what it writes into itself.
   * @param {string} url
   */
  async function resultAt(url) {
    const { page, complaints, close } = await openPage(browser);
    const { access_token: token } = await simulator.fetchToken("works");
    await page.goto(`${url}/#${new URLSearchParams({ ...simulator.environments.production, token })}`);
    const written = await page.waitForFunction(() => document.querySelector("output")?.value);
    const value = await written.jsonValue();
    await close();
    assert.deepEqual(complaints, []);
    return value;
  }

  it("builds, and its page answers under a strict policy", async () => {
    await build(PLAIN);
    const { origin } = new URL(simulator.environments.production.apiUrl);
    const site = await startSite({ folders: { "/": DIST }, policy: strictPolicy(origin) });
    try {
      assert.equal(await resultAt(site.url), '{"version":"1.0","etat":"OK"}');
    } finally {
      await site.close();
    }
  });

  it("is served while it is written", async () => {
    const server = await createServer({ ...PLAIN, server: { host: "127.0.0.1", port: 0 } });
    try {
      await server.listen();
      const [address] = server.resolvedUrls?.local ?? [];
      assert.equal(await resultAt(address.replace(/\/$/, "")), '{"version":"1.0","etat":"OK"}');
    } finally {
      await server.close();
    }
  });
});
