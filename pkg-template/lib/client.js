// The client as callers know it. It owns the handle and gives it idiomatic JavaScript; all decisions are in Rust.

import { SneError } from "./error.js";
import { load } from "./loader.js";
import { languageOf, loadTexts } from "./messages.js";
import { eventOf } from "./observing/events.js";
import { metricsOf } from "./observing/metrics.js";
import { field, kindOf, kinds } from "./platform/values.js";
import { reasonNumber } from "./reasons.js";
import * as glue from "./wasm/client.js";

const key = Symbol("SneCotation.create");

/** What can be wanted of the core, as src/js/client.rs has it. */
const wants = { healthcheck: 0, request: 1, token: 2, close: 5 };

/** For the relays of this package: the token as a token endpoint would give it, with the seconds it has left. */
export let tokenOf;

/** A client. The entries of the package give it its `create`, each with its own way to bring the wasm. */
export class Client {
  #core;
  #contract;
  #diagnosis;
  #closing;

  constructor(given, core, contract, diagnosis) {
    if (given !== key) throw new TypeError("Use SneCotation.create(options).");
    this.#core = core;
    this.#contract = contract;
    this.#diagnosis = diagnosis;
  }

  /** `GET …/healthcheck`. */
  healthcheck(options) {
    return #core in this ? this.#execute(wants.healthcheck, options) : notAClient();
  }

  /** Any call below the API's base path. */
  request(options) {
    return #core in this ? this.#execute(wants.request, options) : notAClient();
  }

  /** An operation of the contract, by its name. */
  async call(id, parameters, options) {
    return this.#contract.call(this.#send, id, parameters, options);
  }

  /** The pages of an operation of the contract, one after the other. */
  async *pages(id, parameters, options) {
    yield* this.#contract.pages(this.#send, id, parameters, options);
  }

  /** What the contract says of its operations. */
  operations() {
    return this.#contract.operations();
  }

  /** The definitions that schemas of the contract refer to. */
  definitions() {
    return this.#contract.definitions();
  }

  /** The steps of the guide, one after the other: which are done, and what is missing. */
  async *diagnose(options) {
    yield* this.#diagnosis(options, () => this.#closing !== undefined);
  }

  /** The bearer token itself. */
  async accessToken(options) {
    const { access_token } = await tokenOf(this, options);
    return access_token;
  }

  /** Drops the token, so that the next call obtains another. */
  forgetToken() {
    this.#core.forgetToken();
  }

  /** Lets calls under way end, refuses others, forgets the token. */
  close() {
    this.#diagnosis.forget();
    return (this.#closing ??= this.#execute(wants.close));
  }

  /** What the client has done so far. */
  metrics() {
    return metricsOf(this.#core.metrics());
  }

  /** What the contract sends its calls by. */
  #send = (request) => this.#execute(wants.request, request);

  #execute(want, options) {
    return new Promise((resolve, reject) => this.#core.execute(want, options, resolve, reject));
  }

  static {
    tokenOf = (client, options) => client.#execute(wants.token, options);
  }

  [Symbol.asyncDispose ?? Symbol.for("Symbol.asyncDispose")]() {
    return this.close();
  }
}

/** For methods that were taken off their client: they reject, as asynchronous functions do. */
async function notAClient() {
  throw new TypeError("this is not a client");
}

/** Makes a client of a class, with the wasm that `bring` brings, and those of the contract and the diagnosis, where they are needed. */
export async function open(Class, options, bring, bringContract, bringDiagnosis) {
  const language = languageOf(options);
  const makeError = (view) => new SneError(view, language);
  const reading = contractOf(options, bringContract, makeError, language);
  // Looked at below, unless the client's own parts fail first.
  reading.catch(() => {});
  const Core = await coreOf(bring, language, makeError);
  const contract = await reading;
  const settings = ofCore(options, contract);
  const core = new Core(settings, makeError, observerOf(field(options, "onEvent")));
  const diagnosis = diagnosisOf({ Core, given: asGiven(settings), bring: bringDiagnosis, makeError, language });
  return new Class(key, core, contract, diagnosis);
}

/** The options that a client for a diagnosis needs too, as they are now: the caller's object may change. */
function asGiven(options) {
  const names = ["tokenUrl", "apiUrl", "clientId", "clientSecret", "scope", "allowSecretInBrowser", "getToken"];
  const all = [...names, "fetch", "timeout", "deadline", "maxResponseBytes"];
  const own = field(options, "environment");
  const isOwn = typeof own === "object";
  const environment = isOwn ? { tokenUrl: field(own, "tokenUrl"), apiUrl: field(own, "apiUrl") } : own;
  return { environment, ...Object.fromEntries(all.map((name) => [name, field(options, name)])) };
}

/** How a client is diagnosed. What that takes is fetched when somebody asks for it. */
function diagnosisOf(client) {
  const diagnosis = async function* (options, isClosed) {
    const { diagnose } = await import("./diagnosis/diagnosis.js");
    const check = () => {
      if (isClosed()) throw client.makeError([reasonNumber("client-closed"), 0, []]);
    };
    yield* diagnose({ ...client, check }, options);
  };
  // A client that is closed has no use for the secret any more.
  diagnosis.forget = () => delete client.given;
  return diagnosis;
}

/** The class of the core, once it can run, and once there are words for what goes wrong. */
async function coreOf(bring, language, makeError) {
  const [texts, core] = await Promise.allSettled([loadTexts("client", language), load(glue, bring)]);
  const failed = [core, texts].find(({ status }) => status === "rejected");
  if (failed !== undefined) throw makeError(unavailable(failed.reason));
  return core.value.Client;
}

/** The contract that is given; without one, all that could be asked of it is refused. */
async function contractOf(options, bring, makeError, language) {
  const given = field(options, "contract");
  if (given !== undefined) {
    const [{ readContract }] = await Promise.all([import("./contract/contract.js"), loadTexts("contract", language)]);
    const ofCalls = { validate: field(options, "validate"), onEvent: field(options, "onEvent") };
    return readContract(given, bring, makeError, ofCalls);
  }
  const validate = field(options, "validate");
  if (validate !== undefined) {
    const [{ checkValidate }] = await Promise.all([import("./contract/contract.js"), loadTexts("contract", language)]);
    await checkValidate(validate, bring, makeError);
  }
  const refuse = () => {
    throw makeError([reasonNumber("contract-absent"), 0, []]);
  };
  return { operations: refuse, definitions: refuse, pages: refuse, call: refuse, address: () => undefined };
}

/** The options as the core knows them: `validate` is the contract's affair, which may also have an address to add. */
function ofCore(options, contract) {
  const apiUrl = addressOf(options, contract);
  const knowsValidate = kindOf(options) === kinds.object && Object.hasOwn(options, "validate");
  if (apiUrl === undefined && !knowsValidate) return options;
  const { validate, ...others } = options;
  if (apiUrl !== undefined) others.apiUrl = apiUrl;
  return Object.setPrototypeOf(others, Object.getPrototypeOf(options));
}

/** The API's address, where neither the options nor an environment of one's own say it, but the contract does. */
function addressOf(options, contract) {
  const environment = field(options, "environment");
  const isSaid = typeof environment !== "string" || field(options, "apiUrl") !== undefined;
  return isSaid ? undefined : contract.address(environment);
}

/** What the core tells its steps to, if the caller wants to know them. */
function observerOf(onEvent) {
  if (typeof onEvent !== "function") return undefined;
  return (...step) => onEvent(eventOf(...step));
}

/** The one failure that cannot come from the core, because there is none. */
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
