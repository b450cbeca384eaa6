// How a client is diagnosed, until somebody asks for it: what that takes is loaded then.

import { inWords } from "./error.js";
import { field } from "./platform/values.js";
import { reasonNumber } from "./reasons.js";

/**
 * @import { DiagnosisOptions } from "../types/index.d.ts"
 * @import { Calls } from "./contract/calls.ts"
 * @import { CoreClass, DiagnosedOptions } from "./core.ts"
 * @import { MakeError } from "./error.js"
 * @import { Language } from "./failure.ts"
 * @import { Bring } from "./wasm.ts"
 */

/**
 * @typedef {ReturnType<typeof diagnosisOf>} Diagnosis
 *
 * What diagnosing a client takes: its options among it, until it is closed.
 * @typedef {object} Diagnosed
 * @property {CoreClass} Core
 * @property {DiagnosedOptions} [given]
 * @property {Bring} bring
 * @property {MakeError} makeError
 * @property {Language} language
 * @property {Calls} [contract] where one is given
 */

/**
 * The options that a client for a diagnosis needs too, as they are now: the caller's object may change.
 * @param {unknown} options
 * @returns {DiagnosedOptions}
 */
export function asGiven(options) {
  const names = ["tokenUrl", "apiUrl", "clientId", "clientSecret", "scope", "allowSecretInBrowser", "getToken"];
  const all = [...names, "headers", "fetch", "timeout", "deadline", "maxResponseBytes", "store"];
  const own = field(options, "environment");
  const isOwn = typeof own === "object";
  const environment = isOwn ? { tokenUrl: field(own, "tokenUrl"), apiUrl: field(own, "apiUrl") } : own;
  return { environment, ...Object.fromEntries(all.map((name) => [name, field(options, name)])) };
}

/**
 * How a client is diagnosed. What that takes is fetched when somebody asks for it.
 * @param {Diagnosed} client
 */
export function diagnosisOf(client) {
  /**
   * @param {DiagnosisOptions | undefined} options
   * @param {() => boolean} isClosed
   */
  const diagnosis = async function* (options, isClosed) {
    const { diagnose } = await import("./diagnosis/diagnosis.js");
    const check = () => {
      if (isClosed()) throw client.makeError([reasonNumber("client-closed"), 0, []]);
    };
    try {
      yield* diagnose({ .../** @type {Required<Diagnosed>} */ (client), check }, options);
    } catch (thrown) {
      throw await inWords(thrown);
    }
  };
  // A client that is closed has no use for the secret any more.
  diagnosis.forget = () => delete client.given;
  return diagnosis;
}
