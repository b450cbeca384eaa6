// Calls of a contract's operations, made into requests: the wasm binds what is given, and bodies stay here.

import * as asks from "./asks.js";
import { bodyText, isOpaque } from "./body.js";
import { formOf } from "./form.js";
import { headersOf, isObject } from "./options.js";
import { callText } from "./reading.js";
import { unreadable, viewOf } from "./views.js";

/**
 * @import { Asking } from "./asking.js"
 * @import { BodyText } from "./body.js"
 * @import { Parameters } from "./calls.ts"
 */

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

export class Requests {
  #asking;
  #sendsAnyBody;
  /** The keys of the parameters that are the body, by the id of an operation. @type {Map<string, string[]>} */
  #bodies = new Map();

  /**
   * @param {Asking} asking
   * @param {boolean} sendsAnyBody whether a request may have a body whatever its method
   */
  constructor(asking, sendsAnyBody) {
    this.#asking = asking;
    this.#sendsAnyBody = sendsAnyBody;
  }

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
    const call = callText(asked, opaque, this.#asking.makeError);
    const answer = this.#asking.answer(asks.bind, call, text?.judged);
    const { body: _key, isJson, form: fields, multipart, mistakes, ...request } = /** @type {Bound} */ (answer);
    const form = fields && formOf(fields, opaque, multipart);
    const body = isJson && text !== undefined ? { json: text.sent } : { body: form ?? value };
    const failure = mistakes === undefined ? undefined : this.#asking.makeError(viewOf(mistakes));
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
      throw this.#asking.makeError(unreadable("parameters-unreadable"));
    }
  }

  /**
   * The keys of the parameters that are the body; none where there is no such operation.
   * @param {string} id
   */
  #bodyKeys(id) {
    let keys = this.#bodies.get(id);
    if (keys === undefined) {
      const told = this.#asking.ask(asks.body, id);
      keys = Array.isArray(told) ? /** @type {string[]} */ (told) : [];
      this.#bodies.set(id, keys);
    }
    return keys;
  }

  /**
   * A form once its files are read, which the caller's own may refuse.
   * @param {FormData | URLSearchParams | Promise<FormData>} form
   */
  async read(form) {
    try {
      return await form;
    } catch {
      throw this.#asking.makeError(unreadable("parameters-unreadable"));
    }
  }
}
