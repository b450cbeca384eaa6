// The packed package in an application of Next.js, as `next build` makes it and `next start` serves it: on the server,
// in a page in a real Chromium, and as the relay between them.

import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { launchChromium, openPage } from "../support/chromium.mjs";
import { callApp, untilLoaded } from "./support/app.mjs";
import { checkRelay, ORIGIN, untilAnswering } from "./support/page.mjs";
import { NAMES } from "./support/scenarios.js";
import { freePort, serve } from "./support/server.mjs";
import { DOCUMENT, relaySnippet } from "./support/snippets.mjs";
import { frameworks, PACKAGE, programs, run, versionOf } from "./support/tools.mjs";
import { startWorld } from "./support/world.mjs";

/** @import { World } from "./support/world.mjs" */

const HERE = fileURLToPath(new URL(".", import.meta.url));
const NEXT = join(frameworks, "node_modules", "next", "dist", "bin", "next");
const VERSION = versionOf(frameworks, "next");

const quiet = { NEXT_TELEMETRY_DISABLED: "1" };

/** `relay.js`, whose secrets are there when the application runs, but not when it is built. */
const RELAY = `
  import { createTokenRelay } from "sne-cotation/relay";
  const { environment, works } = JSON.parse(process.env.WORLD ?? "{}");
  export const relay = createTokenRelay({
    environment,
    ...works,
    authorize: (request) => request.headers.get("cookie") === "session=ada" && "ada",
    allowedOrigins: [process.env.SITE ?? "https://site.example", ${JSON.stringify(ORIGIN)}],
  });`;

/** Where Next.js looks for packages: in the folders of its tools, which is further up. */
const CONFIG = `
  const root = ${JSON.stringify(frameworks)};
  export default { turbopack: { root }, outputFileTracingRoot: root };`;

/** An application below the folder of the tools, with the package installed in it. */
function makeApplication() {
  const folder = mkdtempSync(join(frameworks, "next-"));
  cpSync(join(HERE, "next"), join(folder, "app"), { recursive: true });
  cpSync(join(HERE, "bundled", "main.js"), join(folder, "app", "main.js"));
  cpSync(join(HERE, "support", "scenarios.js"), join(folder, "app", "scenarios", "scenarios.js"));
  mkdirSync(join(folder, "app", "token"));
  writeFileSync(join(folder, "app", "token", "route.js"), relaySnippet("next.js"));
  writeFileSync(join(folder, "app", "token", "relay.js"), RELAY);
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "application", private: true, type: "module" }));
  writeFileSync(join(folder, "next.config.mjs"), CONFIG);
  cpSync(PACKAGE, join(folder, "node_modules", "sne-cotation"), { recursive: true });
  return folder;
}

for (const [bundler, options] of Object.entries({ Turbopack: [], webpack: ["--webpack"] })) {
  describe(`Next.js ${VERSION}, built by ${bundler}`, () => {
    /** @type {string} */
    let folder;
    /** @type {World} */
    let world;
    /** @type {import("playwright-core").Browser} */
    let browser;
    /** @type {ReturnType<typeof serve>} */
    let server;
    /** @type {string} */
    let site;
    before(async () => {
      folder = makeApplication();
      [browser, world] = await Promise.all([launchChromium(), startWorld()]);
    });
    after(async () => {
      await browser?.close();
      await server?.stop();
      await world?.close();
      rmSync(folder, { recursive: true, force: true });
    });

    it("is built without a word of complaint, and without the secrets", async () => {
      const { stdout, stderr } = await run(programs["Node 24"], [NEXT, "build", ...options], {
        cwd: folder,
        env: quiet,
        timeout: 240_000,
      });
      assert.match(stdout, /Compiled successfully/);
      assert.doesNotMatch(`${stdout}${stderr}`, /warn|⚠|error/i);
    });

    it("starts", async () => {
      const port = await freePort();
      site = `http://127.0.0.1:${port}`;
      const env = { ...quiet, WORLD: JSON.stringify(world.facts), SITE: site };
      server = serve(programs["Node 24"], [NEXT, "start", "--hostname", "127.0.0.1", "--port", String(port)], {
        cwd: folder,
        env,
      });
      await untilAnswering(site, server.ended);
    });

    it("does all that the package does on the server", async () => {
      const results = await (await fetch(`${site}/scenarios`)).json();
      assert.deepEqual(results, Object.fromEntries(NAMES.map((scenario) => [scenario, "ok"])));
    });

    it("serves the relay of docs/en/relay.md", () => checkRelay(`${site}/token`, world.facts.environment));

    it("has pages that get their token from it", async () => {
      const { page, complaints, close } = await openPage(browser);
      const relayed = { environment: world.facts.environment, relay: "/token" };

      try {
        await page.goto(site);
        await untilLoaded(page);
        await page.context().addCookies([{ name: "session", value: "ada", url: site }]);
        assert.deepEqual(await callApp(page, "healthcheck", relayed), { version: "1.0", etat: "OK" });
        assert.deepEqual(await callApp(page, "failure", relayed), [true, true]);
        assert.deepEqual((await callApp(page, "diagnosis", relayed)).at(-1), ["healthcheck", "ok", true]);
        assert.deepEqual(await callApp(page, "simulator", relayed), { version: "1.0", etat: "OK" });
        assert.deepEqual(complaints, []);
      } finally {
        await close();
      }
    });
  });
}

describe(`examples/next, in Next.js ${VERSION}`, () => {
  /** @type {string} */
  let folder;
  /** @type {World} */
  let world;
  before(async () => {
    folder = mkdtempSync(join(frameworks, "next-"));
    cpSync(fileURLToPath(new URL("../../examples/next", import.meta.url)), folder, { recursive: true });
    writeFileSync(join(folder, "next.config.mjs"), CONFIG);
    cpSync(PACKAGE, join(folder, "node_modules", "sne-cotation"), { recursive: true });
    world = await startWorld();
  });
  after(async () => {
    await world?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("is built, its types checked, and answers on the server; its relay gives tokens to whom it knows", async (t) => {
    await run(programs["Node 24"], [NEXT, "build"], { cwd: folder, env: quiet, timeout: 240_000 });
    const port = await freePort();
    const site = `http://127.0.0.1:${port}`;
    const { environment, works } = world.facts;
    const settings = { SNE_TOKEN_URL: environment.tokenUrl, SNE_API_URL: environment.apiUrl, SITE: ORIGIN };
    const env = { ...quiet, ...settings, SNE_CLIENT_ID: works.clientId, SNE_CLIENT_SECRET: works.clientSecret };
    const args = [NEXT, "start", "--hostname", "127.0.0.1", "--port", String(port)];
    const server = serve(programs["Node 24"], args, { cwd: folder, env });
    t.after(() => server.stop());
    await untilAnswering(site, server.ended);
    assert.match(await (await fetch(site)).text(), /version 1\.0, etat OK/);
    assert.deepEqual(await (await fetch(`${site}/health`)).json(), { version: "1.0", etat: "OK" });
    const headers = { Origin: ORIGIN, "Content-Type": "application/json" };
    const ask = (/** @type {Record<string, string>} */ more) =>
      fetch(`${site}/token`, { method: "POST", headers: { ...headers, ...more } });
    assert.equal((await ask({ Cookie: "session=ada" })).status, 200);
    assert.equal((await ask({})).status, 403);
    assert.equal((await ask({ Cookie: "session=ada", Origin: "https://evil.example" })).status, 403);
  });
});

it("docs/en/runtimes.md has the version", () => assert.ok(DOCUMENT.includes(`| Next.js | ${VERSION} |`)));
