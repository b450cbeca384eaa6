// What a promise rejects with, and what every error of the package promises.

import assert from "node:assert/strict";

/** What a promise rejects with; a promise that is fulfilled fails the test. */
export async function reasonOf(promise) {
  let value;
  try {
    value = await promise;
  } catch (reason) {
    return reason;
  }
  assert.fail(`nothing was thrown, but given: ${JSON.stringify(value)}`);
}

/** The `SneError` that a promise rejects with, its general promises checked. */
export async function failureOf(promise) {
  const error = await reasonOf(promise);
  checkShape(error);
  return error;
}

/** What is the same for every `SneError`. */
export function checkShape(error) {
  assert.ok(error instanceof Error, `not an Error: ${String(error)}`);
  assert.equal(error.name, "SneError", `${error?.stack}`);
  for (const text of [error.message, error.advice]) {
    assert.ok(typeof text === "string" && text.trim() !== "", "message and advice are there");
    assert.doesNotMatch(text, /\{\w+\}/, "every fact is filled in");
  }
  assert.equal(typeof error.kind, "string");
  assert.equal(typeof error.retryable, "boolean");
  assert.ok(Number.isInteger(error.attempts));
}
