// Chance that can be repeated: the same seed gives the same numbers.

/** @typedef {ReturnType<typeof randomFrom>} Random */

/**
 * A source of chance. `seeds` are whole numbers; each combination gives other numbers.
 * @param {number[]} seeds
 */
export function randomFrom(...seeds) {
  let state = seeds.reduce((mixed, seed) => Math.imul(mixed ^ seed ^ (seed / 2 ** 32), 0x9e3779b1) ^ (mixed >>> 15), 1);

  /** From 0 to 1, 1 not included: mulberry32. */
  function number() {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
  // The first numbers of neighbouring seeds are alike.
  for (let round = 0; round < 4; round += 1) number();

  /** @param {number} limit */
  const below = (limit) => Math.floor(number() * limit);
  /**
   * @template Item
   * @param {readonly Item[]} list
   * @returns {Item}
   */
  const pick = (list) => list[below(list.length)];
  return {
    number,
    below,
    pick,
    /** @param {number} part */
    chance: (part) => number() < part,
    /**
     * One of the functions, called.
     * @template {(() => unknown)[]} Choices
     * @param {Choices} choices
     * @returns {ReturnType<Choices[number]>}
     */
    oneOf: (...choices) => /** @type {ReturnType<Choices[number]>} */ (pick(choices)()),
    /**
     * One of a table of `[weight, value]`.
     * @template Value
     * @param {[number, Value][]} table
     * @returns {Value}
     */
    weighted: (table) => {
      let left = number() * table.reduce((sum, [weight]) => sum + weight, 0);
      for (const [weight, value] of table) {
        left -= weight;
        if (left < 0) return value;
      }
      return table[0][1];
    },
    /** @param {number} length */
    bytes: (length) => Uint8Array.from({ length }, () => below(256)),
    /**
     * @param {number} length
     * @param {number} [from]
     * @param {number} [to]
     */
    text: (length, from = 32, to = 126) =>
      String.fromCharCode(...Array.from({ length }, () => from + below(to - from + 1))),
  };
}
