// What is asked for one after the other, as of a generator; and what settles a promise.

/** Work that begins once that before it is over, well or not: at once, where there is none. */
export class Turns {
  /** What was asked for last, until it is over. @type {Promise<unknown> | undefined} */
  #last;

  /**
   * @template Result
   * @param {() => Promise<Result>} work
   * @returns {Promise<Result>}
   */
  take(work) {
    const result = this.#last === undefined ? work() : this.#last.then(work, work);
    this.#last = result;
    const over = () => {
      if (this.#last === result) this.#last = undefined;
    };
    result.then(over, over);
    return result;
  }
}

/**
 * A promise and what settles it, where the platform has no way of its own.
 * @template Value
 * @returns {PromiseWithResolvers<Value>}
 */
export function withResolvers() {
  /** @type {Partial<PromiseWithResolvers<Value>>} */
  const made = {};
  made.promise = new Promise((resolve, reject) => Object.assign(made, { resolve, reject }));
  return /** @type {PromiseWithResolvers<Value>} */ (made);
}
