// The default entry in Workers (the condition "workerd"), where code cannot be compiled at run time: the wasm comes by
// import, as the module that the platform has made of it.

import { Client, open } from "../client.js";
import { bring, bringContract, bringDiagnosis } from "./wasm.js";

export { SneError } from "../error.js";

/** The client. */
export class SneCotation extends Client {
  /** A client whose options have been checked. Rejects on a mistake. */
  static create(options) {
    return create(this, options);
  }
}

/** As in ../index.js. */
function create(Class = SneCotation, options) {
  return open(Class, options, bring, bringContract, bringDiagnosis);
}
