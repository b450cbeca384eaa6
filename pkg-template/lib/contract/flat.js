// Values in flat form, as contract/src/flat.rs has it: a contract crosses into the wasm in two arrays rather than field by
// field, and what callers get of it comes back in the same way. Mechanics only.

import { kindOf, kinds as seen } from "../platform/values.js";

/** In the order of `Kind` in flat.rs. */
const kinds = { null: 0, false: 1, true: 2, number: 3, text: 4, array: 5, object: 6, file: 7, stream: 8, bigInteger: 9, other: 10 };
const kindBits = 4;
const kindMask = (1 << kindBits) - 1;

/** How deep values may be, and how many. Nobody writes such; an object that holds itself has such. */
export const mostLevels = 500;
const mostValues = 1_000_000;

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

// A number as two words and back.
const float = new Float64Array(1);
const halves = new Uint32Array(float.buffer);

/** Why a value has no flat form: the id of a reason, and its facts. */
export class TooMuch extends Error {}

const wordOf = (kind, place) => ((place << kindBits) | kind) >>> 0;

/**
 * A value as its words and its texts. Fields that are undefined are left out, and objects say by `toJSON` what they are, as in
 * JSON.stringify; `opaque` gets the files and streams. Throws `TooMuch`, or what looking at the value throws.
 */
export function flatten(value, opaque) {
  const words = [];
  const texts = new Map();
  let count = 0;

  const textOf = (text) => {
    let place = texts.get(text);
    if (place === undefined) {
      place = words.push(0, 0) - 2;
      texts.set(text, place);
    }
    return place;
  };

  const numberOf = (number) => {
    float[0] = number;
    return words.push(halves[0], halves[1]) - 2;
  };

  const keep = (kind, item) => wordOf(kind, opaque.push(item) - 1);

  const add = (item, depth) => {
    if (depth > mostLevels) throw new TooMuch("deep");
    if ((count += 1) > mostValues) throw new TooMuch("large");
    if (item === undefined || item === null) return kinds.null;
    switch (typeof item) {
      case "string":
        return wordOf(kinds.text, textOf(item));
      case "boolean":
        return item ? kinds.true : kinds.false;
      case "number":
        return Number.isFinite(item) ? wordOf(kinds.number, numberOf(item)) : kinds.other;
      case "bigint":
        return wordOf(kinds.bigInteger, textOf(String(item)));
      case "object":
        return addObject(item, depth);
      default:
        return kinds.other;
    }
  };

  const addObject = (item, depth) => {
    if (Array.isArray(item)) return addItems(item, depth);
    // A Buffer of Node's has a toJSON, and is bytes all the same.
    if (typeof item.toJSON === "function" && !ArrayBuffer.isView(item)) return add(item.toJSON(), depth + 1);
    switch (Object.getPrototypeOf(item) === Object.prototype ? seen.object : kindOf(item)) {
      case seen.opaque:
        return keep(isFile(item) ? kinds.file : kinds.stream, item);
      case seen.object:
        return addFields(item, depth);
      default:
        return kinds.other;
    }
  };

  const addItems = (item, depth) => {
    const items = [];
    for (let place = 0; place < item.length; place += 1) items.push(add(item[place], depth + 1));
    return addAll(kinds.array, items);
  };

  const addFields = (item, depth) => {
    const fields = [];
    for (const name of Object.keys(item)) {
      const field = item[name];
      if (field !== undefined) fields.push(textOf(name), add(field, depth + 1));
    }
    return addAll(kinds.object, fields, fields.length / 2);
  };

  const addAll = (kind, items, length = items.length) => {
    const place = words.push(length) - 1;
    for (const item of items) words.push(item);
    return wordOf(kind, place);
  };

  words.push(add(value, 0));
  const whole = placed(texts, words);
  return [new Uint32Array(words), whole];
}

/** The texts in one, after it was written into the words where each starts and ends there, in bytes of UTF-8. */
function placed(texts, words) {
  // What is between them keeps halves of characters from joining across texts.
  const whole = [...texts.keys()].join(" ");
  // In ASCII, which most are in, a character is a byte.
  const isAscii = /^[\0-\x7F]*$/.test(whole);
  let start = 0;
  for (const [text, place] of texts) {
    const end = start + (isAscii ? text.length : bytesOf(text));
    words[place] = start;
    words[place + 1] = end;
    start = end + 1;
  }
  return whole;
}

/** The bytes of a text in UTF-8, where half a character is the sign for what cannot be read. */
function bytesOf(text) {
  let bytes = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.codePointAt(at);
    if (code > 0xffff) at += 1;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

/** Whether it can be a part of a form. */
function isFile(item) {
  return !/Stream|FormData|URLSearchParams/.test(Object.prototype.toString.call(item));
}

/** The value of words and texts, made anew; `opaque` has its files and streams. */
export function unflatten([words, texts], opaque) {
  const whole = decoder.decode(texts);
  // In ASCII, which most are in, a character is a byte.
  const isAscii = whole.length === texts.length;
  const textAt = (place) => {
    const [start, end] = [words[place], words[place + 1]];
    return isAscii ? whole.slice(start, end) : decoder.decode(texts.subarray(start, end));
  };
  const numberAt = (place) => {
    halves[0] = words[place];
    halves[1] = words[place + 1];
    return float[0];
  };

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

  const buildArray = (place) => {
    const items = [];
    for (let at = place + 1; at <= place + words[place]; at += 1) items.push(build(words[at]));
    return items;
  };

  const buildObject = (place) => {
    const object = {};
    for (let at = place + 1; at <= place + 2 * words[place]; at += 2) define(object, textAt(words[at]), build(words[at + 1]));
    return object;
  };

  return build(words[words.length - 1]);
}

/** Sets a field. A name such as "__proto__" is a name like another. */
function define(object, name, value) {
  if (name in object) Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
  else object[name] = value;
}
