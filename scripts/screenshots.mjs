// `npm run screenshots`: every screen of the console, as a desktop and as a phone show it, light and dark, in both
// languages, as PNG files.
//   npm run screenshots                      in target/screenshots/
//   npm run screenshots -- FOLDER            in that folder, which is emptied first
//   npm run screenshots -- --only guide      the scenes whose name contains "guide"
//   npm run screenshots -- --readme          those of the README as well, in docs/images/

import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { CONTRACT } from "../tests/support/console-contract.mjs";
import { SCENES } from "../tests/support/console-scenes.mjs";
import { build } from "./build.mjs";
import { setup } from "./setup.mjs";
import { readArguments } from "./support/arguments.mjs";
import { startSite } from "./support/built.mjs";
import { say } from "./support/language.mjs";
import { inRoot, output } from "./support/paths.mjs";
import { main } from "./support/problem.mjs";

/** @import { Browser } from "playwright-core" */
/** @import { Scene } from "../tests/support/console-scenes.mjs" */

/** @typedef {Awaited<ReturnType<typeof startSite>>} Site */

/**
 * How a scene is shown, and where the picture of each theme goes.
 * @typedef {object} Picture
 * @property {Scene} play
 * @property {keyof typeof SIZES} size
 * @property {"fr" | "en"} language
 * @property {Partial<Record<Theme, string>>} paths
 * @property {boolean} fullPage
 */

/** @typedef {"light" | "dark"} Theme */

const SIZES = { desktop: { width: 1280, height: 800 }, phone: { width: 360, height: 740 } };
/** The names of the sizes. */
const SIZE_NAMES = /** @type {const} */ (["desktop", "phone"]);
const LANGUAGES = /** @type {const} */ (["fr", "en"]);

/** The two of the README: a screen, how it is shown, and the name of its file. */
const README = /** @type {const} */ ([
  { scene: "guide", size: "desktop", theme: "light", language: "en", name: "console-guide.png" },
  { scene: "mistakes", size: "desktop", theme: "dark", language: "fr", name: "console-explore.png" },
]);

await main(async () => {
  const { values, positionals } = readArguments(
    import.meta.url,
    { readme: { type: "boolean" }, only: { type: "string" } },
    [0, 1],
  );
  const folder = positionals[0] ?? output("screenshots");
  const { chromium: executablePath } = await setup({ browser: true });
  await build();
  const { chromium } = await import("playwright-core");
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--hide-scrollbars"] });
  const site = await startSite({ contract: CONTRACT.toString() });
  try {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    await takeAll(browser, site, { folder, only: values.only });
    if (values.readme) await takeForReadme(browser, site);
  } finally {
    await browser.close();
    await site.close();
  }
  console.log(say(`Screenshots are in ${folder}`, `Les captures sont dans ${folder}`));
});

/**
 * @param {Browser} browser
 * @param {Site} site
 * @param {{ folder: string, only?: string }} options
 */
async function takeAll(browser, site, { folder, only }) {
  for (const [scene, play] of Object.entries(SCENES)) {
    if (only !== undefined && !scene.includes(only)) continue;
    for (const size of SIZE_NAMES) {
      for (const language of LANGUAGES) {
        /** @param {Theme} theme */
        const path = (theme) => join(folder, `${scene}-${size}-${theme}-${language}.png`);
        const paths = { light: path("light"), dark: path("dark") };
        await take(browser, site, { play, size, language, paths, fullPage: true });
      }
    }
  }
}

/**
 * @param {Browser} browser
 * @param {Site} site
 */
async function takeForReadme(browser, site) {
  mkdirSync(inRoot("docs", "images"), { recursive: true });
  for (const { scene, name, theme, ...how } of README) {
    const paths = { [theme]: inRoot("docs", "images", name) };
    await take(browser, site, { play: SCENES[scene], paths, fullPage: false, ...how });
  }
}

/**
 * @param {Browser} browser
 * @param {Site} site
 * @param {Picture} picture
 */
async function take(browser, site, { play, size, language, paths, fullPage }) {
  const viewport = SIZES[size];
  const context = await browser.newContext({ locale: "fr-FR", viewport, reducedMotion: "reduce" });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    await page.goto(site.address);
    await page.locator("#clientId").waitFor();
    if (language === "en") await page.getByRole("button", { name: "English" }).click();
    await play(page, site);
    // From its top, wherever the focus has led.
    await page.evaluate(() => scrollTo(0, 0));
    for (const [theme, path] of Object.entries(paths)) {
      // A scene is played once for both: it says the same in each.
      await page.emulateMedia({ colorScheme: /** @type {Theme} */ (theme) });
      const other = theme === "dark" ? /^(Mode clair|Light mode)$/ : /^(Mode sombre|Dark mode)$/;
      await page.getByRole("button", { name: other }).waitFor();
      await page.screenshot({ path, fullPage });
    }
  } finally {
    site.platform.clearFaults();
    await context.close();
  }
}
