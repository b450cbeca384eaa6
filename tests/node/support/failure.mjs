// What a promise rejects with, and what every error of the package promises.

import assert from "node:assert/strict";
import { assertWorded } from "./leftovers.mjs";

/** @import { SneError } from "sne-cotation" */

/**
 * What a promise rejects with; a promise that is fulfilled fails the test.
 * @param {PromiseLike<unknown>} promise
 * @returns {Promise<unknown>}
 */
export async function reasonOf(promise) {
  let value;
  try {
    value = await promise;
  } catch (reason) {
    return reason;
  }
  assert.fail(`nothing was thrown, but given: ${JSON.stringify(value)}`);
}

/** The `SneError` that a promise rejects with, its general promises checked. @param {PromiseLike<unknown>} promise */
export async function failureOf(promise) {
  const error = await reasonOf(promise);
  checkShape(error);
  return error;
}

/**
 * What is the same for every `SneError`.
 * @param {unknown} error
 * @returns {asserts error is SneError}
 */
export function checkShape(error) {
  assert.ok(error instanceof Error, `not an Error: ${String(error)}`);
  assert.equal(error.name, "SneError", `${error?.stack}`);
  const { message, advice, kind, retryable, attempts } = /** @type {SneError} */ (error);
  for (const text of [message, advice]) {
    assert.ok(typeof text === "string" && text.trim() !== "", "message and advice are there");
    assert.doesNotMatch(text, /\{\w+\}/, "every fact is filled in");
  }
  assert.equal(typeof kind, "string");
  assert.equal(typeof retryable, "boolean");
  assert.ok(Number.isInteger(attempts));
  assertWorded(JSON.stringify(error));
  assertWorded(error.stack?.split("\n    at ")[0] ?? "");
}
