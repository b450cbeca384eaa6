// The class that people hold: what they can see of the platform, and what they can do to it.

import { fetchOver } from "./fetch.js";
import { checkOrigin, refuseUnknown } from "./options.js";
import { globalOf } from "../platform/globals.js";

/**
 * @import { Application, Environment, Fault, NewApplication, ReadyMade, Server } from "../../types/simulator.d.ts"
 * @import { ListenOptions, LocalServer } from "../../types/simulator.d.ts"
 * @import { Engine } from "./engine.js"
 */

/** PISTE in miniature. Made by `createSimulator`. */
export class Simulator {
  #engine;

  /** @param {Engine} engine @param {{ origin?: string }} [options] */
  constructor(engine, { origin } = {}) {
    this.#engine = engine;
    /** The platform as a `fetch` function, which needs no `this`. */
    this.fetch = fetchOver(engine, origin);
  }

  /**
   * A `fetch` that behaves as in a page at `origin`: with `Origin`, preflights, and nothing readable without CORS
   * headers.
   * @param {string} origin
   */
  fetchFrom(origin) {
    checkOrigin(origin);
    return fetchOver(this.#engine, origin);
  }

  /** The client applications that exist, secrets included; changing these objects changes nothing. */
  get applications() {
    return this.#engine.applications;
  }

  /** PISTE's own addresses, which the client's presets use: `{ production: { tokenUrl, apiUrl }, sandbox: { … } }`. */
  get environments() {
    return this.#engine.environments;
  }

  /**
   * The application with a label: `find()` is the one that works in the sandbox, `find("no-profile", "production")`
   * another.
   * @param {ReadyMade | (string & {})} [label]
   * @param {Environment} [environment]
   */
  find(label = "works", environment = "sandbox") {
    const found = this.applications.find((one) => one.label === label && one.environment === environment);
    if (found !== undefined) return found;
    const labels = this.applications.filter((one) => one.environment === environment).map((one) => one.label);
    throw new RangeError(`no application "${label}" in ${environment} (there are: ${labels.join(", ")})`);
  }

  /**
   * Valid parameters for an operation of the contract, to give to `sne.call`: the same ones for the same seed.
   * @param {string} operationId
   * @param {{ seed?: number }} [options]
   */
  example(operationId, options = {}) {
    refuseUnknown(options, ["seed"]);
    const { seed = 0 } = options;
    if (!Number.isSafeInteger(seed) || seed < 0)
      throw new RangeError(`a seed is a whole number from 0 on, not ${seed}`);
    const { parameters, files } = asTypeError(() => this.#engine.example(String(operationId), seed));
    for (const key of files) {
      const texts = parameters[key];
      parameters[key] = Array.isArray(texts) ? texts.map(bytesOf) : bytesOf(texts);
    }
    return parameters;
  }

  /** The operations of the contract that are not answered, as the contract has them, whoever calls them. */
  get unanswered() {
    return this.#engine.unanswered;
  }

  /**
   * Adds an application, in place of any with the same client id. What is left out is as in one that works.
   * @param {NewApplication} application
   */
  addApplication(application) {
    asTypeError(() => this.#engine.addApplication(application));
  }

  /**
   * Changes fields of an application, from the next request on.
   * @param {string} clientId
   * @param {Partial<Application>} changes
   */
  update(clientId, changes) {
    if (asTypeError(() => this.#engine.update(clientId, changes))) return;
    throw new RangeError(`no application with the client id ${clientId}`);
  }

  /**
   * Orders a fault for the next request (or the next `times` requests) to one of the two servers.
   * @param {Server} server
   * @param {Fault} fault
   * @param {number} [times]
   */
  inject(server, fault, times = 1) {
    for (let time = 0; time < times; time += 1) asTypeError(() => this.#engine.inject(server, fault));
  }

  /** Forgets the faults that were not consumed. */
  clearFaults() {
    this.#engine.clearFaults();
  }

  /**
   * Makes the gateway refuse the tokens of one application, or all, before their announced expiry.
   * @param {string} [clientId]
   */
  revokeTokens(clientId) {
    this.#engine.revokeTokens(clientId);
  }

  /** Seconds since the simulator was made, on its own clock. */
  get now() {
    return this.#engine.now / 1000;
  }

  /**
   * Moves the simulator's clock forward: tokens expire, quotas start afresh. Nothing waits for it.
   * @param {number} seconds
   */
  advance(seconds) {
    if (!(seconds >= 0 && Number.isFinite(seconds))) throw new RangeError(`cannot advance by ${seconds} seconds`);
    this.#engine.advance(seconds * 1000);
  }

  /** What was received and answered, oldest first. No headers, bodies or secrets. */
  get exchanges() {
    return this.#engine.exchanges;
  }

  /** Forgets the exchanges. */
  clearExchanges() {
    this.#engine.clearExchanges();
  }

  /**
   * Only Node has sockets to listen on; the class for Node overrides this.
   * @param {ListenOptions} [_options]
   * @returns {Promise<LocalServer>}
   */
  listen(_options) {
    return Promise.reject(new Error("simulator.listen() needs Node; here, use simulator.fetch"));
  }
}

/** @param {unknown} text */
function bytesOf(text) {
  return new (globalOf("TextEncoder"))().encode(String(text));
}

/**
 * Rust's "unknown field `x`, expected one of …" as the kind of error that a wrong argument is in JavaScript.
 * @template Result
 * @param {() => Result} action
 * @returns {Result}
 */
export function asTypeError(action) {
  try {
    return action();
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) throw error;
    throw new TypeError(/** @type {Error} */ (error).message, { cause: error });
  }
}
