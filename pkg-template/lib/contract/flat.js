// Values in flat form, as crates/contract/src/flat.rs has it: a contract crosses into the wasm in two arrays rather
// than field by field, and what callers get of it comes back in the same way. Mechanics only.

import { isFormLike } from "../platform/files.js";
import { isStream, kindOf, kinds as seen } from "../platform/values.js";

/** @import { FlatValue, RawValue } from "./values.ts" */

/** In the order of `Kind` in flat.rs. */
const kinds = {
  null: 0,
  false: 1,
  true: 2,
  number: 3,
  text: 4,
  array: 5,
  object: 6,
  file: 7,
  stream: 8,
  bigInteger: 9,
  other: 10,
};
const kindBits = 4;
const kindMask = (1 << kindBits) - 1;

/** How deep values may be, and how many. Nobody writes such; an object that holds itself has such. */
export const mostLevels = 500;
const mostValues = 1_000_000;

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const encoder = new TextEncoder();
const beyondAscii = /[^\0-\x7F]/;

// A number as two words and back.
const float = new Float64Array(1);
const halves = new Uint32Array(float.buffer);

/** Why a value has no flat form: the id of a reason, and its facts. */
export class TooMuch extends Error {}

/**
 * @param {number} kind
 * @param {number} place
 */
const wordOf = (kind, place) => ((place << kindBits) | kind) >>> 0;

/**
 * Words in the making. Growing an array for each value would cost more than what is put into it, so one is kept.
 * @type {Uint32Array | undefined}
 */
let kept = new Uint32Array(1024);
/** Words of the longest array that is kept. */
const longestKept = 65_536;

/**
 * A value as its words and its texts. Fields that are undefined are left out, and objects say by `toJSON` what they
 * are, as in JSON.stringify; `opaque` gets the files and streams. Throws `TooMuch`, or what looking at the value
 * throws.
 * @param {unknown} value
 * @param {unknown[]} opaque
 * @returns {FlatValue}
 */
export function flatten(value, opaque) {
  const flat = new Flat(kept ?? new Uint32Array(1024), opaque);
  // What is looked at may come back here.
  kept = undefined;
  try {
    flat.push(flat.add(value, 0));
    return flat.finish();
  } finally {
    if (flat.words.length <= longestKept) kept = flat.words;
  }
}

/** A value on its way into flat form. */
class Flat {
  words;
  length = 0;
  /** @type {Map<string, number>} */
  #texts = new Map();
  /** The words of arrays and objects that are not whole yet. @type {number[]} */
  #pending = [];
  #count = 0;
  #opaque;

  /**
   * @param {Uint32Array} words
   * @param {unknown[]} opaque
   */
  constructor(words, opaque) {
    this.words = words;
    this.#opaque = opaque;
  }

  /**
   * Adds a word, and gives its place.
   * @param {number} word
   */
  push(word) {
    if (this.length === this.words.length) this.#grow();
    this.words[this.length] = word;
    this.length += 1;
    return this.length - 1;
  }

  #grow() {
    const wider = new Uint32Array(2 * this.words.length);
    wider.set(this.words);
    this.words = wider;
  }

  /**
   * Adds a value, and gives its word.
   * @param {unknown} item
   * @param {number} depth
   * @returns {number}
   */
  add(item, depth) {
    if (depth > mostLevels) throw new TooMuch("deep");
    this.#count += 1;
    if (this.#count > mostValues) throw new TooMuch("large");
    if (item === undefined || item === null) return kinds.null;
    switch (typeof item) {
      case "string":
        return wordOf(kinds.text, this.#textOf(item));
      case "boolean":
        return item ? kinds.true : kinds.false;
      case "number":
        return Number.isFinite(item) ? wordOf(kinds.number, this.#numberOf(item)) : kinds.other;
      case "bigint":
        return wordOf(kinds.bigInteger, this.#textOf(String(item)));
      case "object":
        return Array.isArray(item)
          ? this.#addItems(item, depth)
          : this.#addObject(/** @type {Record<string, unknown>} */ (item), depth);
      default:
        return kinds.other;
    }
  }

  /** @returns {FlatValue} */
  finish() {
    const whole = placed(this.#texts, this.words);
    return [this.words.slice(0, this.length), whole];
  }

  /** @param {string} text */
  #textOf(text) {
    let place = this.#texts.get(text);
    if (place === undefined) {
      place = this.push(0);
      this.push(0);
      this.#texts.set(text, place);
    }
    return place;
  }

  /** @param {number} number */
  #numberOf(number) {
    float[0] = number;
    const place = this.push(halves[0]);
    this.push(halves[1]);
    return place;
  }

  /**
   * @param {Record<string, unknown>} item
   * @param {number} depth
   */
  #addObject(item, depth) {
    // A Buffer of Node's has a toJSON, and is bytes all the same.
    if (typeof item.toJSON === "function" && !ArrayBuffer.isView(item)) return this.add(item.toJSON(), depth + 1);
    // What can be read as a file may be a plain object.
    const isPlain = Object.getPrototypeOf(item) === Object.prototype && item.arrayBuffer === undefined;
    switch (isPlain ? seen.object : kindOf(item)) {
      case seen.opaque:
        return wordOf(isFile(item) ? kinds.file : kinds.stream, this.#opaque.push(item) - 1);
      case seen.object:
        return this.#addFields(item, depth);
      default:
        return kinds.other;
    }
  }

  /**
   * @param {unknown[]} items
   * @param {number} depth
   */
  #addItems(items, depth) {
    const start = this.#pending.length;
    for (let place = 0; place < items.length; place += 1) this.#pending.push(this.add(items[place], depth + 1));
    return this.#addPending(kinds.array, start, this.#pending.length - start);
  }

  /**
   * @param {Record<string, unknown>} item
   * @param {number} depth
   */
  #addFields(item, depth) {
    const start = this.#pending.length;
    for (const name of Object.keys(item)) {
      const field = item[name];
      if (field !== undefined) this.#pending.push(this.#textOf(name), this.add(field, depth + 1));
    }
    return this.#addPending(kinds.object, start, (this.#pending.length - start) / 2);
  }

  /**
   * Writes what is pending since then behind its length, now that all that it holds is written.
   * @param {number} kind
   * @param {number} start
   * @param {number} length
   */
  #addPending(kind, start, length) {
    const place = this.push(length);
    for (let at = start; at < this.#pending.length; at += 1) this.push(this.#pending[at]);
    this.#pending.length = start;
    return wordOf(kind, place);
  }
}

/**
 * The texts in one, after it was written into the words where each starts and ends there, in bytes of UTF-8.
 * @param {Map<string, number>} texts
 * @param {Uint32Array} words
 */
function placed(texts, words) {
  // What is between them keeps halves of characters from joining across texts.
  const whole = [...texts.keys()].join(" ");
  // In ASCII, which most are in, a character is a byte.
  const isAscii = !beyondAscii.test(whole);
  let start = 0;
  for (const [text, place] of texts) {
    const end = start + (isAscii ? text.length : bytesOf(text));
    words[place] = start;
    words[place + 1] = end;
    start = end + 1;
  }
  return whole;
}

/**
 * The bytes of a text in UTF-8, where half a character is the sign for what cannot be read. Few texts have more than
 * ASCII.
 * @param {string} text
 */
function bytesOf(text) {
  return beyondAscii.test(text) ? encoder.encode(text).length : text.length;
}

/**
 * Whether it can be a part of a form.
 * @param {object} item
 */
function isFile(item) {
  return !isStream(item) && !isFormLike(item);
}

/**
 * The value of words and texts, made anew; `opaque` has its files and streams.
 * @param {RawValue} value
 * @param {unknown[]} [opaque]
 */
export function unflatten([words, texts], opaque) {
  if (words.length === 0) return null;
  const whole = decoder.decode(texts);
  // In ASCII, which most are in, a character is a byte.
  const isAscii = whole.length === texts.length;
  /** @param {number} place */
  const textAt = (place) => {
    const [start, end] = [words[place], words[place + 1]];
    return isAscii ? whole.slice(start, end) : decoder.decode(texts.subarray(start, end));
  };
  /** @param {number} place */
  const numberAt = (place) => {
    halves[0] = words[place];
    halves[1] = words[place + 1];
    return float[0];
  };

  /**
   * @param {number} word
   * @returns {unknown}
   */
  const build = (word) => {
    const place = word >>> kindBits;
    switch (word & kindMask) {
      case kinds.null:
        return null;
      case kinds.false:
        return false;
      case kinds.true:
        return true;
      case kinds.number:
        return numberAt(place);
      case kinds.text:
        return textAt(place);
      case kinds.array:
        return buildArray(place);
      case kinds.object:
        return buildObject(place);
      case kinds.bigInteger:
        return BigInt(textAt(place));
      default:
        return opaque?.[place];
    }
  };

  /** @param {number} place */
  const buildArray = (place) => {
    /** @type {unknown[]} */
    const items = [];
    for (let at = place + 1; at <= place + words[place]; at += 1) items.push(build(words[at]));
    return items;
  };

  /** @param {number} place */
  const buildObject = (place) => {
    /** @type {Record<string, unknown>} */
    const object = {};
    for (let at = place + 1; at <= place + 2 * words[place]; at += 2)
      define(object, textAt(words[at]), build(words[at + 1]));
    return object;
  };

  return build(words[words.length - 1]);
}

/**
 * Sets a field. A name such as "__proto__" is a name like another.
 * @param {Record<string, unknown>} object
 * @param {string} name
 * @param {unknown} value
 */
function define(object, name, value) {
  if (name in object)
    Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
  else object[name] = value;
}
