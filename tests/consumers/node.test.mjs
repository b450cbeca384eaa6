// Programs of a few lines that use the installed package from ESM and from CommonJS, each in a Node of its own: what
// they print, and that they end by themselves, with nothing left on stderr.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { startSimulator } from "../support/simulator.mjs";

const execute = promisify(execFile);

describe("a program that uses the package", () => {
  /** @type {Awaited<ReturnType<typeof startSimulator>>} */
  let simulator;
  before(async () => {
    simulator = await startSimulator();
  });
  after(() => simulator?.close());

  /**
   * @param {string} program
   * @param {object} settings
   */
  async function run(program, settings) {
    const path = fileURLToPath(new URL(`./node/${program}`, import.meta.url));
    const { stdout, stderr } = await execute(process.execPath, [path, JSON.stringify(settings)], { timeout: 20_000 });
    assert.equal(stderr, "");
    return JSON.parse(stdout);
  }

  /** @param {import("sne-cotation/simulator").ReadyMade} label */
  const settingsOf = (label) => ({ ...simulator.environments.production, ...simulator.application(label) });

  for (const program of ["healthcheck.mjs", "healthcheck.cjs"]) {
    it(`gets an answer (${program})`, async () => {
      assert.deepEqual(await run(program, settingsOf("works")), { answer: { version: "1.0", etat: "OK" } });
    });

    it(`gets a typed error (${program})`, async () => {
      assert.deepEqual(await run(program, settingsOf("no-profile")), { isSneError: true, kind: "profile" });
    });
  }

  it("can require both halves of the relay", async () => {
    assert.deepEqual(await run("relay.cjs", settingsOf("works")), { answer: { version: "1.0", etat: "OK" } });
  });

  it("can require the simulator", async () => {
    assert.deepEqual(await run("simulator.cjs", {}), { status: 400 });
  });
});

describe("the files of the package", () => {
  it("can be reached as bytes", async () => {
    const bytes = await readFile(createRequire(import.meta.url).resolve("sne-cotation/sne_cotation.wasm"));
    assert.ok(WebAssembly.validate(bytes));
  });

  it("do nothing when they are imported: no wasm is compiled, nothing is printed", async () => {
    const program = `
      const fail = () => { throw new Error("compiled at import"); };
      WebAssembly.instantiate = WebAssembly.compile = WebAssembly.Module = WebAssembly.Instance = fail;
      const entries = ["", "/slim", "/simulator", "/relay", "/relay/page"];
      await Promise.all(entries.map((entry) => import("sne-cotation" + entry)));`;
    const cwd = fileURLToPath(new URL(".", import.meta.url));
    const { stdout, stderr } = await execute(process.execPath, ["--input-type=module", "-e", program], { cwd });
    assert.deepEqual([stdout, stderr], ["", ""]);
  });
});
