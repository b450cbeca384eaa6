// A run that has begun. What begins when, what is written down and when it pauses or stops is decided in Rust
// (crates/bulk); this takes rows, does items, hands them to the loop, writes what it is told to write, and sleeps.

import { nextTurn } from "../platform/turn.js";
import { Engine, known, steps, stops, verdicts } from "./engine.js";
import { reasonOf, summaryOf } from "./ending.js";
import { Item, progressOf } from "./items.js";
import { Ledger } from "./ledger.js";
import { settingsOf } from "./options.js";
import { repeats, Rows, sizeOf, textOfRow } from "./rows.js";
import { bulkError } from "./texts.js";
import { Turns, withResolvers } from "./turns.js";
import { Cut, Effort, Worker } from "./work.js";

/**
 * @import { BulkItem, BulkOptions, BulkProgress, BulkSummary, BulkTask } from "../../types/index.d.ts"
 * @import { StopName } from "./engine.js"
 * @import { Port } from "./port.ts"
 */

/** Milliseconds: no timer is set for longer, since timers stand still while a machine sleeps. */
const longestSleep = 60_000;
/** Rows of a source that are skipped before others have their turn. */
const mostAtOnce = 2_000;

/** A run that has begun. */
export class Run {
  #port;
  #operation;
  #options;
  #rows;
  #size;
  #engine = new Engine();
  #ledger;
  #worker;
  #controller = new AbortController();
  /**
   * Items that have begun or are over: the row, and what came of it.
   * @type {Map<number, { row: unknown, outcome?: object }>}
   */
  #items = new Map();
  /** Calls that wait for their permit. @type {(() => void)[]} */
  #waiting = [];
  /**
   * The loop, where it waits for an item.
   * @type {PromiseWithResolvers<IteratorResult<BulkItem, BulkSummary>> | undefined}
   */
  #loop;
  /** The item that the loop has. @type {number | undefined} */
  #hand;
  /** What the loop is to throw in the end. @type {unknown} */
  #failure;
  /** What was thrown by a call that fails for all. @type {unknown} */
  #told;
  #turns = new Turns();
  #isWorking = false;
  #isDirty = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #began = performance.now();
  /** Rows that were taken; and, in a dry run, those of them that fit. */
  #taken = 0;
  #bound = 0;
  /** The last failure of an item. @type {unknown} */
  #last;
  /** @type {BulkSummary | undefined} */
  summary;

  /**
   * @param {Port} port
   * @param {string | BulkTask} operation
   * @param {Iterable<unknown> | AsyncIterable<unknown>} source
   * @param {BulkOptions} options
   */
  constructor(port, operation, source, options) {
    this.#port = port;
    this.#operation = operation;
    this.#options = options;
    this.#rows = new Rows(source);
    this.#size = sizeOf(source);
    this.#ledger = new Ledger(options.dryRun ? undefined : options.journal, this.#engine, (thrown) => {
      this.#failure = thrown;
      this.#engine.stop("journal");
      this.#engine.abandon();
      this.#isDirty = true;
    });
    this.#worker = new Worker({
      port,
      engine: this.#engine,
      options,
      signal: this.#controller.signal,
      write: () => this.#ledger.write(),
      woken: () => new Promise((resolve) => void this.#waiting.push(resolve)),
      passed: () => this.#passed(),
      learned: () => this.#wake(),
      told: (thrown) => {
        this.#told ??= thrown;
      },
    });
  }

  /** Reads the journal, if there is one, and begins. */
  async open() {
    const { signal, dryRun } = this.#options;
    const operation = this.#operation;
    if (typeof operation === "string") await this.#checkOperation(operation);
    const settings = settingsOf(this.#options, this.#effects(), this.#size, this.#port.rateLimit);
    const whole = dryRun ? { ...settings, maxWait: Number.POSITIVE_INFINITY } : settings;
    await this.#ledger.begin(whole, typeof operation === "string" ? operation : "", this.#port);
    if (signal?.aborted) this.#abort();
    else signal?.addEventListener("abort", this.#abort);
  }

  /**
   * An operation that there is not is one mistake, and not one of each row: the contract says it.
   * @param {string} id
   */
  async #checkOperation(id) {
    if (this.#port.client.operations().some((operation) => operation.id === id)) return;
    await this.#port.call({}, id);
  }

  /** Which items may have an effect, as the wasm numbers it. */
  #effects() {
    const { idempotent, call, dryRun } = this.#options;
    if (dryRun) return 0;
    const said = call?.idempotent ?? idempotent;
    if (said !== undefined) return said ? 0 : 2;
    return typeof this.#operation !== "string" || this.#worker.hasEffect(this.#operation) ? 1 : 0;
  }

  /** How the run goes. @returns {BulkProgress} */
  get progress() {
    return progressOf(this.#engine.progress());
  }

  /**
   * The next item: what the loop had is acknowledged.
   * @returns {Promise<IteratorResult<BulkItem, BulkSummary>>}
   */
  next() {
    return this.#turns.take(() => this.#next());
  }

  /** @returns {Promise<IteratorResult<BulkItem, BulkSummary>>} */
  #next() {
    if (this.summary !== undefined) return Promise.resolve({ done: true, value: this.summary });
    this.#acknowledge();
    this.#loop = withResolvers();
    const { promise } = this.#loop;
    this.#work();
    return promise;
  }

  #acknowledge() {
    if (this.#hand === undefined) return;
    try {
      this.#engine.acknowledged(this.#hand, this.#ledger.lengths());
    } catch (thrown) {
      this.#ledger.break(thrown);
    }
    this.#items.delete(this.#hand);
    this.#hand = undefined;
  }

  /**
   * The loop was left: what is under way ends, and nothing else begins.
   * @returns {Promise<IteratorReturnResult<BulkSummary>>}
   */
  return() {
    return this.#turns.take(async () => ({ done: true, value: await this.#leave() }));
  }

  /** @returns {Promise<BulkSummary>} */
  async #leave() {
    if (this.summary !== undefined) return this.summary;
    this.#engine.abandon();
    this.#controller.abort();
    this.#hand = undefined;
    this.#loop = withResolvers();
    const { promise } = this.#loop;
    this.#work();
    // What had stopped it already was told, or is of no interest any more.
    await promise.catch(() => undefined);
    return /** @type {BulkSummary} */ (/** @type {unknown} */ (this.summary));
  }

  #abort = () => {
    if (this.summary !== undefined) return;
    this.#failure ??= this.#options.signal?.reason;
    this.#engine.stop("signal");
    this.#controller.abort(this.#options.signal?.reason);
    this.#wake();
  };

  /**
   * A call has ended well. That of an operation is all of its item, which is over in a moment: until then there is
   * something to do for calls that wait, and nothing else. A task goes on.
   */
  #passed() {
    if (this.#waiting.length > 0 || typeof this.#operation !== "string") this.#wake();
  }

  /** Something has happened: calls that wait ask again, and what can be done is done. */
  #wake() {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const wake of waiting) wake();
    this.#work();
  }

  /** Does what is to be done next, until there is nothing. */
  #work() {
    if (this.#isWorking) {
      this.#isDirty = true;
      return;
    }
    this.#isWorking = true;
    do {
      this.#isDirty = false;
      this.#steps();
    } while (this.#isDirty);
    this.#isWorking = false;
  }

  #steps() {
    for (let pulled = 0; ; ) {
      const { step, n, hasLines } = this.#engine.next();
      if (hasLines) this.#ledger.write();
      if (step === steps.pull) {
        pulled += 1;
        if (pulled > mostAtOnce) void this.#pullLater();
        else this.#pull();
      } else if (step === steps.begin) this.#begin(n);
      else if (step === steps.ask) this.#ask(n);
      else {
        this.#serve();
        if (step === steps.over && this.#loop !== undefined) this.#finish();
        else this.#sleep();
        return;
      }
    }
  }

  /** Hands the loop an item, if it waits for one and there is one. */
  #serve() {
    if (this.#loop === undefined) return;
    const given = this.#engine.give();
    if (given === undefined) return;
    const { n, verdict } = given;
    const { row, outcome = this.#untried(n, verdict) } = this.#items.get(n) ?? { row: undefined };
    const isOk = verdict === verdicts.done || verdict === verdicts.doneBefore;
    const doubt = verdict === verdicts.doneBefore ? "done" : verdict === verdicts.held ? "held" : undefined;
    const whole = { ok: isOk, ...outcome, ...(doubt !== undefined && { doubt }) };
    if (this.#options.dryRun && isOk) this.#bound += 1;
    const item = new Item(n, row, whole, () => this.progress);
    this.#hand = n;
    const { resolve } = this.#loop;
    this.#loop = undefined;
    resolve({ done: false, value: /** @type {BulkItem} */ (/** @type {unknown} */ (item)) });
  }

  /**
   * What is told of an item that this run has not begun.
   * @param {number} n
   * @param {number} verdict
   */
  #untried(n, verdict) {
    const nothing = { attempts: 0, duration: 0 };
    if (verdict !== verdicts.held) return { data: undefined, ...nothing };
    return { error: bulkError("bulk-in-doubt", { n }, this.#port.language), ...nothing };
  }

  /** Takes a row: at once, where there is nothing to wait for. */
  #pull() {
    try {
      const taken = this.#rows.next();
      if (taken instanceof Promise) taken.then(this.#takeLater, this.#stopSource);
      else this.#take(taken);
    } catch (thrown) {
      this.#stopSource(thrown);
    }
  }

  /** Goes on with the rows once others had their turn. */
  async #pullLater() {
    await nextTurn();
    this.#pull();
    this.#work();
  }

  /** @param {import("./rows.js").Taken} taken */
  #takeLater = (taken) => {
    try {
      this.#take(taken);
    } catch (thrown) {
      this.#stopSource(thrown);
    }
    this.#work();
  };

  /** @param {import("./rows.js").Taken} taken */
  #take({ done, value: row }) {
    if (done) return this.#engine.ended();
    const n = this.#taken;
    this.#taken += 1;
    if (this.#engine.pulled(this.#ledger.isKept ? textOfRow(row) : "")) this.#items.set(n, { row });
  }

  /** @param {unknown} thrown */
  #stopSource = (thrown) => this.#stop("source", thrown);

  /**
   * Begins an item.
   * @param {number} n
   */
  async #begin(n) {
    const item = /** @type {{ row: unknown, outcome?: object }} */ (this.#items.get(n));
    const effort = new Effort();
    const [operation, worker] = [this.#operation, this.#worker];
    try {
      const work =
        typeof operation === "string"
          ? worker.operation(operation, n, item.row, effort)
          : worker.task(operation, n, item.row, effort);
      const result = await work;
      item.outcome = { ...result, attempts: effort.attempts, duration: effort.duration };
      this.#engine.settled(n);
    } catch (thrown) {
      const { kind, code: told, status } = this.#worker.failureOf(thrown);
      const code = repeats(item.row, told) ? undefined : told;
      item.outcome = { status, code, error: thrown, attempts: effort.attempts, duration: effort.duration };
      if (!(thrown instanceof Cut) && this.#engine.stopped() === 0) this.#last = thrown;
      this.#engine.settled(n, { kind, code, status });
    }
    this.#wake();
  }

  /**
   * Asks the caller whether an item was done.
   * @param {number} n
   */
  async #ask(n) {
    const { inDoubt } = this.#options;
    const row = this.#items.get(n)?.row;
    try {
      const said = typeof inDoubt === "function" ? await inDoubt(row, n) : "hold";
      this.#engine.resolved(n, known[said] ?? known.hold);
    } catch (thrown) {
      this.#stop("errors", thrown);
      this.#engine.resolved(n, known.hold);
    }
    this.#wake();
  }

  /**
   * @param {StopName} why
   * @param {unknown} thrown
   */
  #stop(why, thrown) {
    if (this.#engine.stopped() === 0) this.#failure = thrown;
    this.#engine.stop(why);
    this.#wake();
  }

  /** Sets a timer for the next thing to do, or for a look at the clock before it. */
  #sleep() {
    clearTimeout(this.#timer);
    const left = this.#engine.wakesIn();
    if (left === Number.POSITIVE_INFINITY) return;
    this.#timer = setTimeout(() => this.#wake(), Math.min(Math.ceil(left), longestSleep));
  }

  /** All is over: lets go of everything, and tells the loop. */
  #finish() {
    clearTimeout(this.#timer);
    this.#options.signal?.removeEventListener("abort", this.#abort);
    this.#rows.close();
    this.#engine.end();
    this.#ledger.write();
    const duration = performance.now() - this.#began;
    const summary = summaryOf(this.#engine, { duration, bound: this.#options.dryRun ? this.#bound : undefined });
    this.summary = summary;
    this.#ledger.close();
    const stop = this.#engine.stopped();
    const { resolve, reject } = /** @type {PromiseWithResolvers<IteratorResult<BulkItem, BulkSummary>>} */ (this.#loop);
    this.#loop = undefined;
    if (stop === 0 || stops[stop] === "left") resolve({ done: true, value: summary });
    else {
      const thrown = { last: this.#last, told: this.#told };
      reject(this.#failure ?? reasonOf(stop, summary, thrown, this.#port.language));
    }
  }
}
