// A contract, in front of its wasm: it translates; what a contract means is decided in Rust (crates/contract/src).

import { contractReasons, table } from "../messages/contract-reasons.js";
import { load } from "../loader.js";
import * as glue from "../wasm/contract.js";
import { named } from "../platform/values.js";
import { addReasons, reasonNumber } from "../reasons.js";
import { flatten, mostLevels, TooMuch, unflatten } from "./flat.js";
import { formOf } from "./form.js";
import { optionsOf } from "./options.js";
import { pagesOf } from "./pages.js";
import { tell } from "./telling.js";

// Whoever names one of its reasons is imported by this file.
addReasons(contractReasons, table);

/** What the wasm is asked, as crates/contract/src/js/mod.rs numbers it. */
const asks = { failure: 0, address: 1, operations: 2, definitions: 3, bind: 4, answer: 5, pages: 6, validate: 7 };

/** Characters of the longest text that is read as a contract. */
const longestText = 32_000_000;

/**
 * Reads a contract. Rejects with what `makeError` makes of what is wrong.
 * @param {unknown} given the document, parsed or as text
 * @param {() => Promise<BufferSource | WebAssembly.Module | Response>} loadWasm brings the wasm of the contract
 * @param {{ validate?: unknown, onEvent?: Function }} options those of the client that are about calls of operations
 */
export async function readContract(given, loadWasm, makeError, { validate, onEvent } = {}) {
  const core = await load(glue, loadWasm).catch((thrown) => {
    throw makeError([reasonNumber("contract-wasm-unavailable"), 0, causeOf(thrown)]);
  });
  const read = new core.Contract(...flatDocument(given, makeError));
  const contract = new Contract(read, makeError, readValidate(read, validate, undefined, makeError), onEvent);
  contract.check();
  return contract;
}

/**
 * Refuses a `validate` that is none, where there is no contract: it is about nothing then, and a mistake all the same.
 */
export async function checkValidate(validate, loadWasm, makeError) {
  // Whoever brings no wasm for a contract can do without this one too.
  const core = await load(glue, loadWasm).catch(() => undefined);
  if (core !== undefined) readValidate(new core.Contract(...flatten(null, [])), validate, undefined, makeError);
}

/** What the option `validate` says, and for the rest `before`, as crates/contract/src/validation/option.rs has it. */
function readValidate(core, option, before, makeError) {
  let told;
  try {
    told = flatten([option, before], []);
  } catch {
    // What cannot be looked at is none of JSON's values, as this is.
    told = flatten([Number.NaN, before], []);
  }
  return outcome(core.ask(asks.validate, ...told), makeError);
}

/** A contract that has been read. */
class Contract {
  #core;
  #makeError;
  #validation;
  #onEvent;

  constructor(core, makeError, validation, onEvent) {
    this.#core = core;
    this.#makeError = makeError;
    this.#validation = validation;
    this.#onEvent = onEvent;
  }

  /** Throws what is wrong with the contract. */
  check() {
    const failure = this.#ask(asks.failure);
    if (failure !== null) throw this.#makeError(viewOf(failure));
  }

  /** What a call wants of the validation: what its option `validate` says, and for the rest what all calls want. */
  validation(option) {
    const usual = this.#validation;
    return option === undefined ? usual : readValidate(this.#core, option, usual, this.#makeError);
  }

  /** The operations, as fresh plain data. */
  operations() {
    return this.#ask(asks.operations);
  }

  /** The definitions, as fresh plain data. */
  definitions() {
    return this.#ask(asks.definitions);
  }

  /** The address of the API in one of PISTE's environments, where the contract has a say in it. */
  address(environment) {
    return this.#ask(asks.address, environment) ?? undefined;
  }

  /** The pages of an operation; `send` is given what `request` takes. */
  pages(send, id, parameters, options) {
    const ask = (told) => outcome(this.#core.ask(asks.pages, ...flatten(told, [])), this.#makeError);
    const failureOf = (view) => this.#makeError(viewOf(view));
    const call = (name, given, callOptions, fixed) =>
      this.call((request) => send({ ...request, ...fixed }), name, given, callOptions);
    const refuse = () => this.#makeError(unreadable(callReasons.thrown));
    return pagesOf({ ask, call, failureOf, fail: this.#fail, refuse }, id, parameters, options);
  }

  /** Makes a call: `send` is given what `request` takes. Both ways are looked at as far as that is wanted. */
  async call(send, id, parameters, options) {
    const [validation, others] = this.#validationOf(options);
    const { request, mistakes } = this.bind(id, parameters, others, validation.ofRequest);
    if (mistakes !== undefined) tell(this.#onEvent, "request", id, mistakes);
    const answer = await send(request);
    if (validation.response !== "off") this.#checkAnswer(id, answer, validation);
    return answer;
  }

  /** What is wanted of the validation of a call, and its other options. */
  #validationOf(options) {
    const { validate, ...others } = optionsOf(options, this.#fail);
    return [this.validation(validate), others];
  }

  #checkAnswer(id, answer, { response, ofAnswer }) {
    // Nobody would hear of it.
    if (response === "event" && this.#onEvent === undefined) return;
    const failure = this.answer(id, answer, ofAnswer);
    if (failure === undefined) return;
    if (response === "error") throw failure;
    tell(this.#onEvent, "response", id, failure);
  }

  /** A failure that is found on this side. */
  #fail = (reason, facts) => this.#makeError(viewed(reason, facts));

  /**
   * What `request` is to be given for a call, by what is wanted of the validation (`ofRequest`); `mistakes` is an error
   * when there is a request in spite of it. Throws what is wrong.
   */
  bind(id, parameters, options, flags) {
    const opaque = [];
    const call = flat([id, parameters, Object.keys(options), flags], opaque, this.#makeError, callReasons);
    const bound = outcome(this.#core.ask(asks.bind, ...call), this.#makeError, opaque);
    const { body: key, form, multipart, mistakes, ...request } = bound;
    const body = form === undefined ? parameters?.[key] : formOf(form, multipart);
    return { request: { ...options, ...request, body }, mistakes: mistakes && this.#makeError(viewOf(mistakes)) };
  }

  /** What is wrong with an answer, if something is; `flags` are `ofAnswer` of what is wanted. */
  answer(id, { status, data, headers }, flags) {
    let flattened;
    try {
      flattened = flatten([id, status, data, flags, headers?.get("content-type")], []);
    } catch {
      // It is larger, or deeper, than what is looked at: that is told, as when looking takes too long.
      const errors = [viewed("rule-unfinished", { pointer: "" })];
      const [reason, , facts] = viewed("answer-invalid", { operation: id, status, errors });
      return this.#makeError([reason, 1, facts]);
    }
    const failure = unflatten(this.#core.ask(asks.answer, ...flattened));
    if (failure === null) return undefined;
    const [reason, , facts] = viewOf(failure);
    return this.#makeError([reason, 1, [...facts, ["status", status]]]);
  }

  #ask(what, value) {
    return unflatten(this.#core.ask(what, ...flatten(value, [])));
  }
}

const documentReasons = { deep: "contract-too-deep", large: "contract-too-large", thrown: "contract-unreadable" };
const callReasons = { deep: "parameters-unreadable", large: "parameters-unreadable", thrown: "parameters-unreadable" };

/** A contract, parsed or as text, in flat form. Throws what `makeError` makes of the reason why it has none. */
export function flatDocument(given, makeError) {
  return flat(typeof given === "string" ? parse(given, makeError) : given, [], makeError, documentReasons);
}

/** What Rust answers; a failure is an array, and is thrown. */
function outcome(answer, makeError, opaque) {
  const value = unflatten(answer, opaque);
  if (Array.isArray(value)) throw makeError(viewOf(value));
  return value;
}

/** The view of a failure that is found on this side, before anything is sent. */
const viewed = (reason, facts) => [reasonNumber(reason), 0, Object.entries(facts)];

/** That of parameters or a document that cannot be looked at, or not as a whole. */
const unreadable = (reason) => viewed(reason, { most: mostLevels, pointer: "" });

/** A value in flat form, or the failure that it has none. */
function flat(value, opaque, makeError, reasons) {
  try {
    return flatten(value, opaque);
  } catch (thrown) {
    // What a getter throws may be anything, and is not told.
    const reason = thrown instanceof TooMuch ? reasons[thrown.message] : reasons.thrown;
    throw makeError(unreadable(reason));
  }
}

function parse(text, makeError) {
  if (text.length > longestText) throw makeError([reasonNumber("contract-too-large"), 0, [["pointer", ""]]]);
  try {
    // Some editors put a byte order mark at the beginning.
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    throw makeError([reasonNumber("contract-not-json"), 0, []]);
  }
}

/** A view of the contract's, its reasons as the package numbers them: behind those of the client. */
export function viewOf([reason, attempts, ...facts]) {
  const moved = facts.map((fact) => (Array.isArray(fact) ? fact.map(viewOf) : fact));
  return [reason + contractReasons, attempts, Object.entries(named(moved))];
}

function causeOf(thrown) {
  const { name, message } = thrown instanceof Error ? thrown : { name: "", message: String(thrown) };
  return [
    ["causeName", name],
    ["causeMessage", message],
  ];
}
