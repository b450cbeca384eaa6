// The wasm of a contract that breaks off: what it takes for that cannot be had from outside, so a trap is put into its
// way.

import assert from "node:assert/strict";

/** @import { Ending } from "./platform.mjs" */

/** A wasm whose function `t` does nothing but trap. */
const TRAP = new Uint8Array([
  ...[0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 116, 0, 0, 10, 5, 1, 3, 0, 0, 11],
]);

/** @typedef {(...args: number[]) => number} Ask */
/**
 * @typedef {{ breaks: boolean, asked: number }} Watched one instance: whether it breaks off, and how often it was asked
 */

/**
 * Watches the instances of the contract's wasm that come to life until the test ends.
 * @param {Ending} t
 * @returns {Watched[]} in the order in which they do
 */
export function watchInstances(t) {
  const { Instance } = WebAssembly;
  const trap = /** @type {() => never} */ (new Instance(new WebAssembly.Module(TRAP)).exports.t);
  /** @type {Watched[]} */
  const all = [];
  /** @param {Record<string, unknown> & { ask: Ask }} exports */
  const watched = ({ ask, ...others }) => {
    const state = { breaks: false, asked: 0 };
    all.push(state);
    /** @type {Ask} */
    const asked = (...args) => {
      state.asked += 1;
      return state.breaks ? trap() : ask(...args);
    };
    return { ...others, ask: asked };
  };
  WebAssembly.Instance = new Proxy(Instance, {
    construct(target, given) {
      const instance = Reflect.construct(target, given);
      return typeof instance.exports.ask === "function" ? { exports: watched(instance.exports) } : instance;
    },
  });
  t.after(() => {
    WebAssembly.Instance = Instance;
  });
  assert.throws(trap, WebAssembly.RuntimeError);
  return all;
}
