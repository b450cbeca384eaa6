// The packed package and the console in WebKit, the engine of Safari, as WebKitGTK has it: a page built by esbuild with
// a relay for its tokens, and the console from opening to an answer.

import assert from "node:assert/strict";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { CONTRACT } from "../support/console-contract.mjs";
import { startConsoleForTest } from "../support/console.mjs";
import { BUNDLERS } from "./support/bundlers.mjs";
import { HTML, servePage } from "./support/served.mjs";
import { startWebKit } from "./support/webkit.mjs";
import { startWorld } from "./support/world.mjs";

/** @import { App } from "./bundled/main.js" */
/** @import { PageWorld } from "./support/app.mjs" */

const HERE = fileURLToPath(new URL(".", import.meta.url));
const OK = { version: "1.0", etat: "OK" };

describe("WebKitGTK", () => {
  /** @type {Awaited<ReturnType<typeof startWebKit>>} */
  let webkit;
  /** @type {Awaited<ReturnType<typeof startWebKit>>["session"]} */
  let session;
  before(async () => {
    webkit = await startWebKit();
    session = webkit.session;
  });
  after(() => webkit?.close());

  it("is WebKit, of the machine's own version", (t) => {
    const { browserName, browserVersion } = session.capabilities;
    t.diagnostic(`${browserName} ${browserVersion}`);
    assert.match(browserVersion, /^2\.\d+\.\d+$/);
  });

  it("runs a page that does all that a page can", async (t) => {
    const world = await startWorld();
    t.after(world.close);
    const folder = mkdtempSync(join(HERE, "bundled-"));
    t.after(() => rmSync(folder, { recursive: true, force: true }));
    cpSync(join(HERE, "bundled"), folder, { recursive: true });
    await BUNDLERS.esbuild.page(folder);
    const dist = join(folder, "dist");
    writeFileSync(join(dist, "index.html"), HTML);
    const { site, worlds, stop } = await servePage(dist, world.facts);
    t.after(stop);
    await session.goTo(`${site.url}/`);
    await session.run("while (globalThis.app === undefined) await new Promise((resolve) => setTimeout(resolve, 20));");
    /** @param {keyof App} action @param {PageWorld} given */
    const call = (action, given) => session.run("return app[given.action](given.world);", { action, world: given });
    const [plain, contracted] = worlds;
    assert.deepEqual(await call("healthcheck", plain), OK);
    assert.deepEqual(await call("failure", plain), [true, true]);
    assert.equal(await call("contract", contracted), 200);
    const steps = await call("diagnosis", plain);
    assert.deepEqual(steps.at(-1), ["healthcheck", "ok", true]);
    assert.deepEqual(await call("simulator", plain), OK);
  });

  it("works the console, from opening to an answer, and to what to do about an error", async (t) => {
    const site = await startConsoleForTest();
    t.after(site.close);
    await session.goTo(site.address);
    await session.click(button("Obtenir un jeton"));
    await session.find(region("Connexion", "… (54 caractères)"));
    await session.click(button("Appeler healthcheck"));
    await session.find(region("Appel", "200"));
    assert.deepEqual(JSON.parse(await session.textOf(`${region("Appel", "Réponse")}//pre`)), OK);
    await session.click("//select[@id='application']/option[@value='no-profile' or normalize-space()='no-profile']");
    await session.click(button("Appeler healthcheck"));
    await session.find(region("Appel", "ERRAUTUSR0001"));
    await session.find(region("Appel", "Que faire"));
  });

  it("works the forms of a contract in the console", async (t) => {
    const site = await startConsoleForTest({ contract: CONTRACT });
    t.after(site.close);
    await session.goTo(site.address);
    await session.click("//nav//a[@href='#/explore']");
    await session.type(
      "//input[@id = //label[normalize-space()='Chercher une opération']/@for]",
      "listerOeuvres\uE007",
    );
    await session.click(`//*[@data-operation='listerOeuvres']${button("Envoyer")}`);
    await session.find("//*[@data-operation='listerOeuvres']//*[contains(@class, 'result') and contains(., '200')]");
    assert.ok(site.platform.exchanges.length > 0);
  });
});

/** @param {string} text */
const button = (text) => `//button[normalize-space()="${text}"]`;

/** A region by its title, once something stands in it. @param {string} title @param {string} text */
const region = (title, text) => `//section[.//h2[normalize-space()="${title}"] and contains(., "${text}")]`;
