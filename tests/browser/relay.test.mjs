// The token relay in a real Chromium: a page on one origin, the relay on a second, PISTE in miniature on a third, which
// refuses every token request of a page. The session is a cookie that no script can read; cookies know no ports, so
// that the foreign page's requests carry it too, and only the relay stands between it and a token.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { createTokenRelay, toNodeHandler } from "sne-cotation/relay";
import { until } from "../node/support/wait.mjs";
import { launchChromium, openPage } from "../support/chromium.mjs";
import { startSimulator } from "../support/simulator.mjs";
import { close, listen, startSite, strictPolicy } from "../support/site.mjs";

/** @import { Browser, Page } from "playwright-core" */
/** @import { RelayOptions } from "sne-cotation/relay" */
/** @import { TokenFromRelayOptions } from "sne-cotation/relay/page" */
/** @import { Addresses } from "sne-cotation/simulator" */
/** @import { Server } from "node:http" */

/** @typedef {Awaited<ReturnType<typeof startSimulator>>} StartedSimulator */
/** @typedef {Awaited<ReturnType<typeof startSite>>} StartedSite */

const PACKAGE = dirname(createRequire(import.meta.url).resolve("sne-cotation/package.json"));
const PAGES = fileURLToPath(new URL("./pages/relay", import.meta.url));
const OK = { value: { version: "1.0", etat: "OK" } };
const SESSION = { "Set-Cookie": "session=ada; HttpOnly; SameSite=Strict; Path=/" };

describe("a page with a token relay", () => {
  /** @type {Browser} */
  let browser;
  /** @type {StartedSimulator} */
  let simulator;
  /** @type {Addresses} */
  let environment;
  /** @type {StartedSite} */
  let site;
  /** @type {StartedSite} */
  let foreign;
  /** @type {{ url: string, close: () => Promise<unknown> }[]} */
  let relays;
  /** @type {string[]} */
  let answers;
  /** @type {Page} */
  let page;
  /** @type {string[]} */
  let complaints;
  /** @type {() => Promise<void>} */
  let closePage;

  before(async () => {
    [browser, simulator] = await Promise.all([launchChromium(), startSimulator()]);
    environment = simulator.environments.production;
  });

  after(async () => {
    await browser?.close();
    await simulator?.close();
  });

  beforeEach(async () => {
    relays = [];
    answers = [];
    // The relays are given their address before the pages that may ask them have one.
    const servers = [createServer(), createServer()];
    const [withCookies, withoutCookies] = await Promise.all(servers.map(listen));
    const policy = strictPolicy(new URL(environment.apiUrl).origin, withCookies, withoutCookies);
    [site, foreign] = await Promise.all([startPages(policy), startPages(policy)]);
    relays = [
      { url: `${withCookies}/token`, ...relayOn(servers[0], { allowCredentials: true }) },
      { url: `${withoutCookies}/token`, ...relayOn(servers[1], {}) },
    ];
    simulator.simulator.clearExchanges();
    ({ page, complaints, close: closePage } = await openPage(browser));
  });

  afterEach(async () => {
    await closePage();
    await Promise.all([site, foreign, ...relays].map((one) => one?.close()));
  });

  /** @param {string} policy */
  function startPages(policy) {
    const signIn = () => ({ status: 204, headers: SESSION });
    const folders = { "/package/": PACKAGE, "/": PAGES };
    return startSite({ folders, routes: { "POST /sign-in": signIn }, policy });
  }

  /**
   * Puts a relay on a server that listens; notes what it answers.
   * @param {Server} server
   * @param {Partial<RelayOptions>} options
   */
  function relayOn(server, options) {
    const { clientId, clientSecret } = simulator.application("works");
    /** @type {RelayOptions["authorize"]} */
    const authorize = ({ headers }) => /session=(\w+)/.exec(headers.get("cookie") ?? "")?.[1];
    const relay = createTokenRelay({
      environment,
      clientId,
      clientSecret,
      authorize,
      allowedOrigins: [site.url],
      language: "en",
      ...options,
    });
    const handle = toNodeHandler(relay);
    server.on("request", (request, response) => {
      response.once("finish", () => answers.push(`${request.method} ${response.statusCode}`));
      handle(request, response);
    });
    return { close: () => Promise.all([close(server), relay.close()]) };
  }

  const tokenRequests = () => simulator.simulator.exchanges.filter(({ path }) => path.endsWith("/token")).length;

  /** Waits until the browser has said on its console why it keeps something from the page. @param {RegExp} words */
  const complained = (words) => until(() => words.test(String(complaints)), `${words} on the console`);

  /** Opens the page on a site, signed in or not. @param {StartedSite} site */
  async function open({ url }, { signedIn = true } = {}) {
    await page.goto(`${url}/`);
    await page.waitForFunction(() => globalThis.sne !== undefined);
    if (signedIn) await page.evaluate(() => fetch("/sign-in", { method: "POST" }).then(({ status }) => status));
  }

  /**
   * What comes of a healthcheck in the page that is open.
   * @param {{ url: string }} relay
   * @param {TokenFromRelayOptions} [options]
   */
  function healthcheck({ url }, options) {
    /** @param {[addresses: Addresses, address: string, more?: TokenFromRelayOptions]} given */
    const connectAndAsk = async ([addresses, address, more]) => {
      const client = await sne.connect(addresses, address, more);
      return sne.outcome(client.healthcheck());
    };
    /** @type {Parameters<typeof connectAndAsk>[0]} */
    const given = [environment, url, options];
    return page.evaluate(connectAndAsk, given);
  }

  it("calls the API with a token from the relay, for its cookie's session", async () => {
    await open(site);
    assert.deepEqual(await healthcheck(relays[0]), OK);
    assert.deepEqual(answers, ["OPTIONS 204", "POST 200"]);
    assert.deepEqual(complaints, []);
    const modules = site.requests.filter((line) => line.includes("/package/dist/relay"));
    assert.deepEqual(modules, ["GET /package/dist/relay-page.js"]);
  });

  it("asks once for a hundred first calls, and once more when the gateway has forgotten the token", async () => {
    await open(site);
    const results = await page.evaluate(
      async ({ addresses, address }) => {
        globalThis.client = await sne.connect(addresses, address);
        return Promise.all(Array.from({ length: 100 }, () => sne.outcome(client.healthcheck())));
      },
      { addresses: environment, address: relays[0].url },
    );
    assert.deepEqual(results, Array(100).fill(OK));
    assert.equal(tokenRequests(), 1);
    simulator.simulator.revokeTokens();
    assert.deepEqual(await page.evaluate(() => sne.outcome(client.healthcheck())), OK);
    assert.equal(tokenRequests(), 2);
    assert.equal(answers.filter((answer) => answer === "POST 200").length, 2);
    assert.deepEqual(complaints, []);
  });

  it("without a session gets no token, and learns why", async () => {
    await open(site, { signedIn: false });
    const { error } = await healthcheck(relays[0]);
    assert.deepEqual([error?.kind, error?.cause?.code], ["authorization-server", "not-authorised"]);
    assert.match(String(error?.cause?.message), /sign in/);
    assert.deepEqual([answers.at(-1), tokenRequests()], ["POST 403", 0]);
    assert.deepEqual(complaints, []);
  });

  it("that does not send its cookie has no session", async () => {
    await open(site);
    const { error } = await healthcheck(relays[0], { credentials: "same-origin" });
    assert.equal(error?.cause?.code, "not-authorised");
    assert.equal(tokenRequests(), 0);
  });

  it("on another origin gets nothing, although its requests would carry the session's cookie", async () => {
    await open(foreign);
    const { error } = await healthcheck(relays[0]);
    assert.deepEqual([error?.kind, error?.cause?.code], ["authorization-server", "relay-unreachable"]);
    assert.deepEqual([answers, tokenRequests()], [["OPTIONS 403"], 0]);
    await complained(/CORS policy/);
  });

  it("on another origin gets nothing without asking first (no preflight) either", async () => {
    await open(foreign);
    const types = ["text/plain", "application/x-www-form-urlencoded", "application/json"];
    const seen = await page.evaluate(
      async ({ address, all }) => {
        /** @param {string} type */
        const send = async (type) => {
          /** @type {RequestInit} */
          const init = {
            method: "POST",
            mode: "no-cors",
            credentials: "include",
            headers: { "Content-Type": type },
            body: "{}",
          };
          const answer = await fetch(address, init);
          return [answer.type, answer.status, await answer.text()];
        };
        return Promise.all(all.map(send));
      },
      { address: relays[0].url, all: types },
    );
    assert.deepEqual(
      seen,
      types.map(() => ["opaque", 0, ""]),
    );
    assert.deepEqual([answers, tokenRequests()], [["POST 403", "POST 403", "POST 403"], 0]);
  });

  it("on an allowed origin gets nothing with its cookie, where the relay takes none of other origins", async () => {
    await open(site);
    const { error } = await healthcheck(relays[1]);
    assert.equal(error?.cause?.code, "relay-unreachable");
    assert.equal(tokenRequests(), 0);
    await complained(/Access-Control-Allow-Credentials/);
  });

  it("gets nothing from the authorisation server itself", async () => {
    await open(site);
    const { error } = await page.evaluate(
      ({ tokenUrl }) =>
        sne.outcome(fetch(tokenUrl, { method: "POST", body: new URLSearchParams({ client_id: "id" }) })),
      environment,
    );
    assert.equal(error?.name, "TypeError");
    await complained(/CORS policy/);
  });
});
