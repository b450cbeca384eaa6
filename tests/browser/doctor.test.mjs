// The doctor in a real Chromium, where the browser hides most of what goes wrong: a page on one origin, PISTE in
// miniature on another, so that CORS is real. Tokens come from the page's own server, as on PISTE they must.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { createSimulator } from "sne-cotation/simulator";
import { launchChromium, openPage } from "../support/chromium.mjs";
import { startSite, strictPolicy } from "../support/site.mjs";
import { LANGUAGES } from "../node/support/languages.mjs";
import { SITUATIONS, broken } from "../node/support/situations.mjs";

/** @import { Browser, Page } from "playwright-core" */
/** @import { Language } from "../node/support/languages.mjs" */
/** @import { Situation } from "../node/support/situations.mjs" */

const PACKAGE = dirname(createRequire(import.meta.url).resolve("sne-cotation/package.json"));
const PAGES = fileURLToPath(new URL("./pages/doctor", import.meta.url));

/**
 * What a page sees otherwise than a server does: what its relay does not tell it, and what CORS hides from it.
 * @type {Record<string, Partial<Situation>>}
 */
const IN_A_PAGE = {
  "wrong secret": { step: "token", cause: "provider-failed", says: { fr: /relais/, en: /relay/ } },
  "sandbox credentials on production": { step: "token", cause: "provider-failed", says: { fr: /relais/, en: /relay/ } },
  "throttled token server": { step: "token", cause: "provider-failed", says: { fr: /relais/, en: /relay/ } },
  "authorisation server down": { step: "token", cause: "provider-failed", says: { fr: /relais/, en: /relay/ } },
  "authorisation server that does not answer": {
    step: "token",
    cause: "provider-failed",
    says: { fr: /relais/, en: /relay/ },
  },
  // Retry-After is not for pages to read.
  "quota by the second": { says: { fr: /429/, en: /429/ } },
  "quota by the day": { cause: "quota-of-seconds", also: ["quota-of-day"], says: { fr: /429/, en: /429/ } },
  // Nobody answers, which the browser tells no better than that the page may not know who.
  "gateway that does not answer": {
    cause: "content-policy",
    also: ["page-network"],
    says: { fr: /Aucune réponse/, en: /No answer/ },
  },
  // Nor is Date.
  "clock off by a day": { step: undefined },
};

describe("the doctor in a page", () => {
  /** @type {Browser} */
  let browser;
  /** @type {Page} */
  let page;
  /** @type {string[]} */
  let complaints;
  /** @type {() => Promise<void>} */
  let closePage;
  /** @type {(() => unknown)[]} */
  let closing;

  before(async () => {
    browser = await launchChromium();
  });

  after(() => browser?.close());

  beforeEach(async () => {
    closing = [];
    ({ page, complaints, close: closePage } = await openPage(browser));
  });

  afterEach(async () => {
    await closePage();
    await Promise.all(closing.map((close) => close()));
  });

  /**
   * Opens the page of a site whose server gets the tokens with those credentials; `policy` may forbid the gateway.
   * @param {Awaited<ReturnType<typeof broken>>} place
   * @param {(...connect: string[]) => string} [policyOf]
   */
  async function open({ environment, options: { clientId, clientSecret } }, policyOf = strictPolicy) {
    const relay = async () => {
      const form = { grant_type: "client_credentials", client_id: clientId, client_secret: clientSecret };
      const answer = await fetch(environment.tokenUrl, { method: "POST", body: new URLSearchParams(form) }).catch(
        () => undefined,
      );
      if (answer?.status !== 200) return { status: 502, headers: { "content-type": "application/json" }, body: "{}" };
      return { headers: { "content-type": "application/json" }, body: await answer.text() };
    };
    const site = await startSite({
      folders: { "/package/": PACKAGE, "/": PAGES },
      routes: { "POST /token": relay },
      policy: policyOf(new URL(environment.apiUrl).origin),
    });
    closing.push(site.close);
    await page.goto(`${site.url}/`);
    await page.waitForFunction(() => globalThis.doctor !== undefined);
    return site;
  }

  /** @typedef {Awaited<ReturnType<typeof globalThis.doctor.diagnose>>} Told */
  /** @param {Parameters<typeof globalThis.doctor.diagnose>[0]} given */
  const diagnose = (given) => page.evaluate((all) => doctor.diagnose(all), given);
  /** @param {Told} told */
  const failedOf = ({ steps }) => steps.find(({ status }) => status === "failed");
  /** @param {Told} told */
  const picture = ({ steps }) =>
    steps.map(({ status }) => ({ ok: "o", failed: "F", skipped: "-", unknown: "?" })[status]).join("");

  /** What is asked of a situation that is not of the table. */
  const NOTHING = { name: "", step: /** @type {const} */ ("configuration"), cause: "", says: { fr: /./, en: /./ } };

  /** A situation of the table, or like them, for the length of a test. @param {Partial<Situation>} situation */
  const make = (situation) =>
    broken({ after: (close) => closing.push(close) }, { ...NOTHING, ...situation }, createSimulator);

  for (const situation of SITUATIONS) {
    it(`${situation.name}, in both languages`, async () => {
      const { step, cause, also = [], says } = { ...situation, ...IN_A_PAGE[situation.name] };
      const place = await make(situation);
      await open(place);
      for (const language of LANGUAGES) {
        const told = await diagnose({
          relay: "/token",
          options: { environment: { apiUrl: place.environment.apiUrl }, language },
        });
        const failed = failedOf(told);
        const causes = failed?.causes.map(({ id }) => id) ?? [];
        assert.deepEqual([failed?.id, causes[0]], step === undefined ? [undefined, undefined] : [step, cause]);
        for (const one of also) assert.ok(causes.includes(one), one);
        if (failed) assert.match(JSON.stringify(failed), says[language]);
        assert.equal(told.ok, step === undefined);
        assert.ok(!told.report.includes(place.options.clientSecret));
      }
    });
  }

  it("CORS refused: the origin is not among the application's, and the browser hides everything", async () => {
    const place = await make({ label: "origin-not-allowed" });
    const site = await open(place);
    for (const [language, words] of /** @type {[language: Language, words: RegExp][]} */ ([
      ["fr", /l'origine de la page.*Javascript Origins/i],
      ["en", /page's origin.*Javascript Origins/],
    ])) {
      const told = await diagnose({
        relay: "/token",
        options: { environment: { apiUrl: place.environment.apiUrl }, language },
      });
      const failed = failedOf(told);
      assert.deepEqual([picture(told), failed?.id, failed?.causes[0].id], ["o???F---", "gateway", "cors-origin"]);
      assert.match(String(failed?.advice), words);
      assert.equal(failed?.causes[0].guide?.step, 5);
      assert.deepEqual(
        failed?.evidence.map(({ method, status }) => [method, status]),
        [
          ["GET", undefined],
          ["GET", undefined],
        ],
      );
    }
    place.simulator.update(place.options.clientId, { javascriptOrigins: [site.url] });
    const well = await diagnose({
      relay: "/token",
      options: { environment: { apiUrl: place.environment.apiUrl }, language: "en" },
    });
    assert.equal(picture(well), "oooooooo");
  });

  it("a Content-Security-Policy that forbids the gateway", async () => {
    const place = await make({});
    await open(place, () => strictPolicy());
    const told = await diagnose({
      relay: "/token",
      options: { environment: { apiUrl: place.environment.apiUrl }, language: "en" },
    });
    const failed = failedOf(told);
    assert.deepEqual([picture(told), failed?.id, failed?.causes[0].id], ["o???F---", "gateway", "content-policy"]);
    assert.match(String(failed?.advice), /connect-src/);
  });

  it("a page that asks the authorisation server itself learns that browsers are refused", async () => {
    const place = await make({});
    const { tokenUrl, apiUrl } = place.environment;
    await open(place);
    for (const [language, words] of /** @type {[language: Language, words: RegExp][]} */ ([
      ["fr", /refuse toute demande venue d'une page/],
      ["en", /refuses every request that comes from a page/],
    ])) {
      const options = { ...place.options, allowSecretInBrowser: true, language };
      const told = await diagnose({ options: { ...options, environment: { tokenUrl, apiUrl } } });
      const failed = failedOf(told);
      assert.deepEqual([picture(told), failed?.id, failed?.causes[0].id], ["oo?Fo---", "token", "browser-refused"]);
      assert.match(String(failed?.causes[0].message), words);
    }
  });

  it("when all is well, nothing is asked that the browser's console would complain of", async () => {
    const place = await make({});
    await open(place);
    const told = await diagnose({
      relay: "/token",
      options: { environment: { apiUrl: place.environment.apiUrl }, language: "en" },
    });
    assert.deepEqual([told.ok, complaints], [true, []]);
    const calls = place.simulator.exchanges.filter(
      ({ method, path }) => method !== "OPTIONS" && !path.endsWith("/token"),
    );
    assert.equal(calls.length, 1);
  });
});
