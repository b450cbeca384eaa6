// A contract, in front of its wasm: it translates; what a contract means is decided in Rust (contract/src).

import { contractReasons } from "../messages/catalogues.js";
import { numberOf } from "../messages.js";
import { load } from "../loader.js";
import * as glue from "../wasm/contract.js";
import { named } from "../platform/values.js";
import { flatten, mostLevels, TooMuch, unflatten } from "./flat.js";
import { formOf } from "./form.js";
import { pagesOf } from "./pages.js";

/** What is wanted of a validation, as contract/src/validation/flags.rs has it. */
export const wants = { validate: 1, showValues: 2, tolerate: 4 };

/** What the wasm is asked, as contract/src/js/mod.rs numbers it. */
const asks = { failure: 0, address: 1, operations: 2, definitions: 3, bind: 4, answer: 5 };

/** Characters of the longest text that is read as a contract. */
const longestText = 32_000_000;

/**
 * Reads a contract. Rejects with what `makeError` makes of what is wrong.
 * @param {unknown} given the document, parsed or as text
 * @param {() => Promise<BufferSource | WebAssembly.Module | Response>} bring brings the wasm of the contract
 */
export async function readContract(given, bring, makeError) {
  const { Contract: Core } = await load(glue, bring).catch((thrown) => {
    throw makeError([numberOf("contract-wasm-unavailable"), 0, causeOf(thrown)]);
  });
  const contract = new Contract(new Core(...flatDocument(given, makeError)), makeError);
  contract.check();
  return contract;
}

/** A contract that has been read. */
class Contract {
  #core;
  #makeError;

  constructor(core, makeError) {
    this.#core = core;
    this.#makeError = makeError;
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

  /** The pages of an operation; `call` makes a call of it. */
  pages(call, id, parameters, options) {
    const operation = (name) => this.operations().find((it) => it.id === name);
    const contract = { operation, definitions: () => this.definitions() };
    return pagesOf(call, contract, this.#makeError, id, parameters, options);
  }

  /** What `request` is to be given for a call. Throws what is wrong with it. */
  request(id, parameters, options) {
    return this.bind(id, parameters, options, wants.validate).request;
  }

  /**
   * The same, by what is wanted of the validation (`wants`, added up); `mistakes` is an error when there is a request in spite
   * of it.
   */
  bind(id, parameters, options, flags) {
    const opaque = [];
    const call = flat([id, parameters, namesOf(options), flags], opaque, this.#makeError, callReasons);
    const bound = unflatten(this.#core.ask(asks.bind, ...call), opaque);
    if (Array.isArray(bound)) throw this.#makeError(viewOf(bound));
    const { body: key, form, multipart, mistakes, ...request } = bound;
    const body = form === undefined ? parameters?.[key] : formOf(form, multipart);
    return { request: { ...options, ...request, body }, mistakes: mistakes && this.#makeError(viewOf(mistakes)) };
  }

  /** What is wrong with an answer, if something is; `flags` as for `bind`. */
  answer(id, status, data, flags) {
    const answer = flat([id, status, data, flags], [], this.#makeError, callReasons);
    const failure = unflatten(this.#core.ask(asks.answer, ...answer));
    return failure === null ? undefined : this.#makeError(viewOf(failure));
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
    throw makeError([numberOf(reason), 0, [["most", mostLevels], ["pointer", ""]]]);
  }
}

function parse(text, makeError) {
  if (text.length > longestText) throw makeError([numberOf("contract-too-large"), 0, [["pointer", ""]]]);
  try {
    // Some editors put a byte order mark at the beginning.
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    throw makeError([numberOf("contract-not-json"), 0, []]);
  }
}

/** The names of options, or what was given instead of them. */
function namesOf(options) {
  if (Array.isArray(options)) return {};
  return typeof options === "object" && options !== null ? Object.keys(options) : options;
}

/** A view of the contract's, its reasons as the package numbers them: behind those of the client. */
export function viewOf([reason, attempts, ...facts]) {
  const moved = facts.map((fact) => (Array.isArray(fact) ? fact.map(viewOf) : fact));
  return [reason + contractReasons, attempts, Object.entries(named(moved))];
}

function causeOf(thrown) {
  const { name, message } = thrown instanceof Error ? thrown : { name: "", message: String(thrown) };
  return [["causeName", name], ["causeMessage", message]];
}
