// Doing an item: the calls that it makes ask for a permit before they leave, and tell what came of them.

import { SneError } from "../error.js";
import { field } from "../platform/values.js";
import { ends, permits } from "./engine.js";
import { bulkError } from "./texts.js";

/**
 * @import { AbortSignalLike, Answer, BulkOptions, BulkTask } from "../../types/index.d.ts"
 * @import { OperationCallOptions, RequestOptions } from "../../types/index.d.ts"
 * @import { CallFailure } from "./crossing.ts"
 * @import { Engine } from "./engine.js"
 * @import { Extra, Port } from "./port.ts"
 */

/** Thrown through a task whose run has stopped: its item is left as it is. */
export class Cut extends Error {}

/** Thrown by what would send, in a dry run. */
class Bound extends Error {}

const notSent = () => Promise.reject(new Bound());

/** Methods whose repetition does no more than they did, as in the client. */
const repeatable = /^(GET|HEAD|PUT|DELETE|OPTIONS)$/;

/** A signal that aborts with either of two. It keeps nothing, so that one that lives long holds no call of before. */
class EitherSignal {
  #signals;

  /** @param {AbortSignalLike[]} signals */
  constructor(signals) {
    this.#signals = signals;
  }

  get aborted() {
    return this.#signals.some(({ aborted }) => aborted);
  }

  get reason() {
    return this.#signals.find(({ aborted }) => aborted)?.reason;
  }

  /** @param {"abort"} type @param {(event?: unknown) => void} listener */
  addEventListener(type, listener) {
    for (const signal of this.#signals) signal.addEventListener(type, listener);
  }

  /** @param {"abort"} type @param {(event?: unknown) => void} listener */
  removeEventListener(type, listener) {
    for (const signal of this.#signals) signal.removeEventListener(type, listener);
  }
}

/** The signal of a run for the calls that it makes itself: all listen to it, and the platform's own is slower. */
class RunSignal {
  aborted = false;
  /** @type {unknown} */
  reason;
  /** @type {Set<(event?: unknown) => void>} */
  #listeners = new Set();

  /** @param {AbortSignal} signal whose abort it is */
  constructor(signal) {
    signal.addEventListener("abort", () => {
      this.aborted = true;
      this.reason = signal.reason;
      for (const listener of this.#listeners) listener();
    });
  }

  /** @param {string} _type @param {(event?: unknown) => void} listener */
  addEventListener(_type, listener) {
    this.#listeners.add(listener);
  }

  /** @param {string} _type @param {(event?: unknown) => void} listener */
  removeEventListener(_type, listener) {
    this.#listeners.delete(listener);
  }
}

/** What is counted of an item. */
export class Effort {
  attempts = 0;
  began = performance.now();

  get duration() {
    return performance.now() - this.began;
  }
}

/**
 * In a dry run, an item is done once its first call is bound.
 * @param {unknown} thrown
 */
function boundIsDone(thrown) {
  if (thrown instanceof Bound) return { data: undefined };
  throw thrown;
}

/** Does items. */
export class Worker {
  #port;
  #engine;
  #options;
  #signal;
  #write;
  #woken;
  #passed;
  #learned;
  #told;
  /** @type {Map<string, boolean>} */
  #effects = new Map();
  /** Options of each call of an operation. @type {OperationCallOptions | undefined} */
  #usual;
  /** What calls have of the run: those that may have an effect, and those that are aborted with it. @type {Extra} */
  #reserve;
  /** @type {Extra} */
  #aborted;

  /**
   * @param {object} run
   * @param {Port} run.port
   * @param {Engine} run.engine
   * @param {BulkOptions} run.options
   * @param {AbortSignal} run.signal aborts what does no harm when it is aborted
   * @param {() => boolean} run.write writes the journal; says whether that can be done
   * @param {() => Promise<void>} run.woken resolves when a permit may be asked for again
   * @param {() => void} run.passed a call has ended well
   * @param {() => void} run.learned a call has failed
   * @param {(thrown: unknown) => void} run.told is told of what may be the reason of a stop
   */
  constructor({ port, engine, options, signal, write, woken, passed, learned, told }) {
    this.#port = port;
    this.#engine = engine;
    this.#options = options;
    this.#signal = signal;
    this.#write = write;
    this.#woken = woken;
    this.#passed = passed;
    this.#learned = learned;
    this.#told = told;
    const { call, idempotent, reserve } = options;
    const isSaid = idempotent !== undefined && call?.idempotent === undefined;
    this.#usual = isSaid ? { ...call, idempotent } : call;
    this.#reserve = reserve === undefined ? {} : { reserve };
    this.#aborted = { ...this.#reserve, signal: new RunSignal(signal) };
  }

  /**
   * Whether calling an operation may have an effect. An operation that there is not has none: it is not sent.
   * @param {string} id
   */
  hasEffect(id) {
    if (this.#effects.size === 0)
      for (const operation of this.#port.client.operations())
        this.#effects.set(operation.id, !repeatable.test(operation.method.toUpperCase()));
    return this.#effects.get(id) ?? false;
  }

  /**
   * Calls an operation for a row.
   * @param {string} id
   * @param {number} n
   * @param {unknown} row
   * @param {Effort} effort
   */
  async operation(id, n, row, effort) {
    try {
      const { status, data } = await this.#call(n, effort, id, this.#parametersOf(row, n));
      return { status, data };
    } catch (thrown) {
      return boundIsDone(thrown);
    }
  }

  /**
   * Does a task for a row.
   * @param {BulkTask} task
   * @param {number} n
   * @param {unknown} row
   * @param {Effort} effort
   */
  async task(task, n, row, effort) {
    /** @type {import("../../types/index.d.ts").BulkTools} */
    const tools = {
      n,
      signal: this.#signal,
      call: (id, parameters, options) =>
        /** @type {Promise<Answer<never>>} */ (this.#call(n, effort, id, parameters, options)),
      request: (options) => /** @type {Promise<Answer<never>>} */ (this.#request(n, effort, options)),
    };
    try {
      return { data: await task(row, tools) };
    } catch (thrown) {
      return boundIsDone(thrown);
    }
  }

  /**
   * @param {unknown} row
   * @param {number} n
   */
  #parametersOf(row, n) {
    const { parameters } = this.#options;
    if (parameters !== undefined) return parameters(row);
    let made = row;
    try {
      if (typeof row === "string") made = JSON.parse(row);
    } catch {
      made = undefined;
    }
    if (typeof made === "object" && made !== null && !Array.isArray(made)) return made;
    throw bulkError("bulk-row", { n }, this.#port.language);
  }

  /**
   * @param {number} n
   * @param {Effort} effort
   * @param {string} id
   * @param {object | null | undefined} parameters
   * @param {OperationCallOptions} [own]
   */
  #call(n, effort, id, parameters, own) {
    const idempotent = own?.idempotent ?? this.#usual?.idempotent;
    const hasEffect = idempotent === undefined ? this.hasEffect(id) : !idempotent;
    const options = own === undefined ? this.#usual : { ...this.#usual, ...own };
    if (this.#options.dryRun) return this.#port.bind(notSent, id, parameters, options);
    const extra = this.#shared(hasEffect, own?.signal);
    return this.#leave(n, effort, hasEffect, () => this.#port.call(extra, id, parameters, options));
  }

  /**
   * @param {number} n
   * @param {Effort} effort
   * @param {RequestOptions} given
   */
  #request(n, effort, given) {
    const { method = "GET", idempotent = repeatable.test(method.toUpperCase()) } = given;
    const options = { ...given, ...this.#shared(!idempotent, given.signal) };
    if (this.#options.dryRun) return notSent();
    return this.#leave(n, effort, !idempotent, () => this.#port.client.request(options));
  }

  /**
   * What calls have of the run. What may have an effect is not aborted when the run stops: nobody would know of it.
   * @param {boolean} hasEffect
   * @param {AbortSignalLike | null} [own] the caller's, for this call
   * @returns {Extra}
   */
  #shared(hasEffect, own) {
    if (hasEffect) return this.#reserve;
    if (own === undefined || own === null) return this.#aborted;
    // What is none is refused by the client, in its words.
    const isSignal = typeof field(own, "addEventListener") === "function";
    return { ...this.#aborted, signal: isSignal ? new EitherSignal([own, this.#signal]) : own };
  }

  /**
   * A call, from its permit to its answer; again where it was refused for a while.
   * @param {number} n
   * @param {Effort} effort
   * @param {boolean} hasEffect
   * @param {() => Promise<Answer>} send
   */
  async #leave(n, effort, hasEffect, send) {
    for (;;) {
      for (let permit = this.#engine.permit(n, hasEffect); permit !== permits.go; ) {
        if (permit === permits.cut) throw new Cut();
        await this.#woken();
        permit = this.#engine.permit(n, hasEffect);
      }
      // Before it leaves: who is killed from here on does not know whether it was done.
      if (!this.#write()) throw new Cut();
      try {
        const answer = await send();
        effort.attempts += 1;
        this.#engine.answered(n, 1);
        this.#passed();
        return answer;
      } catch (thrown) {
        const failure = this.failureOf(thrown);
        effort.attempts += failure.attempts;
        const end = this.#engine.answered(n, failure.attempts, failure);
        if (end === ends.cut) this.#told(thrown);
        this.#learned();
        if (end === ends.cut) throw new Cut();
        if (end === ends.over) throw thrown;
      }
    }
  }

  /**
   * What the wasm is told of a failure.
   * @param {unknown} thrown
   * @returns {CallFailure & { attempts: number }}
   */
  failureOf(thrown) {
    if (thrown === this.#signal.reason && this.#signal.aborted)
      return { kind: "aborted", retryable: false, attempts: 1 };
    if (!(thrown instanceof SneError)) return { kind: "task", retryable: false, attempts: 0 };
    const { kind, code, status, retryable, retryAfter, attempts } = thrown;
    return { kind: this.#port.isClosed() ? "closed" : kind, code, status, retryable, retryAfter, attempts };
  }
}
