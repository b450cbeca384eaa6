// What a client shares with the other processes of its application: the JavaScript half of crates/fleet. The client's
// core asks it for a turn and for a token, and tells it what came of them (src/js/platform.rs).

import * as engine from "./engine.js";
import { load } from "../loader.js";
import { monotonic } from "../platform/runtime.js";
import { field } from "../platform/values.js";
import { Cells } from "./cells.js";
import { readSharing } from "./options.js";
import { Sealing } from "./sealing.js";

/**
 * @import { SneEvent, SneStoreMetrics } from "../../types/index.d.ts"
 * @import { MakeError } from "../error.js"
 * @import { Bring } from "../wasm.ts"
 * @import { Answered } from "./cells.js"
 * @import { Sharing } from "./options.js"
 */

const { cells, steps, Engine } = engine;

/** Milliseconds: longer waits are made of such steps, because a machine may sleep, and its timers with it. */
const longestSleep = 60_000;

/**
 * What a client shares, once it can.
 * @param {unknown} options
 * @param {Bring} bring
 * @param {MakeError} makeError
 */
export async function share(options, bring, makeError) {
  const sharing = readSharing(options, makeError);
  const [sealing] = await Promise.all([Sealing.of(sharing.application, sharing.secret), load(engine, bring)]);
  const onEvent = field(options, "onEvent");
  const tell = typeof onEvent === "function" ? (/** @type {SneEvent} */ event) => onEvent(event) : undefined;
  return new Shared(sharing, sealing, tell);
}

/** What the core calls for, as `Sharing` in src/core/platform.rs numbers it. */
const calls = { turn: 0, told: 1, announced: 2, obtained: 3 };

/** Milliseconds for which a turn is good: TURN in src/core/rate_limiter.rs. */
const longestTurn = 250;

/** Says, as a signal does that aborts, that a turn may have come; and again. */
class Turns {
  aborted = false;
  /** @type {Set<() => void>} */
  #listeners = new Set();

  /** @param {string} _type @param {() => void} listener */
  addEventListener(_type, listener) {
    this.#listeners.add(listener);
  }

  /** @param {string} _type @param {() => void} listener */
  removeEventListener(_type, listener) {
    this.#listeners.delete(listener);
  }

  tell() {
    // Not from within the core, which may be asking.
    queueMicrotask(() => {
      for (const listener of [...this.#listeners]) listener();
    });
  }
}

/** What a client shares. */
export class Shared {
  #engine = new Engine();
  #cells;
  #sealing;
  #tell;
  #name;
  #timeout;
  #getToken;
  /** The call that waits for its turn, by its number, and what it leaves to others. @type {number | undefined} */
  #asker;
  #reserve = 0;
  #asked = 0;
  /** The turn that has come. @type {{ turn: number, at: number } | undefined} */
  #came;
  /** Who waits for a token. @type {Set<(given: object | undefined) => void>} */
  #wants = new Set();
  /** The token that is to be sealed. */
  #token = "";
  #isAlone = false;
  #isClosed = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * @param {Sharing} sharing
   * @param {Sealing} sealing
   * @param {((event: SneEvent) => void) | undefined} tell
   */
  constructor({ store, reserve, size, name, limits, unused, timeout, getToken }, sealing, tell) {
    this.#tell = tell;
    this.#name = name;
    this.#timeout = timeout;
    this.#getToken = getToken && (async (/** @type {object} */ asked) => getToken(asked));
    this.#sealing = sealing;
    const { application, secret } = sealing;
    this.#engine.begin({ limits, unused, reserve, size, application, secret });
    const keys = [cells.pace, cells.token].map((cell) => this.#engine.key(cell));
    sealing.bind(keys[cells.token]);
    this.#cells = new Cells(store, keys, {
      answered: (cell, answer, sent) => this.#answered(cell, answer, sent),
      failed: (cell) => this.#failed(cell),
    });
  }

  /** What the core asks and tells: src/js/platform.rs. */
  hook = {
    /** @param {{ signal?: AbortSignal, rejected?: string }} asked */
    getToken: async (asked) => {
      const given = await this.#want(asked.signal);
      return given === undefined && this.#getToken !== undefined ? this.#provide(asked) : given;
    },
    /**
     * What src/core/platform.rs has under `Sharing`.
     * @param {number} what
     * @param {number} a
     * @param {number} b
     * @param {number} c
     * @param {string} text
     */
    call: (what, a, b, c, text) =>
      this.#enter(() => {
        if (what === calls.turn) return this.#turn(a, b, c - monotonic());
        if (what === calls.told) this.#engine.told(a, b, c * 1_000);
        else if (what === calls.announced) this.#engine.announced(a, b, c * 1_000);
        else if (what === calls.obtained) this.#obtained(text, a);
        else this.#engine.refused(b, text, a > 0, c * 1_000);
        this.#pump();
        return 0;
      }),
    turns: new Turns(),
  };

  /** How it goes. @returns {SneStoreMetrics} */
  metrics() {
    return { up: !this.#isAlone, ...(this.#name !== undefined && { name: this.#name }), ...this.#cells.counts };
  }

  /** Lets go of everything. */
  close() {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#cells.close();
    this.#release();
  }

  /**
   * A ticket when a call may leave, less than 0 when that would be too late; `NaN` when it is to ask again. Of the
   * calls of a client, only the first one asks, but for one that goes before it: so any may have the turn that came.
   * @param {number} reserve
   * @param {number} longestPause
   * @param {number} deadline
   */
  #turn(reserve, longestPause, deadline) {
    if (this.#isClosed) return 0;
    const came = this.#taken();
    if (came !== undefined) return came;
    if (this.#asker === undefined || reserve < this.#reserve) {
      if (this.#asker !== undefined) this.#engine.giveUp(this.#asker);
      this.#reserve = reserve;
      this.#asked = (this.#asked + 1) % 2 ** 31;
      this.#asker = this.#asked;
      this.#engine.ask(this.#asker, reserve, longestPause, deadline);
    }
    this.#pump();
    return this.#taken() ?? Number.NaN;
  }

  /** The turn that has come, if nobody has had it yet. */
  #taken() {
    const came = this.#came;
    this.#came = undefined;
    return came !== undefined && monotonic() - came.at < longestTurn ? came.turn : undefined;
  }

  /**
   * Resolves to a token, to the refusal that another process was given, or to nothing, when this one is to ask.
   * @param {AbortSignal} [signal]
   * @returns {Promise<object | undefined>}
   */
  #want(signal) {
    if (this.#isClosed) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      this.#wants.add(resolve);
      signal?.addEventListener("abort", () => {
        this.#wants.delete(resolve);
        this.#enter(() => {
          if (this.#wants.size === 0) this.#engine.dropWant();
          this.#pump();
        });
      });
      this.#enter(() => {
        this.#engine.want(this.#timeout);
        this.#pump();
      });
    });
  }

  /**
   * The caller's own function is asked, and what it gives is told to the others.
   * @param {object} asked
   */
  async #provide(asked) {
    const given = await this.#getToken?.(asked).catch((/** @type {unknown} */ thrown) => {
      this.#untold();
      throw thrown;
    });
    const { access_token: token, expires_in: seconds } = Object(given);
    if (typeof token === "string" && Number(seconds) > 0) this.#obtained(token, Number(seconds));
    else this.#untold();
    return given;
  }

  /** There is no token, and nothing that others should know of that. */
  #untold() {
    this.#enter(() => {
      this.#engine.refused(0, "", false, Number.NaN);
      this.#pump();
    });
  }

  /**
   * @param {string} token
   * @param {number} seconds
   */
  #obtained(token, seconds) {
    this.#token = token;
    this.#enter(() => {
      this.#engine.obtained(seconds * 1_000);
      this.#pump();
    });
  }

  /**
   * @param {number} cell
   * @param {Answered} answer
   * @param {number} sent
   */
  #answered(cell, answer, sent) {
    this.#enter(() => {
      this.#engine.answered(cell, answer, sent);
      this.#pump();
    });
  }

  /** @param {number} cell */
  #failed(cell) {
    this.#enter(() => {
      this.#engine.failed(cell);
      this.#pump();
    });
  }

  /**
   * Does something with the wasm. What breaks in there breaks no call: the client goes on by itself from then on.
   * @template Result
   * @param {() => Result} work
   * @returns {Result | 0}
   */
  #enter(work) {
    if (this.#isClosed) return 0;
    try {
      return work();
    } catch {
      this.close();
      return 0;
    }
  }

  /** Does what is to be done, until there is nothing. */
  #pump() {
    if (this.#isClosed) return;
    while (this.#stepOf(cells.pace));
    while (this.#stepOf(cells.token));
    this.#tellState();
    clearTimeout(this.#timer);
    const left = this.#engine.wakesIn();
    if (left === Number.POSITIVE_INFINITY) return;
    this.#timer = setTimeout(() => this.#enter(() => this.#pump()), Math.min(Math.ceil(left), longestSleep));
    // What nobody waits for keeps no process alive.
    const timer = /** @type {{ unref?: () => void }} */ (/** @type {unknown} */ (this.#timer));
    if (this.#asker === undefined && this.#wants.size === 0) timer.unref?.();
  }

  /**
   * One step; says whether there was one.
   * @param {number} cell
   */
  #stepOf(cell) {
    const { step, a, b, text, more } = this.#engine.next(cell);
    if (step === steps.read) this.#cells.read(cell);
    else if (step === steps.write) this.#cells.write(cell, text, a);
    else if (step === steps.go) this.#settle(a, b);
    else if (step === steps.refuse) this.#settle(a, -Math.max(1, b));
    else if (step === steps.block) this.#settle(a, Number.NEGATIVE_INFINITY);
    else if (step === steps.ask) this.#give(undefined);
    else if (step === steps.refused)
      this.#give({ status: a, error: text || undefined, retry_after: Math.ceil(b / 1_000) });
    else if (step === steps.give) this.#unseal(text, more, a);
    else if (step === steps.seal) this.#seal(text);
    return step !== steps.wait;
  }

  /**
   * @param {number} asker
   * @param {number} turn
   */
  #settle(asker, turn) {
    if (asker !== this.#asker) return;
    this.#asker = undefined;
    this.#came = { turn, at: monotonic() };
    this.hook.turns.tell();
  }

  /** @param {object | undefined} given */
  #give(given) {
    for (const resolve of this.#wants) resolve(given);
    this.#wants.clear();
  }

  /**
   * @param {string} text
   * @param {string} label
   * @param {number} left milliseconds
   */
  async #unseal(text, label, left) {
    const token = await this.#sealing.unseal(text, label);
    if (token === undefined) {
      this.#enter(() => {
        this.#engine.unreadable();
        this.#pump();
      });
    } else this.#give({ access_token: token, token_type: "Bearer", expires_in: left / 1_000 });
  }

  /** @param {string} label */
  async #seal(label) {
    const token = this.#token;
    this.#token = "";
    const sealed = await this.#sealing.seal(token, label);
    this.#enter(() => {
      this.#engine.sealed(sealed);
      this.#pump();
    });
  }

  /** Tells whoever observes the client that the store is down, or is there again. */
  #tellState() {
    const isAlone = this.#engine.isAlone();
    if (isAlone === this.#isAlone) return;
    this.#isAlone = isAlone;
    /** @type {SneEvent} */
    const event = { type: isAlone ? "store-down" : "store-up", time: Date.now() };
    // Not from within: it may call the client.
    if (this.#tell !== undefined) queueMicrotask(() => this.#tell?.(event));
  }

  /** Nobody waits any more. */
  #release() {
    this.hook.turns.tell();
    this.#give(undefined);
  }
}
