// The default entry: the wasm is inlined, so that it works in every runtime and bundler without configuration.

import { Client, open } from "./client.js";
import { bytesOf } from "./loader.js";
import wasm from "./wasm/client-inline.js";

export { SneError } from "./error.js";

/** @import { Options } from "../types/index.d.ts" */

const inlined = async () => bytesOf(wasm);
/** Not before it is needed: most clients have no contract. */
const inlinedContract = async () => bytesOf((await import("./wasm/contract-inline.js")).default);
/** Nor this: most clients are well. */
const inlinedDiagnosis = async () => bytesOf((await import("./wasm/diagnosis-inline.js")).default);

/** The client. */
export class SneCotation extends Client {
  /**
   * A client whose options have been checked. Rejects on a mistake.
   * @param {Options} options
   */
  static create(options) {
    // biome-ignore lint/complexity/noThisInStatic: a subclass makes clients of itself; off its class it has none
    return open(this ?? SneCotation, options, inlined, inlinedContract, inlinedDiagnosis);
  }
}
