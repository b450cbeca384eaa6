// The client as callers know it. It owns the handle and gives it idiomatic JavaScript; all decisions are in Rust.

import { inWords, lacksWords, SneError } from "./error.js";
import * as instance from "./instance.js";
import { load } from "./loader.js";
import { languageOf, loadTexts } from "./messages.js";
import { metricsOf } from "./observing/metrics.js";
import { isForeign } from "./platform/files.js";
import { without } from "./platform/options.js";
import { field, fieldOr, kindOf, kinds } from "./platform/values.js";
import { reasonNumber } from "./reasons.js";

/**
 * @import { BulkOptions, BulkRun, BulkTask } from "../types/index.d.ts"
 * @import { Run } from "./bulk/run.js"
 * @import { Port } from "./bulk/port.ts"
 * @import { Answer, CallOptions, CommonOptions, DiagnosisOptions, Healthcheck } from "../types/index.d.ts"
 * @import { OperationCallOptions, Options, Page, PagesOptions, RequestOptions } from "../types/index.d.ts"
 * @import { Calls, Send } from "./contract/calls.ts"
 * @import { Core, CoreClass, DiagnosedOptions } from "./core.ts"
 * @import { MakeError } from "./error.js"
 * @import { Language, View } from "./failure.ts"
 * @import { Observer } from "./observing/observer.ts"
 * @import { Shared } from "./fleet/shared.js"
 * @import { Grant } from "./relay/settings.ts"
 * @import { Bring } from "./wasm.ts"
 */

const key = Symbol("SneCotation.create");

/** What can be wanted of the core, as src/js/client.rs has it. */
const wants = { healthcheck: 0, request: 1, token: 2, close: 5, operation: 6 };

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

/** @typedef {Omit<Port, "client" | "bind" | "call" | "isClosed">} OfRuns what long runs take besides */

/**
 * For the relays of this package: the token as a token endpoint would give it, with the seconds it has left.
 * @type {(client: Client, options?: CallOptions) => Promise<Grant>}
 */
export let tokenOf;

/** A client. The entries of the package give it its `create`, each with its own way to bring the wasm. */
export class Client {
  #core;
  #contract;
  #diagnosis;
  #ofRuns;
  #shared;
  /** @type {Promise<void> | undefined} */
  #closing;

  /**
   * @param {unknown} given
   * @param {Core} core
   * @param {Calls} contract
   * @param {Diagnosis} diagnosis
   * @param {OfRuns} ofRuns
   * @param {Shared} [shared]
   */
  constructor(given, core, contract, diagnosis, ofRuns, shared) {
    if (given !== key) throw new TypeError("Use SneCotation.create(options).");
    this.#core = core;
    this.#contract = contract;
    this.#diagnosis = diagnosis;
    this.#ofRuns = ofRuns;
    this.#shared = shared;
  }

  /**
   * `GET …/healthcheck`.
   * @param {CallOptions} [options]
   * @returns {Promise<Healthcheck>}
   */
  healthcheck(options) {
    return #core in Object(this) ? this.#execute(wants.healthcheck, options) : notAClient();
  }

  /**
   * Any call below the API's base path.
   * @template [Data=unknown]
   * @param {RequestOptions} options
   * @returns {Promise<Answer<Data>>}
   */
  request(options) {
    return #core in Object(this) ? this.#request(wants.request, options) : notAClient();
  }

  /**
   * An operation of the contract, by its name.
   * @template [Data=unknown]
   * @param {string} id
   * @param {object | null} [parameters]
   * @param {OperationCallOptions} [options]
   * @returns {Promise<Answer<Data>>}
   */
  async call(id, parameters, options) {
    const { contract, send } = Client.#of(this);
    return /** @type {Promise<Answer<Data>>} */ (contract.call(send, id, parameters, options));
  }

  /**
   * The pages of an operation of the contract, one after the other.
   * @template [Data=unknown]
   * @param {string} id
   * @param {object | null} [parameters]
   * @param {PagesOptions<Data>} [options]
   * @returns {AsyncGenerator<Page<Data>, void, undefined>}
   */
  async *pages(id, parameters, options) {
    const { contract, send } = Client.#of(this);
    const pages = contract.pages(send, id, parameters, options);
    yield* /** @type {AsyncGenerator<Page<Data>, void, undefined>} */ (pages);
  }

  /**
   * The same for every row of a source.
   * @template [Row=unknown]
   * @template [Data=unknown]
   * @param {string | BulkTask<Row, Data>} operation
   * @param {Iterable<Row> | AsyncIterable<Row>} source
   * @param {BulkOptions<Row>} [options]
   * @returns {BulkRun<Row, Data>}
   */
  bulk(operation, source, options) {
    const { contract, send } = Client.#of(this);
    /** @type {Port} */
    const port = {
      ...this.#ofRuns,
      client: this,
      bind: (...call) => contract.call(...call),
      call: (extra, ...call) => contract.call((request) => send({ ...request, ...extra }), ...call),
      isClosed: () => this.#closing !== undefined,
    };
    return runOf(async () => (await import("./bulk/bulk.js")).begin(port, operation, source, options));
  }

  /** What the contract says of its operations. */
  operations() {
    return Client.#of(this).contract.operations();
  }

  /** What the contract has that could not be taken as it stands. */
  remarks() {
    return Client.#of(this).contract.remarks();
  }

  /** The definitions that schemas of the contract refer to. */
  definitions() {
    return Client.#of(this).contract.definitions();
  }

  /**
   * The steps of the guide, one after the other: which are done, and what is missing.
   * @param {DiagnosisOptions} [options]
   */
  async *diagnose(options) {
    Client.#of(this);
    yield* this.#diagnosis(options, () => this.#closing !== undefined);
  }

  /**
   * The bearer token itself.
   * @param {Omit<CallOptions, "retry" | "errorBody" | "reserve">} [options]
   */
  async accessToken(options) {
    Client.#of(this);
    const { access_token } = await tokenOf(this, options);
    return access_token;
  }

  /** Drops the token, so that the next call obtains another. */
  forgetToken() {
    Client.#of(this);
    this.#core.forgetToken();
  }

  /** Lets calls under way end, refuses others, forgets the token. */
  close() {
    Client.#of(this);
    this.#diagnosis.forget();
    this.#closing ??= this.#execute(wants.close).then(() => this.#shared?.close());
    return this.#closing;
  }

  /** What the client has done so far. */
  metrics() {
    Client.#of(this);
    return { ...metricsOf(this.#core.metrics()), ...(this.#shared && { store: this.#shared.metrics() }) };
  }

  /** What it is called, by which frameworks know that it is no plain object to be wrapped in a proxy (Vue). */
  get [Symbol.toStringTag]() {
    return "SneCotation";
  }

  /**
   * What a method needs of its client. Throws where `this` is something else.
   * @param {Client} client
   */
  static #of(client) {
    if (!(#core in Object(client))) throw notTheClient();
    return { contract: client.#contract, send: client.#send };
  }

  /** What the contract sends its calls by. @type {Send} */
  #send = (request) => this.#request(wants.operation, request);

  /**
   * @template Value
   * @param {number} want
   * @param {object} options
   * @returns {Promise<Value>}
   */
  #request(want, options) {
    const body = field(options, "body");
    return isForeign(body) ? this.#requestForeign(want, options, body) : this.#execute(want, options);
  }

  /**
   * The same with a file or a form that is not of the platform's make.
   * @template Value
   * @param {number} want
   * @param {object} options
   * @param {unknown} body
   * @returns {Promise<Value>}
   */
  async #requestForeign(want, options, body) {
    const { owned } = await import("./platform/foreign.js");
    const own = { value: await owned(body), enumerable: true };
    return this.#execute(want, without(options, [], { body: own }));
  }

  /**
   * @template Value
   * @param {number} want
   * @param {object} [options]
   * @returns {Promise<Value>} what `want` says
   */
  #execute(want, options) {
    return new Promise((resolve, reject) => this.#core.execute(want, options, resolve, rejecting(reject)));
  }

  static {
    tokenOf = (client, options) => client.#execute(wants.token, options);
  }

  [Symbol.asyncDispose ?? Symbol.for("Symbol.asyncDispose")]() {
    return this.close();
  }
}

/**
 * Rejects in words.
 * @param {(thrown: unknown) => void} reject
 * @returns {(thrown: unknown) => unknown}
 */
const rejecting = (reject) => (thrown) => (lacksWords(thrown) ? inWords(thrown).then(reject) : reject(thrown));

/**
 * A run that begins when its first item is asked for.
 * @param {() => Promise<Run>} begin
 * @returns {BulkRun<never, never>}
 */
function runOf(begin) {
  /** @type {Promise<Run> | undefined} */
  let begun;
  /** @type {Run | undefined} */
  let run;
  const going = async () => {
    begun ??= begin();
    run = await begun;
    return run;
  };
  const next = () => run?.next() ?? going().then((begun) => begun.next());
  return {
    next: () => /** @type {never} */ (next()),
    return: async () => (await going()).return(),
    [Symbol.asyncIterator]() {
      return this;
    },
    get progress() {
      return run?.progress ?? { done: 0, failed: 0, inDoubt: 0, rate: 0 };
    },
    get summary() {
      return run?.summary;
    },
  };
}

/**
 * Rejects, as asynchronous functions do.
 * @returns {Promise<never>}
 */
async function notAClient() {
  throw notTheClient();
}

/** Of methods that were taken off their client, or are called through a proxy around it. */
function notTheClient() {
  const how = "call the method on the client itself, sne.call(…): not taken off it, nor through a Proxy around it";
  return new TypeError(`this is not a client: ${how}`);
}

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
 * The options that a client for a diagnosis needs too, as they are now: the caller's object may change.
 * @param {unknown} options
 * @returns {DiagnosedOptions}
 */
function asGiven(options) {
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
function diagnosisOf(client) {
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
async function contractOf(options, bring, makeError, language) {
  // What throws when it is looked at is of no type that they may have, and refused.
  const [validate, integers] = ["validate", "integers"].map((name) => fieldOr(Number.NaN, options, name));
  const given = field(options, "contract");
  if (given !== undefined) {
    const [{ readContract }] = await Promise.all([import("./contract/contract.js"), textsOfContract(language)]);
    const names = ["onEvent", "fetch", "errorBody"];
    const ofCalls = Object.fromEntries(names.map((name) => [name, field(options, name)]));
    return readContract(given, /** @type {Bring} */ (bring), makeError, { language, validate, integers, ...ofCalls });
  }
  if (validate !== undefined || integers !== undefined) {
    const [{ checkValidate }] = await Promise.all([import("./contract/contract.js"), textsOfContract(language)]);
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
function ofCore(options, contract) {
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
