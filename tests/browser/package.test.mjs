// The packed package in a real Chromium, as plain ES modules: a page on one origin, PISTE in miniature on another, so
// that CORS is real, and the strictest Content-Security-Policy that the package promises to work with.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { launchChromium, openPage } from "../support/chromium.mjs";
import { startSimulator } from "../support/simulator.mjs";
import { close, listen, startSite, strictPolicy } from "../support/site.mjs";

/** @import { Browser, Page } from "playwright-core" */
/** @import { AbortSignalLike, Options } from "sne-cotation" */
/** @import { Addresses, ReadyMade } from "sne-cotation/simulator" */

/** @typedef {Awaited<ReturnType<typeof startSimulator>>} StartedSimulator */
/** @typedef {Awaited<ReturnType<typeof startSite>>} StartedSite */

const PACKAGE = dirname(createRequire(import.meta.url).resolve("sne-cotation/package.json"));
const PAGES = fileURLToPath(new URL("./pages/package", import.meta.url));

describe("the package in a page", () => {
  /** @type {Browser} */
  let browser;
  /** @type {StartedSimulator} */
  let simulator;
  /** @type {string} */
  let nobody;
  /** @type {StartedSite} */
  let site;
  /** @type {Page} */
  let page;
  /** @type {string[]} */
  let complaints;
  /** @type {() => Promise<void>} */
  let closePage;

  before(async () => {
    [browser, simulator] = await Promise.all([launchChromium(), startSimulator()]);
    const { apiUrl, tokenUrl } = simulator.environments.production;
    nobody = await addressOfNobody();
    const origins = [new URL(apiUrl).origin, new URL(tokenUrl).origin, nobody];
    site = await startSite({
      folders: { "/package/": PACKAGE, "/": PAGES },
      routes: relays("works", "no-subscription", "no-profile"),
      policy: strictPolicy(...new Set(origins)),
    });
  });

  after(async () => {
    await Promise.all([browser?.close(), site?.close()]);
    await simulator?.close();
  });

  beforeEach(async () => {
    ({ page, complaints, close: closePage } = await openPage(browser));
    await page.goto(`${site.url}/`);
    await page.waitForFunction(() => globalThis.sne !== undefined);
  });

  afterEach(async () => {
    // Violations are reported in tasks of their own: one turn of the page's loop lets them come through.
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
    await closePage();
    assert.deepEqual(complaints, []);
  });

  /** An address that was free a moment ago and at which nobody listens. */
  async function addressOfNobody() {
    const server = createServer();
    const url = await listen(server);
    await close(server);
    return url;
  }

  /** The page's server gets the tokens; one address never answers. @param {ReadyMade[]} labels */
  function relays(...labels) {
    /** @param {ReadyMade} label */
    const answer = (label) => async () => ({
      headers: { "content-type": "application/json" },
      body: JSON.stringify(await simulator.fetchToken(label)),
    });
    const routes = labels.map((label) => [`POST /token/${label}`, answer(label)]);
    return Object.fromEntries([...routes, ["POST /token/never", () => new Promise(() => {})]]);
  }

  /** A healthcheck in the page with the tokens of an application. @param {ReadyMade} label */
  function healthcheckAs(label) {
    /** @type {[environment: Addresses, relay: string]} */
    const args = [simulator.environments.production, `/token/${label}`];
    return page.evaluate(async ([environment, relay]) => {
      const client = await sne.connect(environment, relay);
      return sne.outcome(client.healthcheck());
    }, args);
  }

  it("answers healthcheck with a token from the relay", async () => {
    assert.deepEqual(await healthcheckAs("works"), { value: { version: "1.0", etat: "OK" } });
  });

  it("loads what the first call needs and nothing else, in one language; the other when asked for it", async () => {
    const before = site.requests.length;
    const loaded = () => site.requests.slice(before).filter((line) => line.startsWith("GET /package/"));
    await page.goto(`${site.url}/`);
    await page.waitForFunction(() => globalThis.sne !== undefined);
    await healthcheckAs("works");
    const first = ["core", "index", "client-en"].map((name) => `GET /package/dist/${name}.js`);
    assert.deepEqual(loaded().sort(), first.sort());
    const { error } = await page.evaluate(() => {
      const nothing = /** @type {Options} */ ({ language: "fr" });
      return sne.outcome(sne.SneCotation.create(nothing));
    });
    assert.match(error?.message ?? "", /manque/);
    // A mistake in options has words of its own.
    assert.deepEqual(
      loaded().sort(),
      [...first, ...["client-fr", "options-fr"].map((name) => `GET /package/dist/${name}.js`)].sort(),
    );
  });

  it("asks the relay for one token, whatever the number of first calls", async () => {
    const before = site.requests.length;
    const answers = await page.evaluate(async (environment) => {
      const client = await sne.connect(environment, "/token/works");
      return Promise.all(Array.from({ length: 100 }, () => client.healthcheck()));
    }, simulator.environments.production);
    assert.equal(answers.length, 100);
    assert.deepEqual(
      site.requests.slice(before).filter((line) => line.startsWith("POST")),
      ["POST /token/works"],
    );
  });

  it("tells a missing subscription by the empty 403", async () => {
    const { error } = await healthcheckAs("no-subscription");
    assert.deepEqual(
      [error?.name, error?.kind, error?.status, error?.isSneError],
      ["SneError", "subscription", 403, true],
    );
  });

  it("tells a missing business profile by its code", async () => {
    const { error } = await healthcheckAs("no-profile");
    assert.deepEqual([error?.kind, error?.code, error?.isSneError], ["profile", "ERRAUTUSR0001", true]);
  });

  it("cannot get a token without a relay: the authorisation server refuses pages", async () => {
    const onConsole = page.waitForEvent("console");
    const { error } = await page.evaluate(({ tokenUrl }) => {
      const form = { grant_type: "client_credentials", client_id: "id", client_secret: "secret" };
      return sne.outcome(fetch(tokenUrl, { method: "POST", body: new URLSearchParams(form) }));
    }, simulator.environments.production);
    assert.equal(error?.name, "TypeError");
    assert.match((await onConsole).text(), /blocked by CORS policy/);
    complaints.length = 0;
  });

  it("refuses a client secret in a page", async () => {
    const { error } = await page.evaluate(
      (environment) => sne.outcome(sne.SneCotation.create({ environment, clientId: "id", clientSecret: "sh-secret" })),
      simulator.environments.production,
    );
    assert.equal(error?.kind, "config");
    assert.doesNotMatch(JSON.stringify(error), /sh-secret/);
  });

  it("gives an abort's own reason, during the token request too, and goes on working", async () => {
    const result = await page.evaluate(async (environment) => {
      let relay = "/token/never";
      /** @param {{ signal: AbortSignalLike }} request */
      const getToken = async ({ signal }) =>
        (await fetch(relay, { method: "POST", signal: /** @type {AbortSignal} */ (signal) })).json();
      const client = await sne.SneCotation.create({ environment, getToken });
      const reason = { mine: true };
      const controller = new AbortController();
      const pending = client.healthcheck({ signal: controller.signal }).catch((error) => error === reason);
      setTimeout(() => controller.abort(reason), 50);
      const sameReason = await pending;
      relay = "/token/works";
      return { sameReason, next: await client.healthcheck() };
    }, simulator.environments.production);
    assert.deepEqual(result, { sameReason: true, next: { version: "1.0", etat: "OK" } });
  });

  it("says of an unreachable API that the network failed", async () => {
    const { error } = await page.evaluate(
      async (environment) => {
        const client = await sne.connect(environment, "/token/works");
        return sne.outcome(client.healthcheck());
      },
      { ...simulator.environments.production, apiUrl: `${nobody}/mtes/sne-cotation/v1.0` },
    );
    assert.equal(error?.kind, "network");
  });

  it("works with the wasm brought by the page", async () => {
    const answer = await page.evaluate(async (environment) => {
      const { SneCotation } = await import("/package/dist/slim.js");
      /** @param {{ signal: AbortSignalLike }} request */
      const getToken = async ({ signal }) =>
        (await fetch("/token/works", { method: "POST", signal: /** @type {AbortSignal} */ (signal) })).json();
      const client = await SneCotation.create({ environment, getToken, wasm: fetch("/package/sne_cotation.wasm") });
      return client.healthcheck();
    }, simulator.environments.production);
    assert.deepEqual(answer, { version: "1.0", etat: "OK" });
  });
});
