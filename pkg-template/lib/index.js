// The default entry: the wasm is inlined, so that it works in every runtime and bundler without configuration.

import { Client, open } from "./client.js";
import { bytesOf } from "./loader.js";
import wasm from "./wasm/client-inline.js";

export { SneError } from "./error.js";

const inlined = async () => bytesOf(wasm);

/** The client. */
export class SneCotation extends Client {
  /** A client whose options have been checked. Rejects on a mistake. */
  static create(options) {
    return open(this ?? SneCotation, options, inlined);
  }
}
