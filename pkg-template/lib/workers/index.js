// The default entry in Workers (the condition "workerd"), where code cannot be compiled at run time: the wasm comes by
// import, as the module that the platform has made of it.

import { Client } from "../client.js";
import { open } from "../create.js";
import { bring, bringBulk, bringContract, bringDiagnosis, bringFleet } from "./wasm.js";

export { SneError } from "../error.js";

/** @import { Options } from "../../types/index.d.ts" */

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
 * As in ../index.js.
 * @param {typeof SneCotation | undefined} Class
 * @param {Options} options
 * @returns {Promise<SneCotation>}
 */
function create(Class = SneCotation, options) {
  return open(Class, options, bring, bringContract, bringDiagnosis, bringBulk, bringFleet);
}
