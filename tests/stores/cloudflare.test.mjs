// Cells in Durable Objects, in Cloudflare's own runtime: a Worker of the test's holds them against what every store
// must do.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { durableObjectStore, SneStore } from "sne-cotation/store/cloudflare";
import { runWorkerd, WORKERD_PROGRAM } from "../support/workerd.mjs";
import { until } from "../node/support/wait.mjs";
import { backwards, engineFolder } from "./support/engine.mjs";
import { folderOf } from "./support/packages.mjs";

/** @import { Worker } from "../support/workerd.mjs" */

const WORKER = fileURLToPath(new URL("programs/worker.js", import.meta.url));

describe("durableObjectStore", () => {
  const ending = backwards({ after });
  /** @type {Worker} */
  let worker;
  /** @param {string} path */
  const ask = async (path) => (await fetch(worker.url + path)).json();

  before(async () => {
    const folder = engineFolder(ending);
    const bundled = { bundle: true, format: /** @type {const} */ ("esm"), conditions: ["workerd"] };
    // What a client loads later is no part of it.
    await build({ entryPoints: [WORKER], outfile: join(folder, "worker.js"), ...bundled, external: ["*.wasm"] });
    const program = createRequire(join(folderOf("workerd"), "package.json")).resolve(WORKERD_PROGRAM);
    const how = { entry: "worker.js", objects: ["Tried", "Other"] };
    worker = await runWorkerd(program, { folder, modules: ["worker.js"] }, how);
    ending.after(worker.stop);
  });

  it("does what every store must do", async () => {
    const results = await ask("/checks");
    assert.equal(results.length, 13);
    for (const [name, result] of results) assert.equal(result, "passed", name);
  });

  it("has one object for each application, by the braces in their keys", async () => {
    assert.deepEqual(await ask("/objects"), ["a", "b", "plain"]);
  });

  it("lets go of what has expired, one after the other", async () => {
    const all = ["sne:{a}:long", "sne:{a}:other", "sne:{a}:short"];
    assert.deepEqual(await ask("/expire"), [all]);
    await until(async () => JSON.stringify(await ask("/kept")) === JSON.stringify([["sne:{a}:long"]]), "two are gone");
  });

  it("says so when another class is bound", async () => {
    const { name, kind, message, advice } = await ask("/other");
    assert.deepEqual([name, kind], ["SneError", "config"]);
    assert.match(message, /does not answer as SneStore does \(status 404\)/);
    assert.match(advice, /class_name "SneStore"/);
  });

  it("refuses what is no binding, in both languages", () => {
    for (const namespace of [undefined, null, "STORE", {}, { get() {} }, SneStore]) {
      const given = /** @type {Parameters<typeof durableObjectStore>[0]} */ (/** @type {unknown} */ (namespace));
      assert.throws(() => durableObjectStore(given), { kind: "config", message: /n'a pas reçu de liaison/ });
      assert.throws(() => durableObjectStore(given, { language: "en" }), { message: /was not given a binding/ });
    }
  });
});
