// What of the contract's wasm is not there yet: loaded where that can be seen in time, and else when it turns out, from
// the beginning.

import { reasonNumber } from "../reasons.js";
import * as wasm from "./instance.js";
import { causeOf, viewed } from "./views.js";

/** @import { MakeError } from "../error.js" */

/**
 * Fails as a wasm that cannot be loaded does.
 * @param {Promise<unknown>} loading
 * @param {MakeError} makeError
 */
export async function loaded(loading, makeError) {
  try {
    await loading;
  } catch (thrown) {
    throw makeError([reasonNumber("contract-wasm-unavailable"), 0, causeOf(thrown)]);
  }
}

/**
 * Loads a part of the wasm, unless it is there.
 * @param {string} part
 * @param {MakeError} makeError
 */
export async function need(part, makeError) {
  if (wasm.isMissing(part)) await loaded(wasm.loadPart(part), makeError);
}

/**
 * Reads a contract into an instance, from the beginning where that turns out to need a part of the wasm.
 * @param {wasm.Instance} core
 * @param {MakeError} makeError
 */
export async function readWith(core, makeError) {
  for (;;) {
    try {
      return await core.read();
    } catch (thrown) {
      if (!(thrown instanceof wasm.Missing)) throw makeError(viewed("contract-interrupted", {}));
      await need(thrown.part, makeError);
    }
  }
}

/**
 * Does something from the beginning where it turns out to need a part of the wasm.
 * @template Result
 * @param {wasm.Instance} core
 * @param {MakeError} makeError
 * @param {() => Result} work
 */
export async function whole(core, makeError, work) {
  for (;;) {
    try {
      return work();
    } catch (thrown) {
      if (!(thrown instanceof wasm.Missing)) throw thrown;
      await need(thrown.part, makeError);
      await readWith(core, makeError);
    }
  }
}
