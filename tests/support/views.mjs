// The console's views one by one, each on a small page of its own: bundled from the sources, under a
// Content-Security-Policy as strict as the console's, in real browsers, looked over by axe-core.

import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, afterEach, before } from "node:test";
import { fileURLToPath } from "node:url";
import { axeComplaints } from "./axe.mjs";
import { openPage } from "./chromium.mjs";
import { startSite } from "./site.mjs";
import { bundle } from "./sources.mjs";
import { tooWideBy } from "./wide.mjs";

/** @import { Browser, Page } from "playwright-core" */

/**
 * @typedef {Record<string, unknown>} Props the properties of a view, as tests/browser/pages/views/stages.jsx has them
 */

/**
 * What the page with the views has for the tests: `told` is all that the view has told, as `[name, ...arguments]`.
 * @typedef {object} Views
 * @property {(name: string, props: Props, language: string) => void} show
 * @property {(changes: Props) => void} set
 * @property {Props} props
 * @property {[string, ...any[]][]} told any: each view tells something else
 */

/** @typedef {typeof globalThis & { views: Views }} ViewsPage */

/**
 * @typedef {object} Stage
 * @property {Browser} browser
 * @property {Awaited<ReturnType<typeof startSite>>} site
 * @property {Awaited<ReturnType<typeof openPage>>[]} opened the pages of the present test
 * @property {(name: string, props: Props, options?: ShowOptions) => Promise<Page>} show
 */

/**
 * @typedef {object} ShowOptions
 * @property {"fr" | "en"} [language]
 * @property {{ width: number, height: number }} [viewport]
 * @property {"light" | "dark"} [colours]
 */

const PAGES = fileURLToPath(new URL("../browser/pages/views", import.meta.url));
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; base-uri 'none'; form-action 'none'";
const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"];

/** The page with all views, under the addresses at which it looks for its parts. */
async function pageParts() {
  const outputFiles = await bundle({ entryPoints: [join(PAGES, "page.jsx")], outdir: "/" });
  /**
   * @param {string} type
   * @param {string | undefined} body
   */
  const route = (type, body) => () => ({ headers: { "content-type": type }, body });
  return {
    "GET /": route("text/html; charset=utf-8", readFileSync(join(PAGES, "index.html"), "utf8")),
    "GET /page.js": route("text/javascript; charset=utf-8", outputFiles.find(({ path }) => path.endsWith(".js"))?.text),
    "GET /page.css": route("text/css; charset=utf-8", outputFiles.find(({ path }) => path.endsWith(".css"))?.text),
    "GET /favicon.ico": () => ({ status: 204 }),
  };
}

/**
 * For a suite: a browser, as `launch` starts it, and the page. `show(name, props, options)` opens it with a view and
 * resolves to the page; what the view has told is asked for with `told`, its present properties with `props`. After
 * each test the page must have had nothing to complain of.
 * @param {() => Promise<Browser>} launch
 */
export function viewsForTests(launch) {
  const stage = /** @type {Stage} */ ({ opened: /** @type {Stage["opened"]} */ ([]) });
  before(async () => {
    [stage.browser, stage.site] = await Promise.all([
      launch(),
      pageParts().then((routes) => startSite({ routes, policy: POLICY })),
    ]);
  });
  after(async () => {
    await stage.browser?.close();
    await stage.site?.close();
  });
  afterEach(async () => {
    const opened = stage.opened.splice(0);
    for (const { page, close } of opened) {
      // Violations are reported in tasks of their own: one turn of the page's loop lets them come through.
      await page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
      await close();
    }
    assert.deepEqual(
      opened.flatMap(({ complaints }) => complaints),
      [],
    );
  });

  stage.show = async (name, props, { language = "fr", viewport, colours = "light" } = {}) => {
    const opened = await openPage(stage.browser);
    stage.opened.push(opened);
    const { page } = opened;
    page.setDefaultTimeout(10_000);
    if (viewport) await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme: colours });
    await page.goto(`${stage.site.url}/`);
    await page.waitForFunction(() => /** @type {ViewsPage} */ (globalThis).views !== undefined);
    const show = (/** @type {Parameters<Views["show"]>} */ given) =>
      /** @type {ViewsPage} */ (globalThis).views.show(...given);
    await page.evaluate(show, /** @type {Parameters<Views["show"]>} */ ([name, props, language]));
    return page;
  };
  return stage;
}

/**
 * All that the view has told.
 * @param {Page} page
 */
export const told = (page) => page.evaluate(() => /** @type {ViewsPage} */ (globalThis).views.told);

/**
 * The view's present properties.
 * @param {Page} page
 */
export const propsOf = (page) => page.evaluate(() => /** @type {ViewsPage} */ (globalThis).views.props);

/**
 * Changes some of the view's properties.
 * @param {Page} page
 * @param {Props} props
 */
export const setProps = (page, props) =>
  page.evaluate((given) => /** @type {ViewsPage} */ (globalThis).views.set(given), props);

/**
 * What has the focus: its accessible name, as far as attributes and labels say it.
 * @param {Page} page
 */
export function focused(page) {
  return page.evaluate(() => {
    const { activeElement: element } = document;
    if (element === null) return "nothing";
    const [label] = ("labels" in element && /** @type {HTMLInputElement} */ (element).labels) || [];
    const name = element.getAttribute("aria-label") ?? (label ?? element).textContent;
    return `${element.tagName.toLowerCase()} ${name.trim().replaceAll("\u00a0", " ")}`;
  });
}

/**
 * Holds a view against the rules of WCAG 2.2 A and AA, in both colours, and against a narrow screen.
 * @param {Page} page
 */
export async function assertForEverybody(page) {
  assert.deepEqual(await axeComplaints(page, WCAG), []);
  const { width } = page.viewportSize() ?? { width: 1280 };
  await page.setViewportSize({ width: 320, height: 640 });
  assert.equal(await page.evaluate(tooWideBy), 0, "wider than 320 pixels");
  await page.setViewportSize({ width, height: 800 });
}

/**
 * Pictures of a view for people, when SNE_SCREENSHOTS names a folder: wide and narrow, light and dark.
 * @param {Page} page
 * @param {string} name
 */
export async function picture(page, name) {
  const folder = process.env.SNE_SCREENSHOTS;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  for (const [width, colorScheme] of /** @type {const} */ ([
    [1000, "light"],
    [1000, "dark"],
    [360, "light"],
    [360, "dark"],
  ])) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`), fullPage: true });
  }
}
