// Faults as people write them, made into what Rust reads.

import { globalOf } from "../platform/globals.js";

/** @import { Fault } from "../../types/simulator.d.ts" */

/**
 * Statuses that a `Response` can have.
 * @param {unknown} status
 */
const isStatus = (status) => typeof status === "number" && Number.isInteger(status) && status >= 200 && status <= 599;

/**
 * `"gateway-timeout"` is short for `{ type: "gateway-timeout" }`; text, bytes and header objects become arrays.
 * @param {Fault} fault
 * @returns {Record<string, unknown>}
 */
export function faultAsJson(fault) {
  /** @type {Record<string, unknown>} */
  const { ...json } = typeof fault === "string" ? { type: fault } : fault;
  if ("status" in json && !isStatus(json.status)) {
    throw new RangeError(`a fault's status must be a whole number from 200 to 599, not ${json.status}`);
  }
  if ("headers" in json) json.headers = pairs(json.headers);
  if ("body" in json) json.body = Array.from(bytes(json.body));
  return json;
}

/** @param {unknown} headers */
function pairs(headers) {
  const isList = Symbol.iterator in Object(headers);
  const entries = isList ? /** @type {Iterable<[unknown, unknown]>} */ (headers) : Object.entries(headers ?? {});
  return Array.from(entries, ([name, value]) => [String(name), String(value)]);
}

/** @param {unknown} body */
function bytes(body) {
  if (typeof body === "string") return new (globalOf("TextEncoder"))().encode(body);
  // By what it is, and not by its class: it may be another realm's, as in Jest.
  if (ArrayBuffer.isView(body)) return new Uint8Array(body.buffer, body.byteOffset, body.byteLength);
  throw new TypeError("a fault's body must be text or a Uint8Array");
}
