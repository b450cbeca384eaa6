// The packed package through bundlers, built for production: pages in a real Chromium, whose relay and PISTE in
// miniature (in another process) are on other origins, and servers in Node. Which parts a page loads before it needs
// them, and what that weighs.

import assert from "node:assert/strict";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { launchChromium, openPage } from "../support/chromium.mjs";
import { callApp, untilLoaded } from "./support/app.mjs";
import { BUNDLERS, versionOfTool } from "./support/bundlers.mjs";
import { NAMES } from "./support/scenarios.js";
import { HTML, servePage } from "./support/served.mjs";
import { DOCUMENT } from "./support/snippets.mjs";
import { PACKAGE, programs, run } from "./support/tools.mjs";
import { startWorld } from "./support/world.mjs";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const OK = { version: "1.0", etat: "OK" };

/** A piece of each wasm's base64, by which it is known again in what a bundler made. */
const PARTS = Object.fromEntries(
  ["client", "contract", "diagnosis", "simulator"].map((part) => {
    const text = readFileSync(join(PACKAGE, "dist", part === "client" ? "index.js" : `${part}-wasm.js`), "utf8");
    return [part, text.slice(text.length >> 1, (text.length >> 1) + 80)];
  }),
);
/** @param {string} code */
const partsIn = (code) => Object.keys(PARTS).filter((part) => code.includes(PARTS[part]));

/** @type {import("playwright-core").Browser} */
let browser;
/** @type {import("./support/world.mjs").World} */
let world;

before(async () => {
  [browser, world] = await Promise.all([launchChromium(), startWorld()]);
});
after(async () => {
  await browser?.close();
  await world?.close();
});

/** An empty project with a page and a server in it. */
function makeProject() {
  const folder = mkdtempSync(join(HERE, "bundled-"));
  cpSync(join(HERE, "bundled"), folder, { recursive: true });
  cpSync(join(HERE, "support", "scenarios.js"), join(folder, "scenarios.js"));
  writeFileSync(join(folder, "index.html"), HTML);
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "bundled", private: true }));
  // What bundlers know the top of a project by.
  writeFileSync(join(folder, "package-lock.json"), "{}");
  return folder;
}

for (const [name, { page: buildPage, server: buildServer }] of Object.entries(BUNDLERS)) {
  describe(`${name} ${versionOfTool(name)}`, () => {
    /** @type {string} */
    let folder;
    before(() => {
      folder = makeProject();
    });
    after(() => rmSync(folder, { recursive: true, force: true }));

    it("builds a page that works, and brings what is rarely needed when it is needed", async (t) => {
      assert.equal(await buildPage(folder), "");
      const dist = join(folder, "dist");
      if (!existsSync(join(dist, "index.html"))) writeFileSync(join(dist, "index.html"), HTML);
      const { site, worlds, stop } = await servePage(dist, world.facts);
      const { page, complaints, close: closePage } = await openPage(browser);
      const loaded = () => {
        const files = site.requests.map((line) => line.slice("GET /".length)).filter((file) => file.endsWith(".js"));
        return files.map((file) => readFileSync(join(dist, file), "utf8"));
      };
      const [plain, contracted] = worlds;
      try {
        await page.goto(`${site.url}/`);
        await untilLoaded(page);
        assert.deepEqual(await callApp(page, "healthcheck", plain), OK);
        assert.deepEqual(await callApp(page, "failure", plain), [true, true]);
        const first = loaded();
        assert.deepEqual(partsIn(first.join("")), ["client"]);
        assert.ok(!first.join("").includes("est pas de celles qui existent"), "texts in French");
        checkWeight(t, name, first);

        assert.equal(await callApp(page, "contract", contracted), 200);
        assert.deepEqual(partsIn(loaded().join("")), ["client", "contract"]);
        const steps = await callApp(page, "diagnosis", plain);
        assert.ok(
          steps.every(([, status, hasTitle]) => status !== "failed" && hasTitle),
          JSON.stringify(steps),
        );
        assert.deepEqual(steps.at(-1), ["healthcheck", "ok", true]);
        assert.deepEqual(partsIn(loaded().join("")), ["client", "contract", "diagnosis"]);
        assert.deepEqual(await callApp(page, "simulator", plain), OK);
        assert.deepEqual(partsIn(loaded().join("")), Object.keys(PARTS));
        assert.deepEqual(complaints, []);
      } catch (error) {
        throw new Error(`${complaints.join("\n")}\n${site.requests.join("\n")}`, { cause: error });
      } finally {
        await closePage();
        await stop();
      }
    });

    if (buildServer === undefined) return;
    it("builds a server that does all that the package does, and ends by itself", async () => {
      rmSync(join(folder, "dist"), { recursive: true, force: true });
      assert.equal(await buildServer(folder), "");
      // Alone, so that nothing of it can come from node_modules.
      const alone = mkdtempSync(join(HERE, "..", "..", "..", "bundled-alone-"));
      try {
        cpSync(join(folder, "dist"), alone, { recursive: true });
        const { stdout, stderr } = await run(
          programs["Node 24"],
          [join(alone, "server.cjs"), JSON.stringify(world.facts)],
          { cwd: alone },
        );
        assert.equal(stderr, "");
        const all = Object.fromEntries(NAMES.map((scenario) => [scenario, "ok"]));
        assert.deepEqual(JSON.parse(stdout), { ...all, "the relay": "string" });
      } finally {
        rmSync(alone, { recursive: true, force: true });
      }
    });
  });
}

/**
 * Says what the first load weighs, and holds the table of docs/en/runtimes.md to it, and to the version.
 * @param {import("node:test").TestContext} t
 * @param {string} name
 * @param {string[]} files
 */
function checkWeight(t, name, files) {
  const code = files.map((text) => Buffer.from(text));
  /** @param {(bytes: Buffer) => Uint8Array} weigh */
  const total = (weigh) => Math.round(code.reduce((sum, bytes) => sum + weigh(bytes).length, 0) / 1000);
  const weights = [
    total((bytes) => bytes),
    total((bytes) => gzipSync(bytes, { level: 9 })),
    total((bytes) => brotliCompressSync(bytes)),
  ];
  t.diagnostic(`${name}: ${files.length} file(s) at first, ${weights[0]} kB, ${weights[1]} gzip, ${weights[2]} brotli`);
  const row = DOCUMENT.split("\n").find((line) => line.startsWith(`| ${name} | ${versionOfTool(name)} |`));
  assert.ok(row, `docs/en/runtimes.md has no row for ${name} ${versionOfTool(name)}; it weighs ${weights}`);
  const [, ...told] = /\| (\d+) kB, (\d+) gzip, (\d+) brotli \|/.exec(row)?.map(Number) ?? [];
  const isNear = told.length === 3 && told.every((figure, index) => Math.abs(figure - weights[index]) <= 3);
  assert.ok(isNear, `docs/en/runtimes.md says ${told}, it weighs ${weights}`);
}
