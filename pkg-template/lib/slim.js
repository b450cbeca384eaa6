// The entry for callers who bring the wasm themselves: `create({ …, wasm })`, `contractWasm` where a contract is given,
// `diagnosisWasm` where `diagnose` is called, `bulkWasm` where `bulk` is, and `fleetWasm` where there is a store.

import { Client } from "./client.js";
import { open } from "./create.js";
import { without } from "./platform/options.js";

export { SneError } from "./error.js";

/**
 * @import { Options } from "../types/index.d.ts"
 * @import { WasmOption } from "../types/slim.d.ts"
 */

/**
 * The options that are the core's. What is no object is left for the core to refuse.
 * @param {Options & WasmOption} options
 * @returns {Options}
 */
function withoutWasm(options) {
  if (typeof options !== "object" || options === null) return options;
  return without(options, ["wasm", "contractWasm", "diagnosisWasm", "bulkWasm", "fleetWasm"]);
}

/** The client. Its option `wasm` is the module, its bytes, a Response, or a promise of one of these. */
export class SneCotation extends Client {
  /**
   * A client whose options have been checked. Rejects on a mistake.
   * @param {Options & WasmOption} options
   */
  static create(options) {
    // biome-ignore lint/complexity/noThisInStatic: a subclass makes clients of itself; off its class it has none
    return create(this, options);
  }
}

/**
 * As in index.js.
 * @param {typeof SneCotation | undefined} Class
 * @param {Options & WasmOption} options
 * @returns {Promise<SneCotation>}
 */
function create(Class = SneCotation, options) {
  const bring = async () => options?.wasm;
  const bringContract = async () => options?.contractWasm;
  const bringDiagnosis = async () => options?.diagnosisWasm;
  const bringBulk = async () => options?.bulkWasm;
  const bringFleet = async () => options?.fleetWasm;
  return open(Class, withoutWasm(options), bring, bringContract, bringDiagnosis, bringBulk, bringFleet);
}
