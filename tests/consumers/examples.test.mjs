// The projects of examples/, as their own scripts build and run them, against PISTE in miniature. Those for Next.js and
// for Workers are run by `npm run runtimes`.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { launchChromium, openPage } from "../support/chromium.mjs";
import { startSimulator } from "../support/simulator.mjs";

/** @import { TestContext } from "node:test" */
/** @import { ReadyMade } from "sne-cotation/simulator" */

const EXAMPLES = fileURLToPath(new URL("../../examples/", import.meta.url));
const TSC = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin", "tsc");

/**
 * Runs Node in the folder of an example; resolves to how it ended and what it printed.
 * @param {string} name
 * @param {string[]} args
 * @param {Record<string, string>} [env]
 */
async function node(name, args, env = {}) {
  const own = { ...process.env, NODE_TEST_CONTEXT: undefined, ...env };
  const child = spawn(process.execPath, args, { cwd: join(EXAMPLES, name), env: own });
  const [stdout, stderr] = [child.stdout, child.stderr].map((stream) => stream.setEncoding("utf8").toArray());
  const [code] = await once(child, "close");
  return { code, stdout: (await stdout).join(""), stderr: (await stderr).join("") };
}

/** Compiles an example, as its `npm run build` does. @param {string} name @param {string[]} [more] */
async function compile(name, more = []) {
  const { code, stdout } = await node(name, [TSC, ...more]);
  assert.equal(code, 0, stdout);
}

describe("the projects of examples/", () => {
  /** @type {Awaited<ReturnType<typeof startSimulator>>} */
  let simulator;
  before(async () => {
    simulator = await startSimulator();
  });
  after(() => simulator?.close());

  /** What a program finds in its environment. @param {ReadyMade} label */
  function variablesOf(label) {
    const { tokenUrl, apiUrl } = simulator.environments.sandbox;
    const { clientId, clientSecret } = simulator.simulator.find(label);
    return { SNE_TOKEN_URL: tokenUrl, SNE_API_URL: apiUrl, SNE_CLIENT_ID: clientId, SNE_CLIENT_SECRET: clientSecret };
  }

  it("node: tells how the API is, and what to do when something is missing", async () => {
    await compile("node");
    const well = await node("node", ["dist/main.js"], variablesOf("works"));
    const said = "version 1.0, etat OK\ncalls 1, attempts 1, token requests 1\n";
    assert.deepEqual(well, { code: 0, stdout: said, stderr: "" });
    const missing = await node("node", ["dist/main.js"], variablesOf("no-profile"));
    assert.equal(missing.code, 1);
    assert.match(missing.stderr, /^profile: .*ERRAUTUSR0001.*\n.*administrators/);
  });

  it("tests: its tests pass", async () => {
    await compile("tests");
    const { code, stdout } = await node("tests", ["--test", "dist/test/status.test.js"]);
    assert.equal(code, 0, stdout);
    assert.match(stdout, /pass 4/);
  });

  it("page: gets its token from the relay, and calls the API", async (t) => {
    await compile("page", ["-p", "."]);
    const env = variablesOf("works");
    process.env.VITE_SNE_API_URL = env.SNE_API_URL;
    await build({ root: join(EXAMPLES, "page"), configFile: false, logLevel: "warn" });
    const url = await served(t, env);
    const browser = await launchChromium();
    t.after(() => browser.close());
    const { page, complaints, close } = await openPage(browser);
    await page.goto(url);
    const told = await page.waitForFunction(() => {
      const { textContent } = document.querySelector("#health") ?? {};
      return textContent !== "…" && textContent;
    });
    assert.equal(await told.jsonValue(), "version 1.0, etat OK");
    await close();
    assert.deepEqual(complaints, []);
  });

  /**
   * Starts the server of the page; resolves to the address that it prints.
   * @param {TestContext} t
   * @param {Record<string, string>} env
   */
  async function served(t, env) {
    const cwd = join(EXAMPLES, "page");
    const child = spawn(process.execPath, ["server.js"], { cwd, env: { ...process.env, ...env, PORT: "0" } });
    t.after(() => child.kill("SIGKILL"));
    const [line] = await once(createInterface({ input: child.stdout }), "line");
    return line;
  }

  it("is asked for in no other version than that of the package", () => {
    const { version } = createRequire(import.meta.url)("sne-cotation/package.json");
    for (const name of readdirSync(EXAMPLES)) {
      if (name.endsWith(".md")) continue;
      const { dependencies } = JSON.parse(readFileSync(join(EXAMPLES, name, "package.json"), "utf8"));
      assert.equal(dependencies["sne-cotation"], `^${version}`, name);
    }
  });

  after(() => {
    for (const name of ["node", "tests", "page"])
      rmSync(join(EXAMPLES, name, "dist"), { recursive: true, force: true });
  });
});
