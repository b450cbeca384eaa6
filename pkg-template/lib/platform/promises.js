// Waiting for promises.

const { then } = Promise.prototype;

/**
 * Calls one of two functions when a value has settled as `await` understands it: it may be a promise, anything like
 * one, or neither. By the platform's own `then`: that of a hostile promise could keep the functions, which wait for
 * others later.
 * @param {unknown} value
 * @param {(value: unknown) => void} onValue
 * @param {(thrown: unknown) => void} onError
 */
export function whenSettled(value, onValue, onError) {
  try {
    then.call(Promise.resolve(value), onValue, onError);
  } catch (thrown) {
    onError(thrown);
  }
}
