// Ways to do the same thing, which take turns in short blocks, in another order each round, so that whatever slows the
// machine slows all. For every runtime, pages too.

/** @typedef {() => Promise<unknown>} Way a way to do a thing */

/**
 * What a call took, in microseconds, one figure a round; the time of the processor where the runtime tells it.
 * @typedef {{ wall: number[], processor: number[] }} Times
 */

/**
 * How long to go on: milliseconds for all ways together, but so many rounds at least; behind so many milliseconds of
 * each that only warm it up.
 * @typedef {{ milliseconds: number, rounds: number, warmUp: number }} Effort
 */

/** Milliseconds that a block of the fastest way is to last: what slows the machine lasts longer. */
const BLOCK = 15;
/** And that of a slower one at most: it makes fewer calls then. */
const LONGEST = 60;

const processor = /** @type {{ cpuUsage?: typeof process.cpuUsage } | undefined} */ (globalThis.process)?.cpuUsage;

/**
 * Resolves to the times of each way, round by round.
 * @template {string} Name
 * @param {Record<Name, Way>} ways
 * @param {Effort & { concurrency: number }} options
 * @returns {Promise<Record<Name, Times>>}
 */
export async function takeTurns(ways, { concurrency, milliseconds, rounds, warmUp }) {
  const turns = /** @type {[Name, Way][]} */ (Object.entries(ways)).map(([name, way]) => {
    return { name, way, times: /** @type {Times} */ ({ wall: [], processor: [] }) };
  });
  const isCold = warmUp === 0;
  const speeds = await inTurn(turns, async ({ way }) => (isCold ? Infinity : warm(way, concurrency, warmUp)));
  const most = callsIn(BLOCK, Math.min(...speeds), concurrency);
  const blocks = new Map(
    turns.map(({ way }, place) => [way, Math.min(most, callsIn(LONGEST, speeds[place], concurrency))]),
  );
  const inOrder = [...turns];
  const end = performance.now() + milliseconds;
  for (let round = 0; round < rounds || performance.now() < end; round += 1) {
    turns.push(...turns.splice(0, 1));
    for (const { way, times } of round % 2 === 0 ? turns : turns.toReversed()) {
      const { wall, processor } = await block(way, concurrency, blocks.get(way) ?? most);
      times.wall.push(wall);
      if (processor !== undefined) times.processor.push(processor);
    }
  }
  return /** @type {Record<Name, Times>} */ (Object.fromEntries(inOrder.map(({ name, times }) => [name, times])));
}

/**
 * How many calls last for so many milliseconds, each slot of the concurrency having as many as the others.
 * @param {number} milliseconds
 * @param {number} speed microseconds a call
 * @param {number} concurrency
 */
const callsIn = (milliseconds, speed, concurrency) =>
  concurrency * Math.max(1, Math.round((milliseconds * 1000) / speed / concurrency));

/**
 * One after the other.
 * @template Item, Result
 * @param {Item[]} items
 * @param {(item: Item) => Promise<Result>} body
 */
async function inTurn(items, body) {
  /** @type {Result[]} */
  const results = [];
  for (const item of items) results.push(await body(item));
  return results;
}

/**
 * Lets a way run for so many milliseconds; resolves to the microseconds a call in the end.
 * @param {Way} way
 * @param {number} concurrency
 * @param {number} milliseconds
 */
async function warm(way, concurrency, milliseconds) {
  const end = performance.now() + milliseconds;
  let { wall } = await block(way, concurrency, concurrency);
  while (performance.now() < end) ({ wall } = await block(way, concurrency, concurrency));
  return wall;
}

/**
 * Microseconds a call, over one block of them, so many of which are under way at once.
 * @param {Way} way
 * @param {number} concurrency
 * @param {number} calls
 */
async function block(way, concurrency, calls) {
  let left = calls;
  const work = async () => {
    while (left > 0) {
      left -= 1;
      await way();
    }
  };
  const before = processor?.();
  const begun = performance.now();
  await Promise.all(Array.from({ length: concurrency }, work));
  const wall = ((performance.now() - begun) * 1000) / calls;
  const used = before && processor?.(before);
  return { wall, processor: used && (used.user + used.system) / calls };
}
