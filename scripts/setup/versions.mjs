// The versions that a build needs. One place; setup compares what it finds with these.

/**
 * Node 20.19 is the first of its line that Vite 8 runs on; of the later lines, 22.12.
 * @type {Record<number, number>}
 */
export const NODE = { 20: 19, 22: 12 };

/** Must be the version of the crate wasm-bindgen in Cargo.lock: the tool reads only what its own version wrote. */
export const WASM_BINDGEN = "0.2.130";

export const WASM_PACK = "0.15.1";

/** For `npm run fuzz` alone. */
export const CARGO_FUZZ = "0.13.2";

/** For `npm run supply-chain` alone. */
export const CARGO_DENY = "0.20.2";

export const WASM_TARGET = "wasm32-unknown-unknown";
