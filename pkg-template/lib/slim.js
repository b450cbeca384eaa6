// The entry for callers who bring the wasm themselves: `create({ …, wasm })`, `contractWasm` where a contract is given, and
// `diagnosisWasm` where `diagnose` is called.

import { Client, open } from "./client.js";

export { SneError } from "./error.js";

/** The options that are the core's. What is no object is left for the core to refuse. */
function withoutWasm(options) {
  if (typeof options !== "object" || options === null) return options;
  const { wasm, contractWasm, diagnosisWasm, ...others } = options;
  return Object.setPrototypeOf(others, Object.getPrototypeOf(options));
}

/** The client. Its option `wasm` is the module, its bytes, a Response, or a promise of one of these. */
export class SneCotation extends Client {
  /** A client whose options have been checked. Rejects on a mistake. */
  static create(options) {
    return create(this, options);
  }
}

/** As in index.js. */
function create(Class = SneCotation, options) {
  const bring = async () => options?.wasm;
  const bringContract = async () => options?.contractWasm;
  const bringDiagnosis = async () => options?.diagnosisWasm;
  return open(Class, withoutWasm(options), bring, bringContract, bringDiagnosis);
}
