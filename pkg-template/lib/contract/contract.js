// A contract, in front of its wasm: it translates; what a contract means is decided in Rust (crates/contract/src).

import { load } from "../loader.js";
import { reasonNumber } from "../reasons.js";
import { formOf } from "./form.js";
import * as wasm from "./instance.js";
import { textOf } from "./json.js";
import { headersOf, optionsOf } from "./options.js";
import { callText, contractText } from "./reading.js";
import { tell } from "./telling.js";
import { causeOf, outcome, unreadable, viewed, viewOf } from "./views.js";

/**
 * @import { Answer, Operation, OperationCallOptions, PagesOptions, SneEvent, SneRemark } from "../../types/index.d.ts"
 * @import { MakeError } from "../error.js"
 * @import { Language } from "../failure.ts"
 * @import { Bring } from "../wasm.ts"
 * @import { Calls, Parameters, Send } from "./calls.ts"
 * @import { Ask, CallPage, Fail } from "./paging.ts"
 * @import { Told } from "./told.ts"
 * @import { Validation } from "./validation.ts"
 */

/** What the wasm is asked, as crates/contract/src/js/mod.rs numbers it. */
const asks = {
  address: 1,
  operations: 2,
  definitions: 3,
  bind: 4,
  answer: 5,
  pages: 6,
  validate: 7,
  remarks: 10,
};

/** @typedef {{ language?: Language, validate?: unknown, onEvent?: unknown, fetch?: unknown }} OfCalls */

/**
 * Reads a contract. Rejects with what `makeError` makes of what is wrong.
 * @param {unknown} given the document, parsed or as text
 * @param {Bring} loadWasm brings the wasm of the contract
 * @param {MakeError} makeError
 * @param {OfCalls} options those of the client that are about calls of operations
 * @returns {Promise<Calls>}
 */
export async function readContract(given, loadWasm, makeError, { language = "fr", validate, onEvent, fetch } = {}) {
  await load(wasm, loadWasm).catch((thrown) => {
    throw makeError([reasonNumber("contract-wasm-unavailable"), 0, causeOf(thrown)]);
  });
  const core = new wasm.Instance(contractText(given, makeError));
  const failure = await core.read().catch(() => {
    throw makeError(viewed("contract-interrupted", {}));
  });
  const validation = readValidate(core, validate, undefined, makeError);
  outcome(failure, makeError);
  // The platform's own sends no body with GET; that of the caller may.
  const sendsAnyBody = typeof fetch === "function";
  const contract = new Contract(core, makeError, validation, onEvent, sendsAnyBody);
  await contract.readRemarks(language);
  return contract;
}

/**
 * Refuses a `validate` that is none, where there is no contract: it is about nothing then, and a mistake all the same.
 * @param {unknown} validate
 * @param {Bring | undefined} loadWasm
 * @param {MakeError} makeError
 */
export async function checkValidate(validate, loadWasm, makeError) {
  // Whoever brings no wasm for a contract can do without this one too.
  const core = await load(wasm, /** @type {Bring} */ (loadWasm)).catch(() => undefined);
  if (core !== undefined) readValidate(new wasm.Instance(), validate, undefined, makeError);
}

/**
 * What the option `validate` says, and for the rest `before`, as crates/contract/src/validation/option.rs has it.
 * @param {wasm.Instance} core
 * @param {unknown} option
 * @param {Validation | undefined} before
 * @param {MakeError} makeError
 */
function readValidate(core, option, before, makeError) {
  let told;
  try {
    told = textOf([option, before]);
  } catch {
    // What cannot be looked at is none of JSON's values, as this is.
    told = textOf([Number.NaN, before]);
  }
  return /** @type {Validation} */ (outcome(core.ask(asks.validate, told), makeError));
}

/**
 * What a call comes to: what `request` takes, and what its body is made of.
 * @typedef {object} Bound
 * @property {Record<string, unknown>} headers
 * @property {string} [body] the key of the parameter that is the body
 * @property {Parameters} [form]
 * @property {boolean} [multipart]
 * @property {unknown} [mistakes]
 */

/** A contract that has been read. @implements {Calls} */
class Contract {
  #core;
  #makeError;
  #validation;
  #onEvent;
  #sendsAnyBody;

  /**
   * @param {wasm.Instance} core
   * @param {MakeError} makeError
   * @param {Validation} validation
   * @param {unknown} onEvent
   * @param {boolean} sendsAnyBody
   */
  constructor(core, makeError, validation, onEvent, sendsAnyBody) {
    this.#core = core;
    this.#makeError = makeError;
    this.#validation = validation;
    this.#onEvent = onEvent;
    this.#sendsAnyBody = sendsAnyBody;
  }

  /**
   * Loads what it takes to tell of the remarks, where there are some.
   * @param {Language} language
   */
  async readRemarks(language) {
    const told = /** @type {Told[]} */ (this.#ask(asks.remarks));
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
   * What a call wants of the validation: what its option `validate` says, and for the rest what all calls want.
   * @param {unknown} option
   */
  validation(option) {
    const usual = this.#validation;
    return option === undefined ? usual : readValidate(this.#core, option, usual, this.#makeError);
  }

  /**
   * The operations, as fresh plain data.
   * @returns {Operation[]}
   */
  operations() {
    return /** @type {Operation[]} */ (this.#ask(asks.operations));
  }

  /**
   * The definitions, as fresh plain data.
   * @returns {ReturnType<Calls["definitions"]>}
   */
  definitions() {
    return /** @type {ReturnType<Calls["definitions"]>} */ (this.#ask(asks.definitions));
  }

  /**
   * The address of the API in one of PISTE's environments, where the contract has a say in it.
   * @param {string} environment
   * @returns {string | undefined}
   */
  address(environment) {
    return /** @type {string | null} */ (this.#ask(asks.address, environment)) ?? undefined;
  }

  /**
   * The pages of an operation; `send` is given what `request` takes.
   * @param {Send} send
   * @param {string} id
   * @param {object | null} [parameters]
   * @param {PagesOptions} [options]
   */
  async *pages(send, id, parameters, options) {
    // Fetched when somebody asks for pages.
    const { pagesOf } = await import("./pages.js");
    /** @type {Ask} */
    const ask = (told) => outcome(this.#askText(asks.pages, textOf(told)), this.#makeError);
    /** @param {unknown} view */
    const failureOf = (view) => this.#makeError(viewOf(view));
    /** @type {CallPage} */
    const call = (name, given, callOptions, fixed) =>
      this.call((request) => send({ ...request, ...fixed }), name, given, callOptions);
    const refuse = () => this.#makeError(unreadable("parameters-unreadable"));
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
    if (!this.#core.isReady) await this.#again();
    const [validation, others] = this.#validationOf(options);
    const { request, form, mistakes } = this.bind(id, parameters, others, validation.ofRequest);
    if (mistakes !== undefined) tell(this.#onEvent, "request", id, mistakes);
    if (form !== undefined) request.body = await this.#read(form);
    const answer = await send(request);
    if (validation.response !== "off") this.#checkAnswer(id, answer, validation);
    return answer;
  }

  /** Reads the contract again, after something broke off or grew large. */
  async #again() {
    await this.#core.read().catch(() => {
      throw this.#makeError(viewed("contract-interrupted", {}));
    });
  }

  /**
   * A form once its files are read, which the caller's own may refuse.
   * @param {FormData | URLSearchParams | Promise<FormData>} form
   */
  async #read(form) {
    try {
      return await form;
    } catch {
      throw this.#makeError(unreadable("parameters-unreadable"));
    }
  }

  /**
   * What is wanted of the validation of a call, and its other options.
   * @param {OperationCallOptions | null} [options]
   * @returns {[Validation, Record<string, unknown>]}
   */
  #validationOf(options) {
    const { validate, ...others } = optionsOf(options, this.#fail);
    return [this.validation(validate), others];
  }

  /**
   * @param {string} id
   * @param {Answer} answer
   * @param {Validation} validation
   */
  #checkAnswer(id, answer, { response, ofAnswer }) {
    // Nobody would hear of it.
    if (response === "event" && this.#onEvent === undefined) return;
    const failure = this.answer(id, answer, ofAnswer);
    if (failure === undefined) return;
    if (response === "error") throw failure;
    tell(this.#onEvent, "response", id, failure);
  }

  /** A failure that is found on this side. @type {Fail} */
  #fail = (reason, facts) => this.#makeError(viewed(reason, facts));

  /**
   * What `request` is to be given for a call, by what is wanted of the validation (`ofRequest`); `form` is its body,
   * or a promise of it, where that is a form; `mistakes` is an error when there is a request in spite of it. Throws
   * what is wrong.
   * @param {string} id
   * @param {object | null | undefined} parameters
   * @param {Record<string, unknown>} options
   * @param {number} flags
   */
  bind(id, parameters, options, flags) {
    /** @type {unknown[]} */
    const opaque = [];
    const { accept, headers: given, ...others } = options;
    const asked = [id, parameters, Object.keys(options), flags, accept, this.#sendsAnyBody];
    const bound = outcome(this.#askText(asks.bind, callText(asked, opaque, this.#makeError)), this.#makeError);
    const { body: key, form: fields, multipart, mistakes, ...request } = /** @type {Bound} */ (bound);
    const form = fields && formOf(fields, opaque, multipart);
    const body = form ?? /** @type {Parameters | null | undefined} */ (parameters)?.[/** @type {string} */ (key)];
    const told = mistakes === undefined ? undefined : this.#makeError(viewOf(mistakes));
    const headers = headersOf(request.headers, given);
    return { request: { ...others, ...request, headers, body }, form, mistakes: told };
  }

  /**
   * What is wrong with an answer, if something is; `flags` are `ofAnswer` of what is wanted.
   * @param {string} id
   * @param {Answer} answer
   * @param {number} flags
   */
  answer(id, { status, data, headers }, flags) {
    let failure;
    try {
      const told = textOf([id, status, data, flags, headers?.get("content-type")]);
      failure = JSON.parse(this.#core.ask(asks.answer, told));
    } catch {
      // It is larger, or deeper, than what is looked at, or than what the wasm can hold: that is told, as when looking
      // takes too long.
      const errors = [viewed("rule-unfinished", { pointer: "" })];
      const [reason, , facts] = viewed("answer-invalid", { operation: id, status, errors });
      return this.#makeError([reason, 1, facts]);
    }
    if (failure === null) return undefined;
    const [reason, , facts] = viewOf(failure);
    return this.#makeError([reason, 1, [...facts, ["status", status]]]);
  }

  /**
   * @param {number} what
   * @param {unknown} [value]
   * @returns {unknown}
   */
  #ask(what, value) {
    return JSON.parse(this.#askText(what, textOf(value)));
  }

  /**
   * Asks with text. What breaks off in the wasm is a failure of this call alone.
   * @param {number} what
   * @param {string} text
   */
  #askText(what, text) {
    try {
      return this.#core.ask(what, text);
    } catch {
      throw this.#makeError(viewed("contract-interrupted", {}));
    }
  }
}
