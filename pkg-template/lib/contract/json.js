// Values as text for the wasm of the contract, as crates/contract/src/json/reader.rs reads it: JSON, and what JSON
// cannot say. Mechanics only.

import { isStream, kindOf, kinds } from "../platform/values.js";

/** How deep values may be, and how many of them a call may have. An object that holds itself has more. */
export const mostLevels = 500;
const mostValues = 1_000_000;

/** Why a value has no text: the name of it in the tables of reading.js. */
export class TooMuch extends Error {}

/**
 * A value as text. Fields that are undefined are left out, and objects say by `toJSON` what they are, as in
 * JSON.stringify; `opaque` gets the files and streams, which are their numbers then. Throws `TooMuch`, or what looking
 * at the value throws.
 * @param {unknown} value
 * @param {unknown[]} [opaque]
 * @param {number} [most] values
 */
export function textOf(value, opaque = [], most = mostValues) {
  // Of what it can say, the platform's own function is several times as fast.
  if (new Writer(opaque, most).isPlain(value, 0)) return JSON.stringify(value) ?? "null";
  return new Writer(opaque, most).write(value, 0);
}

/**
 * Whether a value is an object of which only its fields are to be said. What can be read as a file may be a plain
 * object.
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
export function isOrdinary(value) {
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return false;
  const { toJSON, arrayBuffer } = /** @type {Record<string, unknown>} */ (value);
  return typeof toJSON !== "function" && arrayBuffer === undefined;
}

class Writer {
  #left;
  #opaque;

  /**
   * @param {unknown[]} opaque
   * @param {number} most
   */
  constructor(opaque, most) {
    this.#opaque = opaque;
    this.#left = most;
  }

  /** @param {number} depth */
  #countOne(depth) {
    if (depth > mostLevels) throw new TooMuch("deep");
    this.#left -= 1;
    if (this.#left < 0) throw new TooMuch("large");
  }

  /**
   * Whether JSON says all of a value.
   * @param {unknown} item
   * @param {number} depth
   * @returns {boolean}
   */
  isPlain(item, depth) {
    this.#countOne(depth);
    if (typeof item === "string" || typeof item === "boolean" || item === null || item === undefined) return true;
    if (typeof item === "number") return Number.isFinite(item);
    if (typeof item !== "object") return false;
    if (Array.isArray(item)) {
      for (let place = 0; place < item.length; place += 1) if (!this.isPlain(item[place], depth + 1)) return false;
      return true;
    }
    if (!isOrdinary(item)) return false;
    for (const name of Object.keys(item)) if (!this.isPlain(item[name], depth + 1)) return false;
    return true;
  }

  /**
   * @param {unknown} item
   * @param {number} depth
   * @returns {string}
   */
  write(item, depth) {
    this.#countOne(depth);
    switch (typeof item) {
      case "undefined":
        return "null";
      case "string":
      case "boolean":
        return JSON.stringify(item);
      case "number":
        return Number.isFinite(item) ? JSON.stringify(item) : "O";
      case "bigint":
        return `${item}n`;
      case "object":
        return item === null ? "null" : this.#writeObject(/** @type {Record<string, unknown>} */ (item), depth);
      default:
        return "O";
    }
  }

  /**
   * @param {Record<string, unknown>} item
   * @param {number} depth
   */
  #writeObject(item, depth) {
    if (Array.isArray(item)) return `[${Array.from(item, (one) => this.write(one, depth + 1)).join()}]`;
    // A Buffer of Node's has a toJSON, and is bytes all the same.
    if (typeof item.toJSON === "function" && !ArrayBuffer.isView(item)) return this.write(item.toJSON(), depth + 1);
    switch (kindOf(item)) {
      case kinds.opaque:
        return `${isFile(item) ? "F" : "S"}${this.#opaque.push(item) - 1}`;
      case kinds.object:
        return this.#writeFields(item, depth);
      default:
        return "O";
    }
  }

  /**
   * @param {Record<string, unknown>} item
   * @param {number} depth
   */
  #writeFields(item, depth) {
    const fields = [];
    for (const name of Object.keys(item)) {
      const field = item[name];
      if (field !== undefined) fields.push(`${JSON.stringify(name)}:${this.write(field, depth + 1)}`);
    }
    return `{${fields.join()}}`;
  }
}

/**
 * Whether it can be a part of a form.
 * @param {object} item
 */
function isFile(item) {
  return !isStream(item) && !/FormData|URLSearchParams/.test(Object.prototype.toString.call(item));
}
