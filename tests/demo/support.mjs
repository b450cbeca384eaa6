// The demo in a browser, served from a folder of some other site by a server that has its files and nothing else.

import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach } from "node:test";
import { openPage } from "../support/chromium.mjs";
import { startSite } from "../support/site.mjs";

/** @import { Browser, Page } from "playwright-core" */

export const { SNE_DEMO: FOLDER = "" } = process.env;
assert.ok(FOLDER, "SNE_DEMO says where the demo is; `npm test -- --only demo` sets it");

/** Not where the site puts it. */
const PLACE = "/some/other/folder/";

/** @typedef {Awaited<ReturnType<typeof startSite>>} Site */
/** @typedef {{ browser: Browser, site: Site, page: Page, address: string }} Stage */

/**
 * For a suite: a browser and a site, and the demo opened in a new page for each test. Afterwards the page must have had
 * nothing to complain of, and have asked for nothing but the files of its folder.
 * @param {() => Promise<Browser>} launch
 * @param {{ mayComplain?: boolean }} [options] for tests that do what the page's policy forbids
 */
export function aDemoForEachTest(launch, { mayComplain = false } = {}) {
  const stage = /** @type {Stage} */ ({});
  /** @type {Awaited<ReturnType<typeof openPage>>} */
  let opened;
  /** @type {string[]} */
  let elsewhere;
  before(async () => {
    stage.browser = await launch();
  });
  after(() => stage.browser?.close());
  beforeEach(async () => {
    stage.site = await startSite({ folders: { [PLACE]: FOLDER } });
    stage.address = `${stage.site.url}${PLACE}`;
    opened = await openPage(stage.browser);
    stage.page = opened.page;
    stage.page.setDefaultTimeout(10_000);
    elsewhere = [];
    const { address } = stage;
    stage.page.on("request", (request) => {
      if (!request.url().startsWith(address)) elsewhere.push(request.url());
    });
    await stage.page.goto(stage.address);
    await stage.page.getByLabel("client_id").waitFor();
  });
  afterEach(async () => {
    // Violations are reported in tasks of their own: one turn of the page's loop lets them come through.
    await stage.page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
    await opened.close();
    await stage.site.close();
    if (!mayComplain) assert.deepEqual([elsewhere, opened.complaints], [[], []]);
    assert.deepEqual(
      stage.site.requests.filter((line) => !line.startsWith(`GET ${PLACE}`)),
      [],
    );
  });
  return stage;
}

/** @param {Page} page @param {string} screen */
export async function goTo(page, screen) {
  await page.locator(`nav a[href="#/${screen}"]`).click();
  await page.locator(`nav a[href="#/${screen}"][aria-current=page]`).waitFor();
  await page.locator("main > .screen-title + :not(.pending)").first().waitFor();
}

/** @param {Page} page @param {string} name */
export const press = (page, name) => page.getByRole("button", { name, exact: true }).click();

/** Waits until the answer of a call has a text. @param {Page} page @param {string | RegExp} text */
export const answers = (page, text) => page.locator(".result").getByText(text).first().waitFor();

/** Opens an operation of the contract, on its screen. @param {Page} page @param {string} id */
export async function openOperation(page, id) {
  await page.locator("#operations-search").fill(id);
  await page.locator("#operations-search").press("Enter");
  await page.locator(`.operation-panel[data-operation="${id}"] .schema-form`).waitFor();
}
