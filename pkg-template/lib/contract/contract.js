// A contract, in front of its wasm: it translates; what a contract means is decided in Rust (crates/contract/src).

import { addBody } from "../error.js";
import { load } from "../loader.js";
import { errorBodyOf } from "../platform/error-body.js";
import { nextTurn } from "../platform/turn.js";
import { Answers } from "./answers.js";
import { Asking } from "./asking.js";
import * as asks from "./asks.js";
import * as wasm from "./instance.js";
import { textOf } from "./json.js";
import { optionsOf } from "./options.js";
import { loaded, need, readWith, whole } from "./parts.js";
import { contractText } from "./reading.js";
import { Requests } from "./requests.js";
import { tell } from "./telling.js";
import { readValidate } from "./validate-option.js";
import { outcome, unreadable, viewed, viewOf } from "./views.js";

export { checkValidate } from "./validate-option.js";

/**
 * @import { Operation, OperationCallOptions, PagesOptions, SneEvent, SneRemark } from "../../types/index.d.ts"
 * @import { MakeError } from "../error.js"
 * @import { Language } from "../failure.ts"
 * @import { Bring } from "../wasm.ts"
 * @import { Calls, Send, TextAnswer } from "./calls.ts"
 * @import { Ask, CallPage, Fail } from "./paging.ts"
 * @import { Told } from "./told.ts"
 * @import { Validation } from "./validation.ts"
 */

/** Characters of an answer that has the turn of the event loop to itself. */
const longAnswer = 2_000_000;

/**
 * @typedef {{ language?: Language, validate?: unknown, integers?: unknown, onEvent?: unknown, fetch?: unknown,
 *   errorBody?: unknown }} OfCalls
 */

/**
 * Reads a contract. Rejects with what `makeError` makes of what is wrong.
 * @param {unknown} given the document, parsed or as text
 * @param {Bring} loadWasm brings the wasm of the contract
 * @param {MakeError} makeError
 * @param {OfCalls} options those of the client that are about calls of operations
 * @returns {Promise<Calls>}
 */
export async function readContract(
  given,
  loadWasm,
  makeError,
  { language = "fr", validate, integers, ...others } = {},
) {
  await loaded(load(wasm, loadWasm), makeError);
  const document = await contractText(given, makeError);
  // A pattern is looked at when the contract is read. Where it is not written out, that breaks off and begins anew.
  if (document.text.includes('"pattern"')) await need("patterns", makeError);
  if (validate !== undefined || integers !== undefined) await need("odd", makeError);
  const core = new wasm.Instance(document);
  const failure = await readWith(core, makeError);
  const validation = await whole(core, makeError, () => readValidate(core, validate, integers, undefined, makeError));
  outcome(failure, makeError);
  const contract = new Contract(new Asking(core, makeError, language), validation, { language, ...others });
  await contract.readRemarks();
  return contract;
}

/** A contract that has been read. @implements {Calls} */
class Contract {
  #asking;
  #validation;
  #onEvent;
  #keepsErrorBody;
  #language;
  /** Requests of calls without parameters, by the id of an operation. @type {Map<string, object>} */
  #known = new Map();
  requests;
  answers;

  /**
   * @param {Asking} asking
   * @param {Validation} validation
   * @param {Pick<OfCalls, "onEvent" | "fetch" | "errorBody"> & { language: Language }} others
   */
  constructor(asking, validation, { onEvent, fetch, errorBody, language }) {
    this.#asking = asking;
    this.#validation = validation;
    this.#onEvent = onEvent;
    this.#keepsErrorBody = errorBody;
    this.#language = language;
    // The platform's own sends no body with GET; that of the caller may.
    this.requests = new Requests(asking, typeof fetch === "function");
    this.answers = new Answers(asking);
  }

  /** Loads what it takes to tell of the remarks, where there are some. */
  async readRemarks() {
    const language = this.#language;
    const told = /** @type {Told[]} */ (await this.#asking.whole(() => this.#asking.ask(asks.remarks)));
    if (told.length === 0) return;
    const { remarksOf, tellRemarks } = await import("./remarks.js");
    const remarks = await remarksOf(told, language);
    const onEvent = /** @type {(event: SneEvent) => void} */ (this.#onEvent);
    this.remarks = remarks;
    if (typeof onEvent === "function") this.tellRemarks = () => tellRemarks(onEvent, remarks());
  }

  /**
   * What is odd about the contract, as fresh plain data.
   * @returns {SneRemark[]}
   */
  remarks = () => [];

  /** Tells the caller's `onEvent` of the remarks. */
  tellRemarks() {}

  /**
   * What a call wants of the validation: what its options say, and for the rest what all calls want.
   * @param {unknown} option `validate`
   * @param {unknown} [integers]
   */
  validation(option, integers) {
    const usual = this.#validation;
    if (option === undefined && integers === undefined) return usual;
    const { core, makeError } = this.#asking;
    return readValidate(core, option, integers, usual, makeError);
  }

  /**
   * The operations, as fresh plain data.
   * @returns {Operation[]}
   */
  operations() {
    return /** @type {Operation[]} */ (this.#asking.ask(asks.operations));
  }

  /**
   * The definitions, as fresh plain data.
   * @returns {ReturnType<Calls["definitions"]>}
   */
  definitions() {
    return /** @type {ReturnType<Calls["definitions"]>} */ (this.#asking.ask(asks.definitions));
  }

  /**
   * The address of the API in one of PISTE's environments, where the contract has a say in it.
   * @param {string} environment
   * @returns {string | undefined}
   */
  address(environment) {
    return /** @type {string | null} */ (this.#asking.ask(asks.address, environment)) ?? undefined;
  }

  /**
   * The pages of an operation; `send` is given what `request` takes.
   * @param {Send} send
   * @param {string} id
   * @param {object | null} [parameters]
   * @param {PagesOptions} [options]
   */
  async *pages(send, id, parameters, options) {
    const asking = this.#asking;
    const { core, makeError } = asking;
    if (!core.isReady) await asking.readAgain();
    // Fetched when somebody asks for pages.
    const [{ pagesOf }] = await Promise.all([
      import("./pages.js"),
      asking.texts("pages"),
      // What is wrong with pages is told in the midst of asking, where nothing can be loaded any more.
      ...["pages", "odd"].map((part) => need(part, makeError)),
    ]);
    /** @type {Ask} */
    const ask = (told) => asking.answer(asks.pages, textOf(told));
    /** @param {unknown} view */
    const failureOf = (view) => makeError(viewOf(view));
    /** @type {CallPage} */
    const call = (name, given, callOptions, fixed) =>
      this.call((request) => send({ ...request, ...fixed }), name, given, callOptions);
    const refuse = () => makeError(unreadable("parameters-unreadable"));
    yield* pagesOf({ ask, call, failureOf, fail: this.#fail, refuse }, id, parameters, options);
  }

  /**
   * Makes a call: `send` is given what `request` takes. Both ways are looked at as far as that is wanted.
   * @param {Send} send
   * @param {string} id
   * @param {object | null} [parameters]
   * @param {OperationCallOptions} [options]
   */
  async call(send, id, parameters, options) {
    const asking = this.#asking;
    if (!asking.core.isReady) await asking.readAgain();
    const isBare = options === undefined && (parameters === undefined || parameters === null);
    const known = isBare ? this.#known.get(id) : undefined;
    if (known !== undefined) return this.#received(id, await send(known), this.#validation, {});
    const wanted = asking.whole(() => this.#validationOf(options));
    const [validation, others] = wanted instanceof Promise ? await wanted : wanted;
    // It would turn out to be missing in the midst of it, and all would begin anew.
    if (!isBare && validation.request !== "off" && asking.lacksChecks()) await asking.loadChecks();
    const bound = asking.whole(() => this.requests.bind(id, parameters, others, validation.ofRequest));
    const { request, form, mistakes } = bound instanceof Promise ? await bound : bound;
    if (mistakes !== undefined) tell(this.#onEvent, "request", id, mistakes);
    // Without parameters, it is the same the next time.
    else if (isBare) this.#known.set(id, request);
    if (form !== undefined) request.body = await this.requests.read(form);
    return this.#received(id, await send(request), validation, others);
  }

  /**
   * What is wanted of the validation of a call, and its other options.
   * @param {OperationCallOptions | null} [options]
   * @returns {[Validation, Record<string, unknown>]}
   */
  #validationOf(options) {
    const { validate, integers, ...others } = optionsOf(options, this.#fail);
    return [this.validation(validate, integers), others];
  }

  /**
   * What the caller gets of an answer, once it was looked at.
   * @param {string} id
   * @param {TextAnswer} answer
   * @param {Validation} validation
   * @param {{ text?: unknown, errorBody?: unknown }} options of the call
   */
  async #received(id, answer, { response, ofAnswer, integers }, options) {
    const { status, headers, data, text } = answer;
    const given = options.text === true ? answer : { status, headers, data };
    // Of what nobody hears is not looked for.
    const isJudged = response === "error" || (response === "event" && this.#onEvent !== undefined);
    if (!isJudged && integers === undefined) return given;
    // Parsing it has taken its time already.
    if (text !== undefined && text.length > longAnswer) await nextTurn();
    const asking = this.#asking;
    if (asking.lacksChecks()) await asking.loadChecks();
    const judged = asking.whole(() => this.answers.judge(id, answer, ofAnswer));
    const { failure, places } = judged instanceof Promise ? await judged : judged;
    if (failure !== undefined && response === "error") {
      const keepsBody = text !== undefined && (options.errorBody ?? this.#keepsErrorBody) === true;
      throw keepsBody ? addBody(failure, errorBodyOf(text, "")) : failure;
    }
    if (failure !== undefined && isJudged) tell(this.#onEvent, "response", id, failure);
    if (places === undefined || integers === undefined) return given;
    const { exactData } = await import("./exact.js");
    return { ...given, data: exactData(/** @type {string} */ (text), places, integers) };
  }

  /** A failure that is found on this side. @type {Fail} */
  #fail = (reason, facts) => this.#asking.makeError(viewed(reason, facts));
}
