// The simulator's WebAssembly: instantiated on first use, once. A failed instantiation is tried again by the next call.

import * as glue from "../wasm/simulator.js";

let ready;

/** @returns {Promise<typeof glue>} the exports of the simulator's wasm, ready to be called */
export function loadWasm() {
  ready ??= instantiate().catch((error) => {
    ready = undefined;
    throw error;
  });
  return ready;
}

async function instantiate() {
  const { default: base64 } = await import("../wasm/simulator-inline.js");
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  glue.initSync({ module: await WebAssembly.compile(bytes) });
  return glue;
}
