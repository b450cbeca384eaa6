// `npm run first-screen`: how long the console takes until its first screen can be used, on a slow machine and a slow
// line: Chromium with a quarter of the processor's speed, over a fast 3G (1.6 Mbit/s, 150 ms a round trip, as
// WebPageTest and Lighthouse have it), with an empty cache, from the address that the command prints; and what it has
// loaded by then.

import { build } from "./build.mjs";
import { setup } from "./setup.mjs";
import { startSite } from "./support/built.mjs";
import { say } from "./support/language.mjs";
import { main, problem } from "./support/problem.mjs";

const RUNS = 5;
const LIMIT = 1000;
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
  const site = await startSite();
  /** @type {number[]} */
  const times = [];
  let loaded = 0;
  try {
    for (let run = 0; run < RUNS; run += 1) {
      const { time, bytes } = await measure(browser, site.address);
      times.push(time);
      loaded = Math.max(loaded, bytes);
    }
  } finally {
    await browser.close();
    await site.close();
  }
  times.sort((one, other) => one - other);
  const median = Math.round(times[RUNS >> 1]);
  console.log(
    `${say("first screen usable after", "premier écran utilisable après")} ${times.map(Math.round).join(", ")} ms`,
  );
  console.log(`${say("median", "médiane")}: ${median} ms (${say("at most", "au plus")} ${LIMIT})`);
  console.log(`${say("loaded by then", "chargé jusque-là")}: ${loaded} ${say("bytes", "octets")} (${MOST})`);
  if (loaded > MOST) throw problem("the first screen loads too much", "le premier écran charge trop");
  if (median > LIMIT) throw problem("the first screen takes too long", "le premier écran met trop longtemps");
});

/**
 * Milliseconds from asking for the address to a first screen that is drawn, can be typed in, and is at rest; and the
 * bytes of what has come by then.
 * @param {import("playwright-core").Browser} browser
 * @param {string} address
 */
async function measure(browser, address) {
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
  return { time, bytes };
}
