// Ways to do the same thing, which take turns.

/** @typedef {() => Promise<unknown>} Way a way to do a thing */

/**
 * Ways to do one thing, those that are to be compared, and what ends them.
 * @typedef {object} Bench
 * @property {string} title
 * @property {Record<string, Way>} ways
 * @property {[string, string][]} ratios
 * @property {() => Promise<unknown>} end
 */

/** Calls of one block: a hundredth of a second, because what slows the machine lasts longer than that. */
export const CALLS = 40;

const WARM_UP = 40;

/**
 * Resolves to the microseconds a call of each way takes, round by round.
 * @param {Way[]} ways
 * @param {number} rounds
 */
export async function takeTurns(ways, rounds) {
  const turns = ways.map((way) => ({ way, times: /** @type {number[]} */ ([]) }));
  for (let round = 0; round < WARM_UP + rounds; round += 1) {
    turns.push(...turns.splice(0, 1));
    for (const { way, times } of round % 2 === 0 ? turns : turns.toReversed()) {
      const time = await block(way);
      if (round >= WARM_UP) times.push(time);
    }
  }
  return new Map(turns.map(({ way, times }) => [way, times]));
}

/**
 * Microseconds a call, over one block of calls.
 * @param {Way} call
 */
async function block(call) {
  const begun = performance.now();
  for (let index = 0; index < CALLS; index += 1) await call();
  return ((performance.now() - begun) * 1000) / CALLS;
}

/**
 * The number below which that part of them lies.
 * @param {number[]} numbers
 * @param {number} part
 */
export function quantile(numbers, part) {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(part * (sorted.length - 1))];
}
