// A diagnosis: the core (crates/diagnosis/src) says what to try next, and judges what came of it.

import { load } from "../loader.js";
import { reasonNumber } from "../reasons.js";
import { partsOf } from "../platform/addresses.js";
import { ignoresProxy } from "../platform/proxies.js";
import { isPage } from "../platform/runtime.js";
import { field, reasonOf } from "../platform/values.js";
import * as glue from "../wasm/diagnosis.js";
import { firstCallOf, isHealthcheck } from "./first-call.js";
import { readOptions } from "./options.js";
import { probesOf } from "./probes.js";
import { stepOf, verdictsIn } from "./steps.js";
import { ids, textsIn } from "./texts.js";

/**
 * @import { AbortSignalLike, DiagnosisOptions, DiagnosisStep } from "../../types/index.d.ts"
 * @import { Calls } from "../contract/calls.ts"
 * @import { CoreClass, DiagnosedOptions } from "../core.ts"
 * @import { MakeError } from "../error.js"
 * @import { Language } from "../failure.ts"
 * @import { Bring } from "../wasm.ts"
 * @import { ProbeId } from "./catalogue.ts"
 * @import { Outcome, Setting, Told } from "./outcome.ts"
 * @import { LastCall } from "./probes.js"
 */

/** The names of PISTE's environments, in the order of the core. */
const presets = ["production", "sandbox"];

/**
 * The steps, one after the other, as soon as each is known.
 * @param {object} client
 * @param {DiagnosedOptions} client.given the options of the client
 * @param {CoreClass} client.Core the class of the core, to make clients of
 * @param {Bring} client.bring
 * @param {MakeError} client.makeError
 * @param {Language} client.language
 * @param {Calls} [client.contract]
 * @param {() => void} client.check throws when the client is closed
 * @param {DiagnosisOptions} [options]
 * @returns {AsyncGenerator<DiagnosisStep, void, undefined>}
 */
export async function* diagnose({ given, Core, bring, makeError, language, contract, check }, options) {
  check();
  const { signal, timeout, tryOtherEnvironment, otherEnvironment } = readOptions(options, makeError);
  const [{ Diagnosis, tokenUrlOf, apiUrlOf, mask, shownOperation }, texts] = await Promise.all([
    load(glue, bring),
    textsIn(language),
  ]).catch((thrown) => {
    const facts = { causeName: "Error", causeMessage: `diagnosisWasm: ${thrown}` };
    throw makeError([reasonNumber("wasm-unavailable"), 0, Object.entries(facts)]);
  });
  const addresses = addressesOf(given, tokenUrlOf, apiUrlOf);
  const isProvided = given.getToken !== undefined;
  const triesOther = tryOtherEnvironment === true;
  if (triesOther && isProvided) {
    throw makeError([
      reasonNumber("option-conflict"),
      0,
      [
        ["option", "getToken"],
        ["other", "tryOtherEnvironment"],
      ],
    ]);
  }
  const lastCall = lastCallOf(contract);
  const { lacksHealthcheck, operation } = lastCall;
  const last = [operation !== undefined, lacksHealthcheck && operation === undefined];
  const { store, ...own } = given;
  const ways = [isPage(), isProvided, triesOther, given.fetch === undefined && ignoresProxy()];
  const truths = [...ways, store !== undefined, ...last];
  const flags = truths.reduce((bits, truth, place) => bits | (Number(truth) << place), 0);
  const core = new Diagnosis(addresses.tokenUrl, addresses.apiUrl, flags);
  const other = triesOther ? (otherEnvironment ?? presets[core.other()]) : undefined;
  if (triesOther && other === undefined)
    throw makeError([reasonNumber("option-missing"), 0, [["option", "otherEnvironment"]]]);
  const clientId = isProvided ? undefined : mask(/** @type {string} */ (given.clientId));
  /** @type {Setting} */
  const setting = { ...addresses, environment: core.environment(), other: core.other(), clientId, lacksHealthcheck };
  if (operation !== undefined) setting.operation = shownOperation(operation.id);
  const probes = probesOf({
    given: own,
    store,
    Core,
    makeError,
    addresses,
    other,
    isPage: isPage(),
    lastCall,
    signal,
    timeout,
  });
  /** @type {Partial<Record<ProbeId, Outcome>>} */
  const outcomes = {};
  /** @param {Uint8Array} numbers */
  const stepsIn = (numbers) => [...verdictsIn(numbers)].map((verdict) => stepOf(verdict, setting, outcomes, texts));
  try {
    yield* stepsIn(core.begin());
    for (let number = core.next(); ids.probes[number] !== undefined; number = core.next()) {
      check();
      if (field(signal, "aborted")) throw reasonOf(/** @type {AbortSignalLike} */ (signal));
      const probe = ids.probes[number];
      outcomes[probe] = await probes[probe]();
      yield* stepsIn(core.learn(number, ...told(outcomes[probe])));
    }
  } finally {
    probes.end();
    core.free();
  }
}

/**
 * The call that ends it.
 * @param {Calls | undefined} contract
 * @returns {LastCall}
 */
function lastCallOf(contract) {
  if (contract === undefined) return { lacksHealthcheck: false };
  const operation = firstCallOf({ operations: contract.operations(), remarks: contract.remarks() });
  return isHealthcheck(operation) ? { lacksHealthcheck: false } : { lacksHealthcheck: true, operation };
}

/**
 * What came of a probe as the core takes it.
 * @param {Outcome} outcome
 * @returns {Told}
 */
function told({ reason = "", facts = {}, exchanges, state = "", store }) {
  const { status = 0, contentType = "", error = "", ahead = NaN, isOpaque = false } = exchanges.at(-1) ?? {};
  const network = error || (facts.causeCode ?? "");
  const numbers = /** @type {const} */ ([facts.retryAfter ?? NaN, store?.ahead ?? ahead, store?.took ?? NaN]);
  return [reason, status, contentType, facts.code ?? "", network, ...numbers, isOpaque, state];
}

/**
 * Where the client goes, which its core knows from the same options.
 * @param {DiagnosedOptions} given
 * @param {(preset: number) => string} tokenUrlOf
 * @param {(preset: number) => string} apiUrlOf
 */
function addressesOf({ environment, tokenUrl, apiUrl }, tokenUrlOf, apiUrlOf) {
  const preset = presets.indexOf(/** @type {string} */ (environment));
  /** @param {string} name */
  const own = (name) =>
    typeof environment === "object" ? /** @type {string | undefined} */ (field(environment, name)) : undefined;
  /** @param {(preset: number) => string} addressOf */
  const usual = (addressOf) => (preset < 0 ? "" : addressOf(preset));
  /** @param {string} address */
  const plain = (address) => partsOf(address)?.address ?? "";
  return {
    tokenUrl: plain(tokenUrl ?? own("tokenUrl") ?? usual(tokenUrlOf)),
    apiUrl: plain(apiUrl ?? own("apiUrl") ?? usual(apiUrlOf)).replace(/\/+$/, ""),
  };
}
