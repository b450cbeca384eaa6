// The contract among the options of `create`: read, where there is one, and what it adds to the options.

import { loadTexts } from "../messages.js";
import { without } from "../platform/options.js";
import { field, fieldOr, kindOf, kinds } from "../platform/values.js";
import { reasonNumber } from "../reasons.js";

/**
 * @import { CommonOptions, Options } from "../../types/index.d.ts"
 * @import { MakeError } from "../error.js"
 * @import { Language } from "../failure.ts"
 * @import { Bring } from "../wasm.ts"
 * @import { Calls } from "./calls.ts"
 */

/**
 * The contract's texts, without which it works too.
 * @param {Language} language
 */
function textsOfContract(language) {
  return loadTexts("contract", language).catch(() => undefined);
}

/**
 * The contract that is given; without one, all that could be asked of it is refused.
 * @param {CommonOptions} options
 * @param {Bring | undefined} bring
 * @param {MakeError} makeError
 * @param {Language} language
 * @returns {Promise<Calls>}
 */
export async function contractOf(options, bring, makeError, language) {
  // What throws when it is looked at is of no type that they may have, and refused.
  const [validate, integers] = ["validate", "integers"].map((name) => fieldOr(Number.NaN, options, name));
  const given = field(options, "contract");
  if (given !== undefined) {
    const [{ readContract }] = await Promise.all([import("./contract.js"), textsOfContract(language)]);
    const names = ["onEvent", "fetch", "errorBody"];
    const ofCalls = Object.fromEntries(names.map((name) => [name, field(options, name)]));
    return readContract(given, /** @type {Bring} */ (bring), makeError, { language, validate, integers, ...ofCalls });
  }
  if (validate !== undefined || integers !== undefined) {
    const [{ checkValidate }] = await Promise.all([import("./contract.js"), textsOfContract(language)]);
    await checkValidate(validate, integers, bring, makeError);
  }
  const refuse = () => {
    throw makeError([reasonNumber("contract-absent"), 0, []]);
  };
  return {
    operations: refuse,
    definitions: refuse,
    remarks: refuse,
    pages: refuse,
    call: refuse,
    address: () => undefined,
  };
}

/**
 * The options as the core knows them: `validate` and `integers` are the contract's affair, which may also have an
 * address to add.
 * @param {Options} options
 * @param {Calls} contract
 */
export function ofCore(options, contract) {
  const apiUrl = addressOf(options, contract);
  const hasOwn = (/** @type {string} */ name) => kindOf(options) === kinds.object && Object.hasOwn(options, name);
  const isOfContract = hasOwn("validate") || hasOwn("integers");
  if (apiUrl === undefined && !isOfContract) return options;
  // Getters are left as they are: one may throw, which the core tells as a mistake.
  /** @type {PropertyDescriptorMap} */
  const own = apiUrl === undefined ? {} : { apiUrl: { value: apiUrl, enumerable: true } };
  return without(options, ["validate", "integers"], own);
}

/**
 * The API's address, where neither the options nor an environment of one's own say it, but the contract does.
 * @param {Options} options
 * @param {Calls} contract
 */
function addressOf(options, contract) {
  const environment = field(options, "environment");
  const isSaid = typeof environment !== "string" || field(options, "apiUrl") !== undefined;
  return isSaid ? undefined : contract.address(environment);
}
