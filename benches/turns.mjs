// Ways to do the same thing, which take turns.

/** Calls of one block: a hundredth of a second, because what slows the machine lasts longer than that. */
export const CALLS = 40;

const WARM_UP = 40;

/** Resolves to the microseconds a call of each way takes, round by round. */
export async function takeTurns(ways, rounds) {
  const times = new Map(ways.map((way) => [way, []]));
  const turns = [...ways];
  for (let round = 0; round < WARM_UP + rounds; round += 1) {
    turns.push(turns.shift());
    for (const way of round % 2 === 0 ? turns : turns.toReversed()) {
      const time = await block(way);
      if (round >= WARM_UP) times.get(way).push(time);
    }
  }
  return times;
}

/** Microseconds a call, over one block of calls. */
async function block(call) {
  const begun = performance.now();
  for (let index = 0; index < CALLS; index += 1) await call();
  return ((performance.now() - begun) * 1000) / CALLS;
}

/** The number below which that part of them lies. */
export function quantile(numbers, part) {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(part * (sorted.length - 1))];
}
