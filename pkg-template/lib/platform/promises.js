// Waiting for promises.

import { owner, wake } from "./entries.js";

const { then } = Promise.prototype;

/**
 * Calls `done(value, isThrown)` when a value has settled as `await` understands it: it may be a promise, anything like
 * one, or neither. By the platform's own `then`: that of a hostile promise could call twice.
 * @param {unknown} value
 * @param {(value: unknown, isThrown: boolean) => void} done
 */
export function whenSettled(value, done) {
  const by = owner();
  /** @param {boolean} isThrown */
  const settled = (isThrown) => (/** @type {unknown} */ given) => {
    wake();
    by.enter(() => done(given, isThrown));
  };
  try {
    then.call(Promise.resolve(value), settled(false), settled(true));
  } catch (thrown) {
    done(thrown, true);
  }
}
