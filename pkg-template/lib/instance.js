// The client's wasm: one instance for all clients, and another for those that are made after it was left halfway.

import { Instance } from "./platform/entries.js";
import { reasonNumber } from "./reasons.js";
import { instantiate } from "./wasm/client.js";

/**
 * @import { Client, MakeError, Observer } from "./wasm/client.js"
 * @import { View } from "./failure.ts"
 */

/** @type {WebAssembly.Module} */
let compiled;
/** @type {Entered} */
let current;

/** An instance, and the class of its clients. */
class Entered extends Instance {
  /** @param {WebAssembly.Module} module */
  constructor(module) {
    const { Client, abandon } = instantiate(module);
    super(abandon);
    this.Client = Client;
  }
}

/**
 * Keeps the compiled wasm, if it is the client's: an instance is made of it at once.
 * @param {{ module: WebAssembly.Module }} wasm
 */
export function initSync({ module }) {
  current = new Entered(module);
  compiled = module;
}

/** That calls under way end, as src/js/client.rs numbers it. */
const closing = 5;

/** A client of the core's, each entry guarded. */
export class Core {
  #instance;
  #client;
  #makeError;

  /**
   * @param {unknown} options
   * @param {MakeError} makeError
   * @param {Observer} [observer]
   */
  constructor(options, makeError, observer) {
    if (current.isBroken) current = new Entered(compiled);
    this.#instance = current;
    this.#makeError = makeError;
    /** @type {{ error?: unknown }} */
    const refused = {};
    /** @param {View} view @param {unknown} [body] */
    const made = (view, body) => {
      refused.error = makeError(view, body);
      return refused.error;
    };
    const client = current.enter(() => {
      try {
        return new current.Client(options, made, observer);
      } catch (thrown) {
        // What is wrong with the options; anything else has passed through the wasm.
        if (thrown === refused.error) return undefined;
        throw thrown;
      }
    });
    if (client === undefined) throw refused.error ?? this.#failure();
    this.#client = client;
  }

  /**
   * Settles by one of the two functions.
   * @param {number} kind what is wanted, as src/js/client.rs numbers it
   * @param {unknown} options
   * @param {(value: never) => void} resolve
   * @param {(thrown: unknown) => void} reject
   */
  execute(kind, options, resolve, reject) {
    const { calls } = this.#instance;
    let isOver = false;
    // What is broken is closed.
    const fail = () => (kind === closing ? resolve(/** @type {never} */ (undefined)) : reject(this.#failure()));
    /** @type {<T>(settle: (value: T) => void) => (value: T) => void} */
    const settled = (settle) => (value) => {
      isOver = true;
      calls.delete(fail);
      settle(value);
    };
    this.#enter((client) => client.execute(kind, options, settled(resolve), settled(reject)));
    // Only now: whoever is cut off in there has no promise that could be rejected.
    if (isOver) return;
    if (this.#instance.isBroken) fail();
    else calls.add(fail);
  }

  free() {
    this.#enter((client) => client.free());
  }

  /** Drops the token; a broken instance has none that is used. */
  forgetToken() {
    this.#enter((client) => client.forgetToken());
  }

  metrics() {
    const metrics = this.#enter((client) => client.metrics());
    if (metrics === undefined) throw this.#failure();
    return metrics;
  }

  /**
   * @template T
   * @param {(client: Client) => T} work
   */
  #enter(work) {
    return this.#instance.enter(() => work(this.#client));
  }

  /** The error of what the instance cannot do any more. */
  #failure() {
    const { name, message } = /** @type {Error} */ (Object(this.#instance.cause));
    return this.#makeError([
      reasonNumber("client-closed"),
      0,
      [
        ["causeName", String(name)],
        ["causeMessage", String(message)],
      ],
    ]);
  }
}
