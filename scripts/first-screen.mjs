// `npm run first-screen`: how long the console takes until its first screen is seen, and until it answers a click that
// is made as soon as it is seen, on a slow machine and a slow line: Chromium with a quarter of the processor's speed,
// over a fast 3G (1.6 Mbit/s, 150 ms a round trip, as WebPageTest and Lighthouse have it), with an empty cache, from
// the address that the command prints; and what it has loaded by then. And the demo: the same from a host of static
// files, and how long the first answer of its simulator takes, on a machine as it is.

import { startSite as startFiles } from "../tests/support/site.mjs";
import { build } from "./build.mjs";
import { setup } from "./setup.mjs";
import { buildDemo, DEMO } from "./site/demo.mjs";
import { startSite } from "./support/built.mjs";
import { say } from "./support/language.mjs";
import { main, problem } from "./support/problem.mjs";

const RUNS = 5;
const LIMIT = 1000;
/** For what is pressed the moment it is seen: it is noted, and done once the scripts are there. */
const CLICK_LIMIT = 1250;
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
 * Milliseconds from asking for the address.
 * @typedef {{ seen: number, answers: number }} Times
 */
/**
 * The page under measure, which notes them.
 * @typedef {typeof globalThis & { seen?: number, answers?: number }} Measured
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
    const verdicts = [
      ...(await firstScreen("console", () => measure(browser, site.address, loaded))),
      ...(await firstScreen(say("demo", "démonstration"), () => measure(browser, demo))),
      isWithin(
        say("demo: first answer after", "démonstration : première réponse après"),
        ANSWER_LIMIT,
        await repeated(() => firstAnswer(browser, demo)),
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
 * Whether a first screen is seen, and answers, within the limits.
 * @param {string} what
 * @param {() => Promise<Times>} measureOnce
 */
async function firstScreen(what, measureOnce) {
  const times = await repeated(measureOnce);
  const [seen, answers] = [times.map((one) => one.seen), times.map((one) => one.answers)];
  return [
    isWithin(`${what}: ${say("first screen seen after", "premier écran vu après")}`, LIMIT, seen),
    isWithin(`${what}: ${say("answers a click after", "répond à un clic après")}`, CLICK_LIMIT, answers),
  ];
}

/**
 * @template Measured
 * @param {() => Promise<Measured>} measureOnce
 */
async function repeated(measureOnce) {
  const measured = [];
  for (let run = 0; run < RUNS; run += 1) measured.push(await measureOnce());
  return measured;
}

/**
 * Says what was measured; whether the median is within the limit.
 * @param {string} what
 * @param {number} limit milliseconds
 * @param {number[]} times
 */
function isWithin(what, limit, times) {
  const sorted = times.toSorted((one, other) => one - other).map(Math.round);
  const median = sorted[RUNS >> 1];
  console.log(`${what} ${sorted.join(", ")} ms`);
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
 * Opens an address with an empty cache.
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
  await page.addInitScript(noteTimes);
  await page.goto(address, { waitUntil: "commit" });
  const noted = await page.waitForFunction(() => {
    const { seen, answers } = /** @type {Measured} */ (globalThis);
    return seen !== undefined && answers !== undefined && { seen, answers };
  });
  const times = /** @type {Times} */ (await noted.jsonValue());
  const bytes = await page.evaluate((time) => {
    const kinds = ["navigation", "resource"].flatMap((kind) => performance.getEntriesByType(kind));
    const come = /** @type {PerformanceResourceTiming[]} */ (kinds).filter(({ responseEnd }) => responseEnd <= time);
    return come.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);
  }, times.answers);
  await context.close();
  loaded?.push(bytes);
  return times;
}

/**
 * In the page: notes when the frame with the form in it has been drawn and the page has time for a click, makes one on
 * the switch of colours, and notes when the frame with other colours has been drawn.
 */
function noteTimes() {
  const measured = /** @type {Measured} */ (globalThis);
  /** @param {() => boolean | undefined} is @param {() => void} then */
  const once = (is, then) =>
    requestAnimationFrame(() => (is() ? requestAnimationFrame(() => setTimeout(then)) : once(is, then)));
  const seen = () => {
    measured.seen = performance.now();
    /** @type {HTMLElement | null} */ (document.querySelector(".switches button"))?.click();
    once(
      () => document.documentElement.dataset.theme !== undefined,
      () => {
        measured.answers = performance.now();
      },
    );
  };
  once(() => document.querySelector("form .primary") !== null, seen);
}
