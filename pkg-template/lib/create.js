// From the options of `create` to a client: each part is loaded where the options want it, and what fails is told in
// words.

import { Client, key } from "./client.js";
import { contractOf, ofCore } from "./contract/given.js";
import { asGiven, diagnosisOf } from "./diagnosed.js";
import { inWords, SneError } from "./error.js";
import * as instance from "./instance.js";
import { load } from "./loader.js";
import { languageOf, loadTexts } from "./messages.js";
import { without } from "./platform/options.js";
import { field, fieldOr } from "./platform/values.js";
import { reasonNumber } from "./reasons.js";

/**
 * @import { Options } from "../types/index.d.ts"
 * @import { MakeError } from "./error.js"
 * @import { Language, View } from "./failure.ts"
 * @import { Observer } from "./observing/observer.ts"
 * @import { Bring } from "./wasm.ts"
 */

/**
 * Makes a client of a class, with the wasm that `bring` brings, and those of the contract and the diagnosis, where they
 * are needed.
 * @template Made
 * @param {new (...args: ConstructorParameters<typeof Client>) => Made} Class
 * @param {Options} options
 * @param {Bring} bring
 * @param {Bring} [bringContract]
 * @param {Bring} [bringDiagnosis]
 * @param {Bring} [bringBulk]
 * @param {Bring} [bringFleet]
 */
export async function open(Class, options, bring, bringContract, bringDiagnosis, bringBulk, bringFleet) {
  const language = languageOf(options);
  /** @type {MakeError} */
  const makeError = (view, body) => new SneError(view, language, body);
  const reading = contractOf(options, bringContract, makeError, language);
  // Looked at below, unless the client's own parts fail first.
  reading.catch(() => {});
  const Core = await coreOf(bring, language, makeError);
  const contract = await reading;
  const observer = await observerOf(field(options, "onEvent")).catch((thrown) => {
    throw makeError(unavailable(thrown));
  });
  const settings = ofCore(options, contract);
  const shared = await sharedBy(settings, bringFleet, makeError);
  const hook = shared && { fleet: { value: shared.hook, enumerable: true } };
  const core = await coreWith(() => new Core(hook ? without(settings, [], hook) : settings, makeError, observer));
  const diagnosis = diagnosisOf({
    Core,
    given: asGiven(settings),
    bring: /** @type {Bring} */ (bringDiagnosis),
    makeError,
    language,
    contract: field(options, "contract") === undefined ? undefined : contract,
  });
  const client = new Class(
    key,
    core,
    contract,
    diagnosis,
    {
      bring: /** @type {Bring} */ (bringBulk),
      makeError,
      language,
      rateLimit: field(options, "rateLimit"),
      environment: field(settings, "environment"),
      apiUrl: field(settings, "apiUrl"),
    },
    shared,
  );
  contract.tellRemarks?.();
  return client;
}

/**
 * What the client shares with other processes, where it has a store. Nobody else downloads what that takes.
 * @param {Options} options
 * @param {Bring | undefined} bring
 * @param {MakeError} makeError
 */
async function sharedBy(options, bring, makeError) {
  if (fieldOr(undefined, options, "store") === undefined) return undefined;
  try {
    const { share } = await import("./fleet/shared.js");
    return await share(options, /** @type {Bring} */ (bring), makeError);
  } catch (thrown) {
    throw thrown instanceof SneError ? await inWords(thrown) : makeError(unavailable(thrown));
  }
}

/**
 * Fails in words.
 * @template Made
 * @param {() => Made} make
 */
async function coreWith(make) {
  try {
    return make();
  } catch (thrown) {
    throw await inWords(thrown);
  }
}

/**
 * The class of the core, once it can run, and once there are words for what goes wrong.
 * @param {Bring} bring
 * @param {Language} language
 * @param {MakeError} makeError
 */
async function coreOf(bring, language, makeError) {
  // A client works without its texts: where they cannot be fetched, errors say the ids of their reasons.
  const [, core] = await Promise.allSettled([loadTexts("client", language), load(instance, bring)]);
  if (core.status === "rejected") throw makeError(unavailable(core.reason));
  return core.value.Core;
}

/**
 * What the core tells its steps to, if the caller wants to know them.
 * @param {unknown} onEvent
 * @returns {Promise<Observer | undefined>}
 */
async function observerOf(onEvent) {
  if (typeof onEvent !== "function") return undefined;
  // Most clients are not observed.
  const { eventOf } = await import("./observing/events.js");
  return (...step) => onEvent(eventOf(...step));
}

/**
 * The one failure that cannot come from the core, because there is none.
 * @param {unknown} thrown
 * @returns {View}
 */
function unavailable(thrown) {
  const { name, message } = thrown instanceof Error ? thrown : { name: "", message: String(thrown) };
  return [
    reasonNumber("wasm-unavailable"),
    0,
    [
      ["causeName", name],
      ["causeMessage", message],
    ],
  ];
}
