// A contract, in front of its wasm: it translates; what a contract means is decided in Rust (contract/src).

import { contractReasons } from "../messages/catalogues.js";
import { numberOf } from "../messages.js";
import { load } from "../loader.js";
import * as glue from "../wasm/contract.js";
import { named } from "../platform/values.js";
import { flatten, mostLevels, TooMuch, unflatten } from "./flat.js";
import { formOf } from "./form.js";

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
  const document = typeof given === "string" ? parse(given, makeError) : given;
  const core = new Core(...flat(document, [], makeError, documentReasons));
  const failure = core.failure();
  if (failure !== undefined) throw makeError(viewOf(unflatten(failure)));
  return new Contract(core, makeError);
}

/** A contract that has been read. */
class Contract {
  #core;
  #makeError;

  constructor(core, makeError) {
    this.#core = core;
    this.#makeError = makeError;
  }

  /** The operations, as fresh plain data. */
  operations() {
    return unflatten(this.#core.operations());
  }

  /** The definitions, as fresh plain data. */
  definitions() {
    return unflatten(this.#core.definitions());
  }

  /** The address of the API in one of PISTE's environments, where the contract has a say in it. */
  address(environment) {
    return this.#core.address(environment);
  }

  /** What `request` is to be given for a call. Throws what is wrong with it. */
  request(id, parameters, options) {
    const opaque = [];
    const call = flat([id, parameters, namesOf(options)], opaque, this.#makeError, callReasons);
    const bound = unflatten(this.#core.bind(...call), opaque);
    if (Array.isArray(bound)) throw this.#makeError(viewOf(bound));
    const { body, form, multipart, ...request } = bound;
    return { ...options, ...request, body: form === undefined ? parameters?.[body] : formOf(form, multipart) };
  }
}

const documentReasons = { deep: "contract-too-deep", large: "contract-too-large", thrown: "contract-unreadable" };
const callReasons = { deep: "parameters-unreadable", large: "parameters-unreadable", thrown: "parameters-unreadable" };

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
function viewOf([reason, attempts, ...facts]) {
  const moved = facts.map((fact) => (Array.isArray(fact) ? fact.map(viewOf) : fact));
  return [reason + contractReasons, attempts, Object.entries(named(moved))];
}

function causeOf(thrown) {
  const { name, message } = thrown instanceof Error ? thrown : { name: "", message: String(thrown) };
  return [["causeName", name], ["causeMessage", message]];
}
