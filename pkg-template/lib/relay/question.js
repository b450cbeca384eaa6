// The body of a request: JSON, short, and at most one thing in it: the token that the gateway refused.

import { Refusal } from "./refusal.js";
import { globalOf } from "../platform/globals.js";

const LONGEST = 4 * 1024;

/**
 * A form of another site cannot say that it sends JSON; a script of another site must ask first (preflight).
 * @param {Headers} headers
 */
export function requireJson(headers) {
  const [type] = (headers.get("content-type") ?? "").split(";");
  if (type.trim().toLowerCase() !== "application/json") throw new Refusal("not-json");
}

/**
 * @param {Request} request
 * @returns {Promise<{ rejected?: string }>}
 */
export async function readQuestion(request) {
  const text = await readText(request);
  const question = text === "" ? {} : parsed(text);
  if (typeof question !== "object" || question === null || Array.isArray(question)) throw new Refusal("body-invalid");
  const { rejected } = /** @type {{ rejected?: unknown }} */ (question);
  if (rejected !== undefined && typeof rejected !== "string") throw new Refusal("body-invalid");
  return { rejected };
}

/**
 * @param {string} text
 * @returns {unknown}
 */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal("body-invalid");
  }
}

/** @param {Request} request */
async function readText({ body, bodyUsed }) {
  // `authorize` has read the body, which can be read only once.
  if (bodyUsed) throw new Refusal("body-invalid");
  return body ? decode(await readPieces(body)) : "";
}

/** @param {ReadableStream<Uint8Array>} body */
async function readPieces(body) {
  const reader = body.getReader();
  /** @type {Uint8Array[]} */
  const pieces = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read().catch(() => {
      throw new Refusal("body-invalid");
    });
    if (done) return pieces;
    length += value.byteLength;
    pieces.push(value);
    if (length > LONGEST) {
      // Not awaited: a caller that goes on sending is answered all the same.
      reader.cancel().catch(() => {});
      throw new Refusal("body-too-large");
    }
  }
}

/** @param {Uint8Array[]} pieces */
function decode(pieces) {
  const decoder = new (globalOf("TextDecoder"))();
  return pieces.map((piece) => decoder.decode(piece, { stream: true })).join("") + decoder.decode();
}
