// The default entry: the wasm is inlined, so that it works in every runtime and bundler without configuration.

import { Client } from "./client.js";
import { open } from "./create.js";
import { unpacked } from "./unpacked.js";
import { packed } from "./wasm/client-inline.js";

export { SneError } from "./error.js";

/** @import { Options } from "../types/index.d.ts" */

const inlined = async () => unpacked(packed);
/** Not before it is needed: most clients have no contract. */
const inlinedContract = async () => {
  const { packed, parts } = await import("./wasm/contract-inline.js");
  return Object.assign(unpacked(packed), { parts });
};
/** Nor this: most clients are well. */
const inlinedDiagnosis = async () => unpacked((await import("./wasm/diagnosis-inline.js")).packed);

/** Nor this: most do not run for long. */
const inlinedBulk = async () => unpacked((await import("./wasm/bulk-inline.js")).packed);

/** Nor this: most are alone. */
const inlinedFleet = async () => unpacked((await import("./wasm/fleet-inline.js")).packed);

/** The client. */
export class SneCotation extends Client {
  /**
   * A client whose options have been checked. Rejects on a mistake.
   * @param {Options} options
   */
  static create(options) {
    // biome-ignore lint/complexity/noThisInStatic: a subclass makes clients of itself; off its class it has none
    return create(this, options);
  }
}

/**
 * Outside of the class, which esbuild would give another name if it spoke of itself.
 * @param {typeof SneCotation | undefined} Class
 * @param {Options} options
 * @returns {Promise<SneCotation>}
 */
function create(Class = SneCotation, options) {
  return open(Class, options, inlined, inlinedContract, inlinedDiagnosis, inlinedBulk, inlinedFleet);
}
