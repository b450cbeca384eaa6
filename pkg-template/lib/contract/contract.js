// A contract, in front of its wasm: it translates; what a contract means is decided in Rust (crates/contract/src).

import { contractReasons } from "../messages/catalogues.js";
import { numberOf } from "../messages.js";
import { load } from "../loader.js";
import * as glue from "../wasm/contract.js";
import { named } from "../platform/values.js";
import { flatten, mostLevels, TooMuch, unflatten } from "./flat.js";
import { formOf } from "./form.js";
import { lookAt } from "./options.js";
import { pagesOf } from "./pages.js";
import { isJson, readValidate, tell, wants } from "./validating.js";

/**
 * @import { Answer, Operation, OperationCallOptions, PagesOptions } from "../../types/index.d.ts"
 * @import { MakeError } from "../error.js"
 * @import { View } from "../failure.ts"
 * @import { Bring } from "../wasm.ts"
 * @import { Calls, Parameters, Send } from "./calls.ts"
 * @import { Validation } from "./validation.ts"
 */

export { wants };

/** What the wasm is asked, as crates/contract/src/js/mod.rs numbers it. */
const asks = { failure: 0, address: 1, operations: 2, definitions: 3, bind: 4, answer: 5 };

/** Characters of the longest text that is read as a contract. */
const longestText = 32_000_000;

/** @typedef {{ validate?: unknown, onEvent?: unknown }} OfCalls */

/**
 * Reads a contract. Rejects with what `makeError` makes of what is wrong.
 * @param {unknown} given the document, parsed or as text
 * @param {Bring} bring brings the wasm of the contract
 * @param {MakeError} makeError
 * @param {OfCalls} options those of the client that are about calls of operations
 * @returns {Promise<Calls>}
 */
export async function readContract(given, bring, makeError, { validate, onEvent } = {}) {
  const validation = readValidate(validate, makeError);
  const { Contract: Core } = await load(glue, bring).catch((thrown) => {
    throw makeError([numberOf("contract-wasm-unavailable"), 0, causeOf(thrown)]);
  });
  const contract = new Contract(new Core(...flatDocument(given, makeError)), makeError, { validation, onEvent });
  contract.check();
  return contract;
}

/**
 * What a call comes to: what `request` takes, and what its body is made of.
 * @typedef {object} Bound
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

  /**
   * @param {import("../wasm/contract.js").Contract} core
   * @param {MakeError} makeError
   * @param {{ validation: Validation, onEvent?: OfCalls["onEvent"] }} about
   */
  constructor(core, makeError, { validation, onEvent }) {
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
  pages(send, id, parameters, options) {
    // Pages are data, and an empty 200 is mostly a fault: it must not pass for the end of a list.
    /** @type {Send} */
    const sendPage = (request) => send({ ...request, allowEmpty: false });
    /** @type {(id: string, parameters?: object | null, options?: OperationCallOptions) => Promise<Answer>} */
    const call = (...args) => this.call(sendPage, ...args);
    /** @param {string} name */
    const operation = (name) => this.operations().find((it) => it.id === name);
    const contract = { operation, definitions: () => this.definitions() };
    return pagesOf(call, contract, this.#makeError, id, parameters, options);
  }

  /**
   * Makes a call: `send` is given what `request` takes. Both ways are looked at as far as that is wanted.
   * @param {Send} send
   * @param {string} id
   * @param {object | null} [parameters]
   * @param {OperationCallOptions} [options]
   */
  async call(send, id, parameters, options) {
    const [validation, others] = this.#validationOf(options);
    const { request, mistakes } = this.bind(id, parameters, others, validation.ofRequest);
    if (mistakes !== undefined) tell(this.#onEvent, "request", id, mistakes);
    const answer = await send(request);
    if (validation.response !== "off" && isJson(answer)) this.#checkAnswer(id, answer, validation);
    return answer;
  }

  /**
   * What is wanted of the validation of a call, and its other options.
   * @param {OperationCallOptions | null} [options]
   * @returns {[Validation, object]}
   */
  #validationOf(options) {
    const { copy, given } = lookAt(options ?? {});
    if (copy === undefined) throw this.#makeError([numberOf("call-options-type"), 0, [["given", given]]]);
    const { validate, ...others } = copy;
    return [
      validate === undefined ? this.#validation : readValidate(validate, this.#makeError, this.#validation),
      others,
    ];
  }

  /**
   * @param {string} id
   * @param {Answer} answer
   * @param {Validation} validation
   */
  #checkAnswer(id, { status, data }, { response, ofAnswer }) {
    // Nobody would hear of it.
    if (response === "event" && this.#onEvent === undefined) return;
    const failure = this.answer(id, status, data, ofAnswer);
    if (failure === undefined) return;
    if (response === "error") throw failure;
    tell(this.#onEvent, "response", id, failure);
  }

  /**
   * What `request` is to be given for a call, by what is wanted of the validation (`wants`, added up); `mistakes` is an
   * error when there is a request in spite of it. Throws what is wrong.
   * @param {string} id
   * @param {object | null | undefined} parameters
   * @param {object} options
   * @param {number} flags
   */
  bind(id, parameters, options, flags) {
    /** @type {unknown[]} */
    const opaque = [];
    const call = flat([id, parameters, Object.keys(options), flags], opaque, this.#makeError, callReasons);
    const bound = unflatten(this.#core.ask(asks.bind, ...call), opaque);
    if (Array.isArray(bound)) throw this.#makeError(viewOf(bound));
    const { body: key, form, multipart, mistakes, ...request } = /** @type {Bound} */ (bound);
    const given = /** @type {Parameters | null | undefined} */ (parameters);
    const body = form === undefined ? given?.[/** @type {string} */ (key)] : formOf(form, multipart);
    const told = mistakes === undefined ? undefined : this.#makeError(viewOf(mistakes));
    return { request: { ...options, ...request, body }, mistakes: told };
  }

  /**
   * What is wrong with an answer, if something is; `flags` as for `bind`.
   * @param {string} id
   * @param {number} status
   * @param {unknown} data
   * @param {number} flags
   */
  answer(id, status, data, flags) {
    let flattened;
    try {
      flattened = flatten([id, status, data, flags], []);
    } catch {
      // It is larger, or deeper, than what is looked at: that is told, as when looking takes too long.
      const unfinished = [numberOf("rule-unfinished"), 0, [["pointer", ""]]];
      return this.#makeError([
        numberOf("answer-invalid"),
        1,
        [
          ["operation", id],
          ["status", status],
          ["errors", [unfinished]],
        ],
      ]);
    }
    const failure = unflatten(this.#core.ask(asks.answer, ...flattened));
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
    return unflatten(this.#core.ask(what, ...flatten(value, [])));
  }
}

const documentReasons = { deep: "contract-too-deep", large: "contract-too-large", thrown: "contract-unreadable" };
const callReasons = { deep: "parameters-unreadable", large: "parameters-unreadable", thrown: "parameters-unreadable" };

/**
 * A contract, parsed or as text, in flat form. Throws what `makeError` makes of the reason why it has none.
 * @param {unknown} given
 * @param {MakeError} makeError
 */
export function flatDocument(given, makeError) {
  return flat(typeof given === "string" ? parse(given, makeError) : given, [], makeError, documentReasons);
}

/**
 * A value in flat form, or the failure that it has none.
 * @param {unknown} value
 * @param {unknown[]} opaque
 * @param {MakeError} makeError
 * @param {typeof documentReasons} reasons
 */
function flat(value, opaque, makeError, reasons) {
  try {
    return flatten(value, opaque);
  } catch (thrown) {
    // What a getter throws may be anything, and is not told.
    const reason =
      thrown instanceof TooMuch ? reasons[/** @type {keyof typeof reasons} */ (thrown.message)] : reasons.thrown;
    throw makeError([
      numberOf(reason),
      0,
      [
        ["most", mostLevels],
        ["pointer", ""],
      ],
    ]);
  }
}

/**
 * @param {string} text
 * @param {MakeError} makeError
 */
function parse(text, makeError) {
  if (text.length > longestText) throw makeError([numberOf("contract-too-large"), 0, [["pointer", ""]]]);
  try {
    // Some editors put a byte order mark at the beginning.
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    throw makeError([numberOf("contract-not-json"), 0, []]);
  }
}

/**
 * A view of the contract's, its reasons as the package numbers them: behind those of the client.
 * @param {unknown} view
 * @returns {View}
 */
export function viewOf(view) {
  const [reason, attempts, ...facts] = /** @type {[number, number, ...unknown[]]} */ (view);
  const moved = facts.map((fact) => (Array.isArray(fact) ? fact.map(viewOf) : fact));
  return [reason + contractReasons, attempts, Object.entries(named(moved))];
}

/**
 * @param {unknown} thrown
 * @returns {View[2]}
 */
function causeOf(thrown) {
  const { name, message } = thrown instanceof Error ? thrown : { name: "", message: String(thrown) };
  return [
    ["causeName", name],
    ["causeMessage", message],
  ];
}
