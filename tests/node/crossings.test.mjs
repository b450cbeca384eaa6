// How often a call crosses the boundary between JavaScript and the wasm: each crossing has its price, which adds up.

import assert from "node:assert/strict";
import { test } from "node:test";
import { platform } from "./support/platform.mjs";

/** Crossings of a warm healthcheck at the most, both ways counted. */
const MOST = 40;

/** How often each function was called. @type {Map<string, number>} */
const crossings = new Map();

/**
 * The functions of an object, each of which counts its calls; the rest of it as it is.
 * @template {object} T
 * @param {string} direction
 * @param {T} object
 * @returns {T}
 */
function counted(direction, object) {
  const entries = Object.entries(object).map(([name, value]) => {
    if (typeof value !== "function") return [name, value];
    const key = `${direction} ${name}`;
    const count = (/** @type {unknown[]} */ ...args) => {
      crossings.set(key, (crossings.get(key) ?? 0) + 1);
      return value(...args);
    };
    return [name, count];
  });
  return Object.fromEntries(entries);
}

const { Instance } = WebAssembly;

/** The platform's `WebAssembly.Instance`, whose imports and exports are counted. */
class CountedInstance {
  /**
   * @param {WebAssembly.Module} module
   * @param {Record<string, WebAssembly.ModuleImports>} imports
   */
  constructor(module, imports) {
    const modules = Object.entries(imports).map(([name, functions]) => [name, counted("out", functions)]);
    this.exports = counted("in", new Instance(module, Object.fromEntries(modules)).exports);
  }
}

test("a warm healthcheck crosses the boundary forty times at most", async (t) => {
  WebAssembly.Instance = /** @type {typeof WebAssembly.Instance} */ (/** @type {unknown} */ (CountedInstance));
  t.after(() => {
    WebAssembly.Instance = Instance;
  });
  // Ended in one go, a body has its length announced, as most servers do.
  const { client } = await platform(t, {
    api: (_request, response) => {
      response.setHeader("content-type", "application/json");
      response.end('{"version":"1.0","etat":"OK"}');
    },
  });
  const sne = await client();
  for (let call = 0; call < 3; call += 1) await sne.healthcheck();
  crossings.clear();
  assert.deepEqual(await sne.healthcheck(), { version: "1.0", etat: "OK" });
  const total = [...crossings.values()].reduce((sum, count) => sum + count, 0);
  const told = [...crossings].map(([name, count]) => `${name}: ${count}`).join(", ");
  t.diagnostic(`${total} crossings (${told})`);
  assert.ok(total > 15, `not all were counted: ${told}`);
  assert.ok(total <= MOST, told);
  await sne.close();
});
