// The options `validate` and `integers`, of `create` and of a call, which the wasm reads.

import { load } from "../loader.js";
import * as asks from "./asks.js";
import * as wasm from "./instance.js";
import { textOf } from "./json.js";
import { whole } from "./parts.js";
import { outcome } from "./views.js";

/**
 * @import { MakeError } from "../error.js"
 * @import { Bring } from "../wasm.ts"
 * @import { Validation } from "./validation.ts"
 */

/**
 * Refuses a `validate` that is none, where there is no contract: it is about nothing then, and a mistake all the same.
 * @param {unknown} validate
 * @param {unknown} integers
 * @param {Bring | undefined} loadWasm
 * @param {MakeError} makeError
 */
export async function checkValidate(validate, integers, loadWasm, makeError) {
  // Whoever brings no wasm for a contract can do without this one too.
  if ((await load(wasm, /** @type {Bring} */ (loadWasm)).catch(() => undefined)) === undefined) return;
  const core = new wasm.Instance();
  await whole(core, makeError, () => readValidate(core, validate, integers, undefined, makeError));
}

/**
 * What the options `validate` and `integers` say, and for the rest `before`, as
 * crates/contract/src/validation/option.rs has it.
 * @param {wasm.Instance} core
 * @param {unknown} option
 * @param {unknown} integers
 * @param {Validation | undefined} before
 * @param {MakeError} makeError
 */
export function readValidate(core, option, integers, before, makeError) {
  let told;
  try {
    told = textOf([option, before, integers]);
  } catch {
    // What cannot be looked at is none of JSON's values, as this is.
    told = textOf([Number.NaN, before, integers]);
  }
  return /** @type {Validation} */ (outcome(core.ask(asks.validate, told), makeError));
}
