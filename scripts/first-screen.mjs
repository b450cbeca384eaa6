// `npm run first-screen`: how long the console takes until its first screen can be used, on a slow machine and a slow
// line: Chromium with a quarter of the processor's speed, over a fast 3G (1.6 Mbit/s, 150 ms a round trip, as
// WebPageTest and Lighthouse have it), with an empty cache, from the address that the command prints; and what it has
// loaded by then. And the demo: the same from a host of static files, and how long the first answer of its simulator
// takes, on a machine as it is.

import { startSite as startFiles } from "../tests/support/site.mjs";
import { build } from "./build.mjs";
import { setup } from "./setup.mjs";
import { buildDemo, DEMO } from "./site/demo.mjs";
import { startSite } from "./support/built.mjs";
import { say } from "./support/language.mjs";
import { main, problem } from "./support/problem.mjs";

const RUNS = 5;
const LIMIT = 1000;
const ANSWER_LIMIT = 250;
/** Bytes as they are sent, compressed. */
const MOST = 100_000;
const SLOWER = 4;
const FAST_3G = {
  offline: false,
  latency: 150,
  downloadThroughput: (1.6e6 / 8) | 0,
  uploadThroughput: (750e3 / 8) | 0,
};

/**
 * The page under measure, which notes when its first screen could be used.
 * @typedef {typeof globalThis & { usableAfter?: number }} Measured
 */

await main(async () => {
  const { chromium: executablePath } = await setup({ browser: true });
  await build();
  const { chromium } = await import("playwright-core");
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  await buildDemo(DEMO);
  const [site, files] = [await startSite(), await startFiles({ folders: { "/demo/": DEMO }, compresses: true })];
  const demo = `${files.url}/demo/`;
  /** @type {number[]} */
  const loaded = [];
  try {
    const first = say("first screen usable after", "premier écran utilisable après");
    const verdicts = [
      await repeated(`console: ${first}`, LIMIT, () => measure(browser, site.address, loaded)),
      await repeated(`${say("demo", "démonstration")}: ${first}`, LIMIT, () => measure(browser, demo)),
      await repeated(say("demo: first answer after", "démonstration : première réponse après"), ANSWER_LIMIT, () =>
        firstAnswer(browser, demo),
      ),
    ];
    const most = Math.max(...loaded);
    console.log(`console: ${say("loaded by then", "chargé jusque-là")} ${most} (${say("at most", "au plus")} ${MOST})`);
    if (most > MOST) throw problem("the first screen loads too much", "le premier écran charge trop");
    if (verdicts.includes(false)) throw problem("that takes too long", "c'est trop long");
  } finally {
    await browser.close();
    await Promise.all([site.close(), files.close()]);
  }
});

/**
 * Measures several times, and says what came of it; whether the median is within the limit.
 * @param {string} what
 * @param {number} limit milliseconds
 * @param {() => Promise<number>} measureOnce
 */
async function repeated(what, limit, measureOnce) {
  /** @type {number[]} */
  const times = [];
  for (let run = 0; run < RUNS; run += 1) times.push(await measureOnce());
  times.sort((one, other) => one - other);
  const median = Math.round(times[RUNS >> 1]);
  console.log(`${what} ${times.map(Math.round).join(", ")} ms`);
  console.log(`  ${say("median", "médiane")}: ${median} ms (${say("at most", "au plus")} ${limit})`);
  return median <= limit;
}

/**
 * Milliseconds from the first click on "call" in the demo to the answer that is shown: the simulator is loaded, made
 * for the contract, asked for a token, and called.
 * @param {import("playwright-core").Browser} browser
 * @param {string} address
 */
async function firstAnswer(browser, address) {
  const context = await browser.newContext({ locale: "fr-FR" });
  const page = await context.newPage();
  // Once it has all that it loads by itself, as when somebody has looked at it for a moment.
  await page.goto(address, { waitUntil: "networkidle" });
  const time = await page.evaluate(async () => {
    const begun = performance.now();
    /** @type {HTMLElement | null} */ (document.querySelector("[aria-labelledby=call-title] .primary"))?.click();
    await new Promise((resolve) => {
      const watch = () =>
        document.querySelector(".result.success") ? resolve(undefined) : requestAnimationFrame(watch);
      watch();
    });
    return performance.now() - begun;
  });
  await context.close();
  return time;
}

/**
 * Milliseconds from asking for the address to a first screen that is drawn, can be typed in, and is at rest.
 * @param {import("playwright-core").Browser} browser
 * @param {string} address
 * @param {number[]} [loaded] told the bytes of what has come by then
 */
async function measure(browser, address, loaded) {
  const context = await browser.newContext({ locale: "fr-FR" });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", FAST_3G);
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  await page.addInitScript(() => {
    // The button is there, the frame with it has been drawn, and the page has time for a click.
    const watch = () => {
      if (!document.querySelector("form .primary")) return requestAnimationFrame(watch);
      requestAnimationFrame(() =>
        setTimeout(() => {
          /** @type {Measured} */ (globalThis).usableAfter = performance.now();
        }),
      );
    };
    requestAnimationFrame(watch);
  });
  await page.goto(address, { waitUntil: "commit" });
  const noted = await page.waitForFunction(() => /** @type {Measured} */ (globalThis).usableAfter);
  const time = (await noted.jsonValue()) ?? Number.POSITIVE_INFINITY;
  const bytes = await page.evaluate((time) => {
    const kinds = ["navigation", "resource"].flatMap((kind) => performance.getEntriesByType(kind));
    const come = /** @type {PerformanceResourceTiming[]} */ (kinds).filter(({ responseEnd }) => responseEnd <= time);
    return come.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);
  }, time);
  await context.close();
  loaded?.push(bytes);
  return time;
}
