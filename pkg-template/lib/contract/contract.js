// A contract, in front of its wasm: it translates; what a contract means is decided in Rust (crates/contract/src).

import { contractReasons, table } from "../messages/contract-reasons.js";
import { load } from "../loader.js";
import * as glue from "../wasm/contract.js";
import { named } from "../platform/values.js";
import { addReasons, reasonNumber } from "../reasons.js";
import { flatten, mostLevels, TooMuch, unflatten } from "./flat.js";
import { formOf } from "./form.js";
import { lookAt } from "./options.js";
import { pagesOf } from "./pages.js";
import { isJson, readValidate, tell, wants } from "./validating.js";

export { readValidate, wants };

// Whoever names one of its reasons is imported by this file.
addReasons(contractReasons, table);

/** What the wasm is asked, as crates/contract/src/js/mod.rs numbers it. */
const asks = { failure: 0, address: 1, operations: 2, definitions: 3, bind: 4, answer: 5 };

/** Characters of the longest text that is read as a contract. */
const longestText = 32_000_000;

/**
 * Reads a contract. Rejects with what `makeError` makes of what is wrong.
 * @param {unknown} given the document, parsed or as text
 * @param {() => Promise<BufferSource | WebAssembly.Module | Response>} bring brings the wasm of the contract
 * @param {{ validate?: unknown, onEvent?: Function }} options those of the client that are about calls of operations
 */
export async function readContract(given, bring, makeError, { validate, onEvent } = {}) {
  const validation = readValidate(validate, makeError);
  const { Contract: Core } = await load(glue, bring).catch((thrown) => {
    throw makeError([reasonNumber("contract-wasm-unavailable"), 0, causeOf(thrown)]);
  });
  const contract = new Contract(new Core(...flatDocument(given, makeError)), makeError, { validation, onEvent });
  contract.check();
  return contract;
}

/** A contract that has been read. */
class Contract {
  #core;
  #makeError;
  #validation;
  #onEvent;

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
    // Pages are data, and an empty 200 is mostly a fault: it must not pass for the end of a list.
    const sendPage = (request) => send({ ...request, allowEmpty: false });
    const call = (...args) => this.call(sendPage, ...args);
    const operation = (name) => this.operations().find((it) => it.id === name);
    const contract = { operation, definitions: () => this.definitions() };
    return pagesOf(call, contract, this.#makeError, id, parameters, options);
  }

  /** Makes a call: `send` is given what `request` takes. Both ways are looked at as far as that is wanted. */
  async call(send, id, parameters, options) {
    const [validation, others] = this.#validationOf(options);
    const { request, mistakes } = this.bind(id, parameters, others, validation.ofRequest);
    if (mistakes !== undefined) tell(this.#onEvent, "request", id, mistakes);
    const answer = await send(request);
    if (validation.response !== "off" && isJson(answer)) this.#checkAnswer(id, answer, validation);
    return answer;
  }

  /** What is wanted of the validation of a call, and its other options. */
  #validationOf(options) {
    const { copy, given } = lookAt(options ?? {});
    if (copy === undefined) throw this.#makeError([reasonNumber("call-options-type"), 0, [["given", given]]]);
    const { validate, ...others } = copy;
    return [
      validate === undefined ? this.#validation : readValidate(validate, this.#makeError, this.#validation),
      others,
    ];
  }

  #checkAnswer(id, { status, data }, { response, ofAnswer }) {
    // Nobody would hear of it.
    if (response === "event" && this.#onEvent === undefined) return;
    const failure = this.answer(id, status, data, ofAnswer);
    if (failure === undefined) return;
    if (response === "error") throw failure;
    tell(this.#onEvent, "response", id, failure);
  }

  /**
   * What `request` is to be given for a call, by what is wanted of the validation (`wants`, added up); `mistakes` is an error
   * when there is a request in spite of it. Throws what is wrong.
   */
  bind(id, parameters, options, flags) {
    const opaque = [];
    const call = flat([id, parameters, Object.keys(options), flags], opaque, this.#makeError, callReasons);
    const bound = unflatten(this.#core.ask(asks.bind, ...call), opaque);
    if (Array.isArray(bound)) throw this.#makeError(viewOf(bound));
    const { body: key, form, multipart, mistakes, ...request } = bound;
    const body = form === undefined ? parameters?.[key] : formOf(form, multipart);
    return { request: { ...options, ...request, body }, mistakes: mistakes && this.#makeError(viewOf(mistakes)) };
  }

  /** What is wrong with an answer, if something is; `flags` as for `bind`. */
  answer(id, status, data, flags) {
    let flattened;
    try {
      flattened = flatten([id, status, data, flags], []);
    } catch {
      // It is larger, or deeper, than what is looked at: that is told, as when looking takes too long.
      const unfinished = [reasonNumber("rule-unfinished"), 0, [["pointer", ""]]];
      return this.#makeError([
        reasonNumber("answer-invalid"),
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

/** A value in flat form, or the failure that it has none. */
function flat(value, opaque, makeError, reasons) {
  try {
    return flatten(value, opaque);
  } catch (thrown) {
    // What a getter throws may be anything, and is not told.
    const reason = thrown instanceof TooMuch ? reasons[thrown.message] : reasons.thrown;
    throw makeError([
      reasonNumber(reason),
      0,
      [
        ["most", mostLevels],
        ["pointer", ""],
      ],
    ]);
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
