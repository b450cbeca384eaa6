// Waiting for something to become true, never for time to pass.

import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";

/** Until `condition` gives something true, which it resolves to; fails after five seconds. */
export async function until(condition, what = String(condition)) {
  const deadline = Date.now() + 5000;
  for (;;) {
    const value = await condition();
    if (value) return value;
    assert.ok(Date.now() < deadline, `waited in vain for: ${what}`);
    await pause(2);
  }
}

/** A promise and the functions that settle it. */
export function deferred() {
  let settle;
  const promise = new Promise((resolve, reject) => (settle = { resolve, reject }));
  return { promise, ...settle };
}

/** Fails when a promise is still not settled after so many seconds: "never" must not hang the suite. */
export async function soon(promise, seconds = 3) {
  const late = new AbortController();
  const timer = pause(seconds * 1000, undefined, { signal: late.signal }).then(
    () => assert.fail(`not settled within ${seconds} s`),
    () => {},
  );
  try {
    return await Promise.race([promise, timer]);
  } finally {
    late.abort();
  }
}
