// The entry for callers who bring the wasm themselves: `create({ …, wasm })`.

import { Client, open } from "./client.js";

export { SneError } from "./error.js";

/** The client. Its option `wasm` is the module, its bytes, a Response, or a promise of one of these. */
export class SneCotation extends Client {
  /** A client whose options have been checked. Rejects on a mistake. */
  static create({ wasm, ...options } = {}) {
    return open(this, options, async () => wasm);
  }
}
