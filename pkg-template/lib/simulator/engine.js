// The state machine in Rust with a clock that runs. What JavaScript asks of it goes through here.

import { faultAsJson } from "./faults.js";
import { loadWasm } from "./wasm.js";

/**
 * @import { Application, Fault, NewApplication, Server, UnansweredOperation } from "../../types/simulator.d.ts"
 * @import { Admission, Answer, Message, Outcome } from "./exchange.ts"
 * @import { Configuration } from "./options.js"
 * @import { Bring } from "./wasm.js"
 */

export class Engine {
  #wasm;
  #core;
  #clock;

  /**
   * @param {Configuration} options
   * @param {Bring} [bring]
   */
  static async create({ config, clock, contract }, bring) {
    const wasm = await loadWasm(bring);
    const core = new wasm.SimulatorHandle(asJson(config));
    if (contract !== undefined) core.serveContract(contract);
    return new Engine(wasm, core, new RunningClock(clock, config.date));
  }

  /**
   * @param {typeof import("../wasm/simulator.js")} wasm
   * @param {import("../wasm/simulator.js").SimulatorHandle} core
   * @param {RunningClock} clock
   */
  constructor(wasm, core, clock) {
    this.#wasm = wasm;
    this.#core = core;
    this.#clock = clock;
  }

  /** Milliseconds since the simulator was made, on its own clock. */
  get now() {
    return this.#clock.now;
  }

  /** @param {number} milliseconds */
  advance(milliseconds) {
    this.#clock.advance(milliseconds);
  }

  #tick() {
    this.#core.setNow(this.now);
    this.#core.setDate(this.#clock.date);
  }

  /**
   * @param {Message} message
   * @returns {Answer}
   */
  handle({ method, url, headers, body }) {
    this.#tick();
    return this.#core.handle(method, url, headers.flat(), body);
  }

  /**
   * Lets a message pass the gateway to a server behind it.
   * @param {Message} message
   * @returns {Admission}
   */
  admit({ method, url, headers, body }) {
    this.#tick();
    return this.#core.admit(method, url, headers.flat(), body);
  }

  /**
   * The answer to what was admitted, once the server was asked.
   * @param {number} ticket
   * @param {Outcome} outcome
   * @returns {Answer}
   */
  forwarded(ticket, { outcome, status = 0, headers = [], body = new Uint8Array() }) {
    this.#tick();
    return this.#core.forwarded(ticket, outcome, status, headers.flat(), body);
  }

  /**
   * Parameters for an operation of the contract, and the names of those that are files.
   * @param {string} operation
   * @param {number} seed
   * @returns {{ parameters: Record<string, unknown>, files: string[] }}
   */
  example(operation, seed) {
    return JSON.parse(this.#core.example(operation, seed));
  }

  /** @returns {UnansweredOperation[]} */
  get unanswered() {
    return this.#core.unanswered();
  }

  get applications() {
    return this.#core.applications();
  }

  /** @param {NewApplication} application */
  addApplication(application) {
    this.#core.addApplication(asJson(application));
  }

  /**
   * @param {string} clientId
   * @param {Partial<Application>} changes
   */
  update(clientId, changes) {
    return this.#core.update(clientId, asJson(changes));
  }

  /**
   * @param {Server} server
   * @param {Fault} fault
   */
  inject(server, fault) {
    this.#core.inject(server, asJson(faultAsJson(fault)));
  }

  clearFaults() {
    this.#core.clearFaults();
  }

  /** @param {string} [clientId] */
  revokeTokens(clientId) {
    this.#core.revokeTokens(clientId);
  }

  get exchanges() {
    return this.#core.exchanges();
  }

  clearExchanges() {
    this.#core.clearExchanges();
  }

  /** PISTE's own addresses: `{ production: { tokenUrl, apiUrl }, sandbox: { … } }`. */
  get environments() {
    return this.#core.environments();
  }

  /**
   * The PISTE address for a request target of a local server, or undefined.
   * @param {string} target
   */
  fromLocal(target) {
    return this.#wasm.fromLocal(target);
  }

  /**
   * The address on the local server at `base` for a PISTE address, or undefined.
   * @param {string} url
   * @param {string} base
   */
  toLocal(url, base) {
    return this.#wasm.toLocal(url, base);
  }
}

/**
 * JSON for Rust. Of a function or of `undefined`, `JSON.stringify` makes nothing: `null` then, so that Rust can say
 * what is wrong.
 * @param {unknown} value
 */
function asJson(value) {
  return JSON.stringify(value) ?? "null";
}

/** The machine's own clock from 0 on, or one that stands still; either can be moved ahead. */
class RunningClock {
  #start;
  #ahead = 0;
  #date;
  /** Seconds by which `Date` is ahead of the machine. */
  #skew;

  /**
   * @param {"real" | "manual"} kind
   * @param {number} date what `Date` tells at 0, in seconds since 1970
   */
  constructor(kind, date) {
    this.#start = kind === "real" ? performance.now() : undefined;
    this.#date = date;
    this.#skew = date - Date.now() / 1000;
  }

  get now() {
    return this.#gone + this.#ahead;
  }

  /** What `Date` told at 0, now that the machine may have slept: then its own date went on, and this clock did not. */
  get date() {
    if (this.#start === undefined) return this.#date;
    return Math.max(0, Math.round((Date.now() - this.#gone) / 1000 + this.#skew));
  }

  get #gone() {
    return this.#start === undefined ? 0 : performance.now() - this.#start;
  }

  /** @param {number} milliseconds */
  advance(milliseconds) {
    this.#ahead += milliseconds;
  }
}
