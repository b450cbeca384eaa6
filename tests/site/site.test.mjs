// The site of the documents, served below a path by a server that only has its files: every link leads somewhere, the
// search finds, and nothing is asked of anybody else. `npm run site -- --check` makes it first.

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { after, before, describe, it } from "node:test";
import { ONE_BROWSER } from "../support/browsers.mjs";
import { openPage } from "../support/chromium.mjs";
import { startSite } from "../support/site.mjs";

const { SNE_SITE: FOLDER = "", SNE_SITE_BASE: BASE = "/" } = process.env;
assert.ok(FOLDER, "SNE_SITE says where the site is; `npm run site -- --check` sets it");

describe("the site", () => {
  it("has no link that leads nowhere", () => {
    const pages = readdirSync(FOLDER, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".html"));
    assert.ok(pages.length > 100);
    /** @type {string[]} */
    const dead = [];
    for (const name of pages) {
      const html = readFileSync(join(FOLDER, name), "utf8");
      for (const [, target] of html.matchAll(/ (?:href|src)="([^"#?]+)/g)) {
        if (/^(https:|mailto:|data:)/.test(target)) continue;
        const path = target.startsWith("/") ? target.replace(BASE, "") : join(dirname(name), target);
        const file = join(FOLDER, path.endsWith("/") || path === "" ? `${path}index.html` : path);
        if (!existsSync(file)) dead.push(`${name}: ${target}`);
      }
    }
    assert.deepEqual(dead, []);
  });
});

for (const [name, launch] of ONE_BROWSER)
  describe(`the site in ${name}`, () => {
    /** @type {import("playwright-core").Browser} */
    let browser;
    /** @type {Awaited<ReturnType<typeof startSite>>} */
    let site;
    before(async () => {
      browser = await launch();
      site = await startSite({ folders: { [BASE]: FOLDER } });
    });
    after(async () => {
      await browser?.close();
      await site?.close();
    });

    for (const [language, word, found] of [
      ["fr", "souscription", "Du portail au premier appel"],
      ["en", "subscription", "From the portal to the first call"],
    ]) {
      it(`${language}: leads from page to page, and finds a word, with nothing from anybody else`, async () => {
        const { page, complaints, close } = await openPage(browser);
        /** @type {string[]} */
        const elsewhere = [];
        page.on("request", (request) => {
          if (!request.url().startsWith(site.url) && !request.url().startsWith("data:")) elsewhere.push(request.url());
        });
        await page.goto(`${site.url}${BASE}docs/${language}/`);
        await page.locator(".VPSidebar a", { hasText: found }).click();
        await page.locator("h1", { hasText: found }).waitFor();
        await page.locator(".DocSearch-Button, .VPNavBarSearchButton, #local-search button").first().click();
        await page.locator("#localsearch-input").fill(word);
        await page.locator("#localsearch-list a", { hasText: found }).first().waitFor();
        assert.deepEqual([elsewhere, complaints], [[], []]);
        await close();
      });
    }
  });
