// A contract, in front of its wasm: it translates; what a contract means is decided in Rust (crates/contract/src).

import { addBody } from "../error.js";
import { load } from "../loader.js";
import { loadTexts } from "../messages.js";
import { errorBodyOf } from "../platform/error-body.js";
import { nextTurn } from "../platform/turn.js";
import { reasonNumber } from "../reasons.js";
import { bodyText, isOpaque } from "./body.js";
import { formOf } from "./form.js";
import * as wasm from "./instance.js";
import { textOf } from "./json.js";
import { headersOf, isObject, optionsOf } from "./options.js";
import { callText, contractText } from "./reading.js";
import { tell } from "./telling.js";
import { causeOf, outcome, unreadable, viewed, viewOf } from "./views.js";

/**
 * @import { Operation, OperationCallOptions, PagesOptions, SneEvent, SneRemark } from "../../types/index.d.ts"
 * @import { MakeError, SneError } from "../error.js"
 * @import { Language } from "../failure.ts"
 * @import { Bring } from "../wasm.ts"
 * @import { BodyText } from "./body.js"
 * @import { Calls, Parameters, Send, TextAnswer } from "./calls.ts"
 * @import { Ask, CallPage, Fail } from "./paging.ts"
 * @import { Told } from "./told.ts"
 * @import { Validation } from "./validation.ts"
 */

/** What the wasm is asked, as crates/contract/src/js/mod.rs numbers it. */
const asks = {
  ...{ address: 1, operations: 2, definitions: 3, bind: 4, expectation: 5, pages: 6, validate: 7 },
  body: 12,
  remarks: 13,
};

/** The bit of `Flags` in crates/contract/src/validation/flags.rs by which integers are looked for. */
const keepsIntegers = 8;

/** In place of a schema, where nothing but integers is looked for. */
const noSchema = 0xffffffff;

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
  const contract = new Contract(core, makeError, validation, { language, ...others });
  await contract.readRemarks();
  return contract;
}

/**
 * Fails as a wasm that cannot be loaded does.
 * @param {Promise<unknown>} loading
 * @param {MakeError} makeError
 */
async function loaded(loading, makeError) {
  try {
    await loading;
  } catch (thrown) {
    throw makeError([reasonNumber("contract-wasm-unavailable"), 0, causeOf(thrown)]);
  }
}

/**
 * Loads a part of the wasm, unless it is there.
 * @param {string} part
 * @param {MakeError} makeError
 */
async function need(part, makeError) {
  if (wasm.isMissing(part)) await loaded(wasm.loadPart(part), makeError);
}

/**
 * Reads a contract into an instance, from the beginning where that turns out to need a part of the wasm.
 * @param {wasm.Instance} core
 * @param {MakeError} makeError
 */
async function readWith(core, makeError) {
  for (;;) {
    try {
      return await core.read();
    } catch (thrown) {
      if (!(thrown instanceof wasm.Missing)) throw makeError(viewed("contract-interrupted", {}));
      await need(thrown.part, makeError);
    }
  }
}

/**
 * Does something from the beginning where it turns out to need a part of the wasm.
 * @template Result
 * @param {wasm.Instance} core
 * @param {MakeError} makeError
 * @param {() => Result} work
 */
async function whole(core, makeError, work) {
  for (;;) {
    try {
      return work();
    } catch (thrown) {
      if (!(thrown instanceof wasm.Missing)) throw thrown;
      await need(thrown.part, makeError);
      await readWith(core, makeError);
    }
  }
}

/**
 * Refuses a `validate` that is none, where there is no contract: it is about nothing then, and a mistake all the same.
 * @param {unknown} validate
 * @param {unknown} integers
 * @param {Bring | undefined} loadWasm
 * @param {MakeError} makeError
 */
export async function checkValidate(validate, integers, loadWasm, makeError) {
  // Whoever brings no wasm for a contract can do without this one too.
  if ((await load(wasm, /** @type {Bring} */ (loadWasm)).catch(() => undefined)) === undefined) return;
  const core = new wasm.Instance();
  await whole(core, makeError, () => readValidate(core, validate, integers, undefined, makeError));
}

/**
 * What the options `validate` and `integers` say, and for the rest `before`, as
 * crates/contract/src/validation/option.rs has it.
 * @param {wasm.Instance} core
 * @param {unknown} option
 * @param {unknown} integers
 * @param {Validation | undefined} before
 * @param {MakeError} makeError
 */
function readValidate(core, option, integers, before, makeError) {
  let told;
  try {
    told = textOf([option, before, integers]);
  } catch {
    // What cannot be looked at is none of JSON's values, as this is.
    told = textOf([Number.NaN, before, integers]);
  }
  return /** @type {Validation} */ (outcome(core.ask(asks.validate, told), makeError));
}

/**
 * What a call comes to: what `request` takes, and what its body is made of.
 * @typedef {object} Bound
 * @property {Record<string, unknown>} headers
 * @property {string} [body] the key of the parameter that is the body
 * @property {boolean} [isJson] whether that is sent as JSON
 * @property {Parameters} [form]
 * @property {boolean} [multipart]
 * @property {unknown} [mistakes]
 */

/** @param {unknown} value */
const isNothing = (value) => value === undefined || value === null;

/** A contract that has been read. @implements {Calls} */
class Contract {
  #core;
  #makeError;
  #validation;
  #onEvent;
  #sendsAnyBody;
  #keepsErrorBody;
  /** @type {Language} */
  #language;
  /** Whether the texts for what is wrong with values were loaded, or could not be. */
  #hasRules = false;
  /** The keys of the parameters that are the body, by the id of an operation. @type {Map<string, string[]>} */
  #bodies = new Map();
  /** Requests of calls without parameters, by the id of an operation. @type {Map<string, object>} */
  #requests = new Map();
  /**
   * What answers are to be, by the id of an operation and their status: a schema, anything, or what is wrong with them.
   * @type {Map<string, Map<number, number | null | unknown[]>>}
   */
  #expectations = new Map();

  /**
   * @param {wasm.Instance} core
   * @param {MakeError} makeError
   * @param {Validation} validation
   * @param {Pick<OfCalls, "onEvent" | "fetch" | "errorBody"> & { language: Language }} others
   */
  constructor(core, makeError, validation, { onEvent, fetch, errorBody, language }) {
    this.#core = core;
    this.#makeError = makeError;
    this.#validation = validation;
    this.#onEvent = onEvent;
    // The platform's own sends no body with GET; that of the caller may.
    this.#sendsAnyBody = typeof fetch === "function";
    this.#keepsErrorBody = errorBody;
    this.#language = language;
  }

  /** Loads what it takes to tell of the remarks, where there are some. */
  async readRemarks() {
    const language = this.#language;
    const told = /** @type {Told[]} */ (await this.#whole(() => this.#ask(asks.remarks)));
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
    const isUsual = option === undefined && integers === undefined;
    return isUsual ? usual : readValidate(this.#core, option, integers, usual, this.#makeError);
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
    if (!this.#core.isReady) await this.#again();
    // Fetched when somebody asks for pages.
    const [{ pagesOf }] = await Promise.all([
      import("./pages.js"),
      this.#texts("pages"),
      // What is wrong with pages is told in the midst of asking, where nothing can be loaded any more.
      ...["pages", "odd"].map((part) => need(part, this.#makeError)),
    ]);
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
    const isBare = options === undefined && (parameters === undefined || parameters === null);
    const known = isBare ? this.#requests.get(id) : undefined;
    if (known !== undefined) return this.#received(id, await send(known), this.#validation, {});
    const wanted = this.#whole(() => this.#validationOf(options));
    const [validation, others] = wanted instanceof Promise ? await wanted : wanted;
    // It would turn out to be missing in the midst of it, and all would begin anew.
    if (!isBare && validation.request !== "off" && this.#lacksChecks()) await this.#loadChecks();
    const bound = this.#whole(() => this.bind(id, parameters, others, validation.ofRequest));
    const { request, form, mistakes } = bound instanceof Promise ? await bound : bound;
    if (mistakes !== undefined) tell(this.#onEvent, "request", id, mistakes);
    // Without parameters, it is the same the next time.
    else if (isBare) this.#requests.set(id, request);
    if (form !== undefined) request.body = await this.#read(form);
    return this.#received(id, await send(request), validation, others);
  }

  /** Reads the contract again, after something broke off or grew large. */
  async #again() {
    await readWith(this.#core, this.#makeError);
  }

  #lacksChecks() {
    return !this.#hasRules || wasm.isMissing("checks");
  }

  /** Loads what it takes to hold values against their schemas, and to say what is wrong with them. */
  async #loadChecks() {
    await Promise.all([this.#textsOfRules(), need("checks", this.#makeError)]);
  }

  async #textsOfRules() {
    await this.#texts("rules");
    this.#hasRules = true;
  }

  /**
   * Loads texts, without which all works too.
   * @param {"pages" | "rules"} part
   */
  async #texts(part) {
    await loadTexts(part, this.#language).catch(() => undefined);
  }

  /**
   * Does something, from the beginning where it turns out to need a part of the wasm, or words for what is wrong: a
   * promise only then.
   * @template Result
   * @param {() => Result} work
   */
  #whole(work) {
    try {
      return work();
    } catch (thrown) {
      return this.#mended(thrown, work);
    }
  }

  /**
   * @template Result
   * @param {unknown} thrown
   * @param {() => Result} work
   */
  async #mended(thrown, work) {
    const hasMistakes = (/** @type {unknown} */ error) => /** @type {SneError} */ (error).errors !== undefined;
    try {
      if (!(thrown instanceof wasm.Missing)) throw thrown;
      return await whole(this.#core, this.#makeError, work);
    } catch (failure) {
      if (this.#hasRules || !hasMistakes(failure)) throw failure;
      await this.#textsOfRules();
      return whole(this.#core, this.#makeError, work);
    }
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
    if (this.#lacksChecks()) await this.#loadChecks();
    const judged = this.#whole(() => this.#judge(id, answer, ofAnswer));
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
    const { value, text, bound: told } = this.#bodyOf(id, parameters);
    const asked = [id, told, Object.keys(options), flags, accept, this.#sendsAnyBody];
    const call = callText(asked, opaque, this.#makeError);
    const answer = outcome(this.#askText(asks.bind, call, text?.judged), this.#makeError);
    const { body: _key, isJson, form: fields, multipart, mistakes, ...request } = /** @type {Bound} */ (answer);
    const form = fields && formOf(fields, opaque, multipart);
    const body = isJson && text !== undefined ? { json: text.sent } : { body: form ?? value };
    const failure = mistakes === undefined ? undefined : this.#makeError(viewOf(mistakes));
    const headers = headersOf(request.headers, given);
    return { request: { ...others, ...request, headers, ...body, text: true }, form, mistakes: failure };
  }

  /**
   * The body of a call, its text, and the parameters as they are bound: with a value of its kind instead, since it
   * crosses as it is sent.
   * @param {string} id
   * @param {object | null | undefined} parameters
   * @returns {{ value?: unknown, text?: BodyText, bound: unknown }}
   */
  #bodyOf(id, parameters) {
    try {
      if (!isObject(parameters)) return { bound: parameters };
      // A contract may have several, of which a call has one.
      const key = this.#bodyKeys(id).find((name) => !isNothing(parameters[name]));
      const value = key === undefined ? undefined : parameters[key];
      if (key === undefined || isOpaque(value)) return { value, bound: parameters };
      const text = bodyText(value);
      return { value, text, bound: { ...parameters, [key]: typeof value === "string" ? "" : {} } };
    } catch {
      throw this.#makeError(unreadable("parameters-unreadable"));
    }
  }

  /**
   * The keys of the parameters that are the body; none where there is no such operation.
   * @param {string} id
   */
  #bodyKeys(id) {
    let keys = this.#bodies.get(id);
    if (keys === undefined) {
      const told = this.#ask(asks.body, id);
      keys = Array.isArray(told) ? /** @type {string[]} */ (told) : [];
      this.#bodies.set(id, keys);
    }
    return keys;
  }

  /**
   * What is wrong with an answer, if something is; `flags` are `ofAnswer` of what is wanted.
   * @param {string} id
   * @param {Pick<TextAnswer, "status" | "text"> & { data?: unknown }} answer
   * @param {number} flags
   */
  answer(id, answer, flags) {
    return this.#judge(id, answer, flags).failure;
  }

  /**
   * The same, and where the integers are that are wanted as they are written. What is no JSON is not looked at.
   * @param {string} id
   * @param {Pick<TextAnswer, "status" | "text"> & { data?: unknown }} answer
   * @param {number} flags
   * @returns {{ failure?: SneError, places?: number[] }}
   */
  #judge(id, { status, data, text }, flags) {
    // A text that stayed one is no JSON.
    const isJson = text !== undefined && data !== undefined && data !== text;
    if (!isJson && data !== undefined) return {};
    try {
      const expected = this.#expected(id, status);
      if (Array.isArray(expected)) return { failure: this.#failed(expected, status) };
      const wantsIntegers = (flags & keepsIntegers) !== 0;
      if (!isJson || (expected === null && !wantsIntegers)) return {};
      const { mistakes, integers } = this.#core.judge(id, expected ?? noSchema, flags, text) ?? {};
      const failure = mistakes === undefined ? undefined : this.#failed(JSON.parse(mistakes), status);
      return { failure, places: integers === undefined ? undefined : JSON.parse(integers) };
    } catch (thrown) {
      if (thrown instanceof wasm.Missing) throw thrown;
      // It is more than the wasm can hold: that is told, as when looking takes too long.
      const errors = [viewed("rule-unfinished", { pointer: "" })];
      const [reason, , facts] = viewed("answer-invalid", { operation: id, status, errors });
      return { failure: this.#makeError([reason, 1, facts]) };
    }
  }

  /**
   * What Rust tells of an answer, as an error.
   * @param {unknown} view
   * @param {number} status
   */
  #failed(view, status) {
    const [reason, , facts] = viewOf(view);
    return this.#makeError([reason, 1, [...facts, ["status", status]]]);
  }

  /**
   * What an answer is to be: a schema, `null` where it may be anything, or what is wrong with there being one.
   * @param {string} id
   * @param {number} status
   */
  #expected(id, status) {
    let statuses = this.#expectations.get(id);
    if (statuses === undefined) {
      statuses = new Map();
      this.#expectations.set(id, statuses);
    }
    let expected = statuses.get(status);
    if (expected === undefined) {
      expected = /** @type {number | null | unknown[]} */ (this.#ask(asks.expectation, [id, status]));
      statuses.set(status, expected);
    }
    return expected;
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
   * @param {string} [body]
   */
  #askText(what, text, body) {
    try {
      return this.#core.ask(what, text, body);
    } catch (thrown) {
      if (thrown instanceof wasm.Missing) throw thrown;
      throw this.#makeError(viewed("contract-interrupted", {}));
    }
  }
}
