// The simulator's WebAssembly: instantiated on first use, once. A failed instantiation is tried again by the next call.

import { unpacked } from "../unpacked.js";
import * as glue from "../wasm/simulator.js";

/** @typedef {() => Promise<WebAssembly.Module>} Bring */

/** @type {Promise<typeof glue> | undefined} */
let ready;

/**
 * @param {Bring} [bring] brings the wasm, where it cannot be compiled at run time
 * @returns {Promise<typeof glue>} the exports of the simulator's wasm, ready to be called
 */
export function loadWasm(bring = compiled) {
  ready ??= instantiate(bring).catch((error) => {
    ready = undefined;
    throw error;
  });
  return ready;
}

/** @param {Bring} bring */
async function instantiate(bring) {
  glue.initSync({ module: await bring() });
  return glue;
}

async function compiled() {
  const { packed } = await import("../wasm/simulator-inline.js");
  return WebAssembly.compile(unpacked(packed));
}
