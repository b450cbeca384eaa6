// Files and streams, recognised by what they can do: those of another realm or of a library are of another class.

import { sentClass } from "./globals.js";

/** What a `fetch` would send as the name of its class, if it is not its own. */
const named = /^\[object (Blob|File|FormData|URLSearchParams)\]$/;

/**
 * Whether a value can be read as a file can. Looking may throw.
 * @param {object} value
 */
export function isFileLike(value) {
  const { arrayBuffer, size, type } = /** @type {Partial<Blob>} */ (value);
  return typeof arrayBuffer === "function" && typeof size === "number" && typeof type === "string";
}

/**
 * Whether a value is read as a form is. Looking may throw.
 * @param {object} value
 */
export function isFormLike(value) {
  const { append, getAll, entries } = /** @type {Partial<FormData>} */ (value);
  return [append, getAll, entries].every((method) => typeof method === "function");
}

/**
 * Whether a value gives its content piece by piece, as the streams of Node do. Looking may throw.
 * @param {object} value
 */
export function isIterable(value) {
  return typeof (/** @type {Partial<AsyncIterable<unknown>>} */ (value)[Symbol.asyncIterator]) === "function";
}

/**
 * Whether a value is a file or a form, but not of the platform's own class.
 * @param {unknown} value
 */
export function isForeign(value) {
  if (typeof value !== "object" || value === null) return false;
  try {
    const name = classOf(value);
    if (name === undefined) return false;
    const own = sentClass(name);
    return !(typeof own === "function" && value instanceof own);
  } catch {
    return false;
  }
}

/**
 * Which class of the platform's a value takes the place of, if it does.
 * @param {object} value
 * @returns {"Blob" | "File" | "FormData" | "URLSearchParams" | undefined}
 */
function classOf(value) {
  const [, name] = named.exec(Object.prototype.toString.call(value)) ?? [];
  if (name !== undefined) return /** @type {"Blob"} */ (name);
  return isFormLike(value) ? "FormData" : isFileLike(value) ? "Blob" : undefined;
}
