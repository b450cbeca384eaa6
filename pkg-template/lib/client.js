// The client as callers know it. It owns the handle and gives it idiomatic JavaScript; all decisions are in Rust.
// create.js makes one of the caller's options.

import { startedLater } from "./bulk/later.js";
import { inWords, lacksWords } from "./error.js";
import { metricsOf } from "./observing/metrics.js";
import { isForeign } from "./platform/files.js";
import { without } from "./platform/options.js";
import { field } from "./platform/values.js";

/**
 * @import { BulkOptions, BulkRun, BulkTask } from "../types/index.d.ts"
 * @import { Port } from "./bulk/port.ts"
 * @import { Answer, CallOptions, DiagnosisOptions, Healthcheck } from "../types/index.d.ts"
 * @import { OperationCallOptions, Page, PagesOptions, RequestOptions } from "../types/index.d.ts"
 * @import { Calls, Send } from "./contract/calls.ts"
 * @import { Core } from "./core.ts"
 * @import { Diagnosis } from "./diagnosed.js"
 * @import { Shared } from "./fleet/shared.js"
 * @import { Grant } from "./relay/settings.ts"
 */

/** What only `open` in create.js has, so that nobody else makes clients. */
export const key = Symbol("SneCotation.create");

/** What can be wanted of the core, as src/js/client.rs has it. */
const wants = { healthcheck: 0, request: 1, token: 2, close: 5, operation: 6 };

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
    return startedLater(async () => (await import("./bulk/bulk.js")).begin(port, operation, source, options));
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
