// The console's views one by one, each on a small page of its own: bundled from the sources, under a
// Content-Security-Policy as strict as the console's, in a real Chromium, looked over by axe-core.

import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, afterEach, before } from "node:test";
import { fileURLToPath } from "node:url";
import { launchChromium, openPage } from "./chromium.mjs";
import { startSite } from "./site.mjs";
import { bundle } from "./sources.mjs";

const require = createRequire(import.meta.url);

const PAGES = fileURLToPath(new URL("../browser/pages/views", import.meta.url));
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'";
const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"];

/** The page with all views, under the addresses at which it looks for its parts. */
async function pageParts() {
  const { outputFiles } = await bundle({ entryPoints: [join(PAGES, "page.jsx")], outdir: "/" });
  const route = (type, body) => () => ({ headers: { "content-type": type }, body });
  return {
    "GET /": route("text/html; charset=utf-8", readFileSync(join(PAGES, "index.html"))),
    "GET /page.js": route("text/javascript; charset=utf-8", outputFiles.find(({ path }) => path.endsWith(".js")).text),
    "GET /page.css": route("text/css; charset=utf-8", outputFiles.find(({ path }) => path.endsWith(".css")).text),
    "GET /favicon.ico": () => ({ status: 204 }),
  };
}

/**
 * For a suite: a browser and the page. `show(name, props, options)` opens it with a view and resolves to the page; what
 * the view has told is asked for with `told`, its present properties with `props`. After each test the page must have
 * had nothing to complain of.
 */
export function viewsForTests() {
  const stage = { opened: [] };
  before(async () => {
    [stage.browser, stage.site] = await Promise.all([
      launchChromium(),
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
    await page.waitForFunction(() => globalThis.views !== undefined);
    await page.evaluate(([name, props, language]) => views.show(name, props, language), [name, props, language]);
    return page;
  };
  return stage;
}

export const told = (page) => page.evaluate(() => views.told);
export const propsOf = (page) => page.evaluate(() => views.props);
export const setProps = (page, props) => page.evaluate((given) => views.set(given), props);

/** What has the focus: its accessible name, as far as attributes and labels say it. */
export function focused(page) {
  return page.evaluate(() => {
    const { activeElement: element } = document;
    const label = element.getAttribute("aria-label") ?? element.labels?.[0]?.textContent ?? element.textContent;
    return `${element.tagName.toLowerCase()} ${label.trim().replaceAll("\u00a0", " ")}`;
  });
}

/** Holds a view against the rules of WCAG 2.2 A and AA, in both colours, and against a narrow screen. */
export async function assertForEverybody(page) {
  const { complaints } = await checkedByAxe(page);
  assert.deepEqual(complaints, []);
  const { width } = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  const sticksOut = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.equal(sticksOut, 320, "wider than 320 pixels");
  await page.setViewportSize({ width, height: 800 });
}

async function checkedByAxe(page) {
  const complaints = [];
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    // Evaluated by the test, not loaded by the page: the policy stays as it is.
    await page.evaluate(readFileSync(require.resolve("axe-core/axe.min.js"), "utf8"));
    const { violations } = await page.evaluate((tags) => axe.run(document, { runOnly: tags }), WCAG);
    for (const { id, nodes } of violations)
      complaints.push(...nodes.map(({ html, any }) => [colorScheme, id, html, any[0]?.message]));
  }
  return { complaints };
}

/** Pictures of a view for people, when SNE_SCREENSHOTS names a folder: wide and narrow, light and dark. */
export async function picture(page, name) {
  const folder = process.env.SNE_SCREENSHOTS;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  for (const [width, colorScheme] of [
    [1000, "light"],
    [1000, "dark"],
    [360, "light"],
    [360, "dark"],
  ]) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`), fullPage: true });
  }
}
