// Waiting for something to become true, never for time to pass.

import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";

/**
 * Until `condition` gives something true, which it resolves to; fails after twenty seconds, which a busy machine may
 * need.
 * @template T
 * @param {() => T} condition
 * @returns {Promise<NonNullable<Awaited<T>>>}
 */
export async function until(condition, what = String(condition)) {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const value = await condition();
    if (value) return value;
    assert.ok(Date.now() < deadline, `waited in vain for: ${what}`);
    await pause(2);
  }
}

/**
 * @template T
 * @typedef {object} Deferred
 * @property {Promise<T>} promise
 * @property {(value?: T | PromiseLike<T>) => void} resolve
 * @property {(reason?: unknown) => void} reject
 */

/** A promise and the functions that settle it. @template T @returns {Deferred<T>} */
export function deferred() {
  /** @type {Omit<Deferred<T>, "promise"> | undefined} */
  let settle;
  const promise = new Promise((resolve, reject) => {
    settle = { resolve: (value) => resolve(/** @type {T | PromiseLike<T>} */ (value)), reject };
  });
  assert.ok(settle);
  return { promise, .../** @type {Omit<Deferred<T>, "promise">} */ (settle) };
}

/**
 * Fails when a promise is still not settled after so many seconds: "never" must not hang the suite.
 * @template T
 * @param {T} promise
 * @returns {Promise<Awaited<T>>}
 */
export async function soon(promise, seconds = 3) {
  const late = new AbortController();
  const timer = pause(seconds * 1000, undefined, { signal: late.signal }).then(() =>
    assert.fail(`not settled within ${seconds} s`),
  );
  try {
    return await Promise.race([promise, timer]);
  } finally {
    late.abort();
  }
}
