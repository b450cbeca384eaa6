// Waiting for promises.

const { then } = Promise.prototype;

/**
 * Calls `done(value, isThrown)` when a value has settled as `await` understands it: it may be a promise, anything like
 * one, or neither. By the platform's own `then`: that of a hostile promise could call twice.
 * @param {unknown} value
 * @param {(value: unknown, isThrown: boolean) => void} done
 */
export function whenSettled(value, done) {
  /** @param {unknown} thrown */
  const fail = (thrown) => done(thrown, true);
  try {
    then.call(Promise.resolve(value), (given) => done(given, false), fail);
  } catch (thrown) {
    fail(thrown);
  }
}
