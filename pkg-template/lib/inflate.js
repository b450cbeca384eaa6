// Inflating (RFC 1951), for runtimes that cannot. Only our own wasm is inflated with it: what is no such data throws or
// gives rubbish, which is no wasm either.

/** @typedef {Map<number, number>} Code the symbols, by their codes with a 1 before them */
/** @typedef {Map<number, [smallest: number, extra: number]>} Values by their symbols */

/** Of the codes of lengths and distances: the smallest value, and how many bits are added to it. */
const lengths = table(257, [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0], 3);
const distances = table(
  0,
  Array.from({ length: 30 }, (_, code) => Math.max(0, (code >> 1) - 1)),
  1,
);
lengths.set(285, [258, 0]);

/**
 * @param {number} first
 * @param {number[]} extras
 * @param {number} smallest
 * @returns {Values}
 */
function table(first, extras, smallest) {
  let value = smallest;
  return new Map(
    extras.map((extra, place) => {
      /** @type {[symbol: number, value: [smallest: number, extra: number]]} */
      const entry = [first + place, [value, extra]];
      value += 1 << extra;
      return entry;
    }),
  );
}

/** In which order the lengths of the codes for lengths of codes come. */
const order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/**
 * @param {Uint8Array} deflated
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function inflate(deflated) {
  const input = new Bits(deflated);
  /** @type {number[]} */
  const output = [];
  let isLast = false;
  while (!isLast) {
    isLast = input.take(1) === 1;
    const kind = input.take(2);
    if (kind === 0) copyStored(input, output);
    else inflateBlock(input, output, ...(kind === 1 ? fixedCodes() : codesIn(input)));
  }
  return Uint8Array.from(output);
}

/** The bits of bytes, the lowest of each first. */
class Bits {
  #bytes;
  #place = 0;

  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.#bytes = bytes;
  }

  /** @param {number} count */
  take(count) {
    let value = 0;
    for (let bit = 0; bit < count; bit += 1, this.#place += 1) {
      const byte = this.#bytes[this.#place >> 3];
      if (byte === undefined) throw new RangeError("deflated data that ends too early");
      value |= ((byte >> (this.#place & 7)) & 1) << bit;
    }
    return value;
  }

  /**
   * The symbol of a code, whose bits come the highest first.
   * @param {Code} code
   */
  symbol(code) {
    let value = 1;
    for (;;) {
      value = (value << 1) | this.take(1);
      const symbol = code.get(value);
      if (symbol !== undefined) return symbol;
      if (value > 0xffff) throw new RangeError("no such code");
    }
  }

  skipToByte() {
    this.#place = (this.#place + 7) & ~7;
  }
}

/**
 * @param {Bits} input
 * @param {number[]} output
 */
function copyStored(input, output) {
  input.skipToByte();
  const length = input.take(16);
  input.take(16);
  for (let index = 0; index < length; index += 1) output.push(input.take(8));
}

/**
 * @param {Bits} input
 * @param {number[]} output
 * @param {Code} literals
 * @param {Code} distanceCode
 */
function inflateBlock(input, output, literals, distanceCode) {
  for (let symbol = input.symbol(literals); symbol !== 256; symbol = input.symbol(literals)) {
    if (symbol < 256) {
      output.push(symbol);
      continue;
    }
    const length = valueIn(lengths, symbol, input);
    const start = output.length - valueIn(distances, input.symbol(distanceCode), input);
    for (let index = start; index < start + length; index += 1) output.push(output[index]);
  }
}

/**
 * @param {Values} values
 * @param {number} symbol
 * @param {Bits} input
 */
function valueIn(values, symbol, input) {
  const [smallest, extra] = /** @type {[number, number]} */ (values.get(symbol));
  return smallest + input.take(extra);
}

/**
 * From the length of each symbol's code to the symbols.
 * @param {number[]} sizes
 * @returns {Code}
 */
function codeOf(sizes) {
  const code = new Map();
  let next = 0;
  for (let size = 1; size <= 15; size += 1, next <<= 1) {
    for (const [symbol, own] of sizes.entries()) {
      if (own !== size) continue;
      code.set((1 << size) | next, symbol);
      next += 1;
    }
  }
  return code;
}

/** @returns {[literals: Code, distances: Code]} */
function fixedCodes() {
  const sizes = Array.from({ length: 288 }, (_, symbol) => {
    if (symbol < 144) return 8;
    if (symbol < 256) return 9;
    return symbol < 280 ? 7 : 8;
  });
  return [codeOf(sizes), codeOf(Array.from({ length: 30 }, () => 5))];
}

/**
 * @param {Bits} input
 * @returns {[literals: Code, distances: Code]}
 */
function codesIn(input) {
  const [literals, all, ofSizes] = [input.take(5) + 257, input.take(5) + 1, input.take(4) + 4];
  const first = Array.from({ length: 19 }, () => 0);
  for (const symbol of order.slice(0, ofSizes)) first[symbol] = input.take(3);
  const code = codeOf(first);
  /** @type {number[]} */
  const sizes = [];
  while (sizes.length < literals + all) sizes.push(...sizesIn(input, input.symbol(code), sizes.at(-1)));
  return [codeOf(sizes.slice(0, literals)), codeOf(sizes.slice(literals))];
}

/** By symbol: how many bits say how often a length comes, and the least number that they say. */
const runs = new Map([
  [16, [2, 3]],
  [17, [3, 3]],
  [18, [7, 11]],
]);

/**
 * One length, or several of the same.
 * @param {Bits} input
 * @param {number} symbol
 * @param {number | undefined} last
 * @returns {number[]}
 */
function sizesIn(input, symbol, last) {
  if (symbol < 16) return [symbol];
  const [bits, least] = /** @type {number[]} */ (runs.get(symbol));
  return Array.from({ length: least + input.take(bits) }, () => (symbol === 16 ? /** @type {number} */ (last) : 0));
}
