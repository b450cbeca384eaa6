// Option objects and parsed JSON, looked into where they are. Anything may be given, so nothing is assumed of it.
// Looking may throw (a getter, a proxy that was revoked), and must not: an exception on its way through the wasm leaves
// it unusable.

import { isFileLike, isForeign, isFormLike, isIterable } from "./files.js";

/** @import { AbortSignalLike } from "../../types/index.d.ts" */

/** The kinds of value, in the order of `Kind` in src/core/value.rs. */
export const kinds = {
  nothing: 0,
  boolean: 1,
  number: 2,
  string: 3,
  array: 4,
  object: 5,
  function: 6,
  opaque: 7,
  signal: 8,
  other: 9,
};

/** What fetch sends as it is. Tags tell built-in classes apart across realms. */
const opaque = /^\[object (\w*Array|ArrayBuffer|DataView|Blob|File|FormData|URLSearchParams|ReadableStream)\]$/;

/**
 * What a value is. What cannot be looked at is of no kind that is of use.
 * @param {unknown} value
 * @returns {number}
 */
export function kindOf(value) {
  try {
    return kindSeen(value);
  } catch {
    return kinds.other;
  }
}

/** @param {unknown} value */
function kindSeen(value) {
  if (value === undefined || value === null) return kinds.nothing;
  // Its length is looked at again.
  if (Array.isArray(value)) return value.length >= 0 ? kinds.array : kinds.other;
  if (typeof value !== "object") return /** @type {Record<string, number>} */ (kinds)[typeof value] ?? kinds.other;
  const tag = Object.prototype.toString.call(value);
  if (tag !== "[object Object]" && opaque.test(tag))
    return isForeign(value) && !isReadable(value) ? kinds.other : kinds.opaque;
  // A signal may be a library's, and so may a file, a form or a stream.
  if (isSignal(value)) return kinds.signal;
  if (isFileLike(value) || isFormLike(value) || isIterable(value)) return kinds.opaque;
  return tag === "[object Object]" ? kinds.object : kinds.other;
}

/**
 * Whether a body is a stream, which can be sent only once.
 * @param {unknown} body
 */
export function isStream(body) {
  if (typeof body !== "object" || body === null) return false;
  try {
    return typeof (/** @type {Partial<ReadableStream>} */ (body).getReader) === "function" || isIterable(body);
  } catch {
    return false;
  }
}

/**
 * Whether a file or a form of another make can be read here. Older imitations of a page have files that cannot.
 * @param {object} value
 */
function isReadable(value) {
  return isFileLike(value) || !/Blob|File/.test(Object.prototype.toString.call(value));
}

/** @param {Partial<AbortSignalLike>} value */
function isSignal(value) {
  if (typeof value.aborted !== "boolean") return false;
  return typeof value.addEventListener === "function" && typeof value.removeEventListener === "function";
}

/**
 * A field of an object; undefined for anything else, and where looking throws.
 * @param {unknown} value
 * @param {string} name
 * @returns {unknown}
 */
export const field = (value, name) => fieldOr(undefined, value, name);

/**
 * The same, with something else where looking throws.
 * @param {unknown} otherwise
 * @param {unknown} value
 * @param {string} name
 */
export function fieldOr(otherwise, value, name) {
  try {
    return /** @type {Record<string, unknown> | undefined} */ (value)?.[name] ?? undefined;
  } catch {
    return otherwise;
  }
}

/**
 * In place of an option that throws: of no type that an option may have, so that it is refused rather than taken for
 * absent.
 */
const unseen = Symbol("unseen");

/** The names in tables such as `a: string, b: number`. There are few tables. @type {Map<string, string[]>} */
const tables = new Map();

/** @param {string} table */
function namesIn(table) {
  let names = tables.get(table);
  if (names === undefined) {
    names = table.match(/\w+(?=:)/g) ?? [];
    tables.set(table, names);
  }
  return names;
}

/**
 * What an object holds under the names in a table: the digits of their kinds, then the values. If it has a name that is
 * not in the table: a comma and that name.
 * @param {unknown} value
 * @param {string} table
 * @returns {unknown[]}
 */
export function readFields(value, table) {
  const names = namesIn(table);
  const stranger = namesOf(value).find((name) => !names.includes(name));
  if (stranger !== undefined) return [`,${stranger}`];
  // Most are not there, and each call reads some.
  let seen = "";
  const values = names.map((name) => {
    const given = fieldOr(unseen, value, name);
    seen += given === undefined ? kinds.nothing : kindLookedAt(given);
    return given;
  });
  values.unshift(seen);
  return values;
}

/**
 * A blank text has a digit of its own: the one after 9, as characters go.
 * @param {unknown} value
 */
const kindLookedAt = (value) => (typeof value === "string" && /^[\t\n\f\r ]*$/.test(value) ? ":" : kindOf(value));

/**
 * The reason of a signal, whatever it is; when it throws one instead, that.
 * @param {AbortSignalLike} signal
 */
export function reasonOf(signal) {
  try {
    return signal.reason;
  } catch (thrown) {
    return thrown;
  }
}

/**
 * A number, or a text that is one.
 * @param {unknown} value
 */
export function numberOf(value) {
  const isText = typeof value === "string" && value.trim() !== "";
  const number = isText ? Number(value) : value;
  return typeof number === "number" && !Number.isNaN(number) ? number : undefined;
}

/**
 * The names of an object's own fields.
 * @param {unknown} value
 */
function namesOf(value) {
  try {
    return typeof value === "object" && value !== null ? Object.keys(value) : [];
  } catch {
    return [];
  }
}

/**
 * Names and values in turn as an object.
 * @param {unknown[]} list
 * @returns {Record<string, unknown>}
 */
export function named(list) {
  /** @type {Record<string, unknown>} */
  const object = {};
  for (let index = 0; index < list.length; index += 2) object[/** @type {string} */ (list[index])] = list[index + 1];
  return object;
}
