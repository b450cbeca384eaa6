// What is counted of the calls of a fleet: the fullest window, how even the shares are, a table.

/** @import { Call } from "./platform.mjs" */

/**
 * The most calls in any interval of that length, wherever it begins.
 * @param {readonly number[]} times
 * @param {number} seconds
 */
export function mostSliding(times, seconds) {
  let first = 0;
  let most = 0;
  times.forEach((time, place) => {
    while (times[first] <= time - seconds * 1000) first += 1;
    most = Math.max(most, place - first + 1);
  });
  return most;
}

/**
 * How many calls there are in each interval of that length that begins at a multiple of it.
 * @param {readonly number[]} times
 * @param {number} seconds
 */
export function countsOf(times, seconds) {
  /** @type {Map<number, number>} */
  const counts = new Map();
  for (const time of times) {
    const window = Math.floor(time / (seconds * 1000));
    counts.set(window, (counts.get(window) ?? 0) + 1);
  }
  return counts;
}

/**
 * The most of them.
 * @param {readonly number[]} times
 * @param {number} seconds
 */
export const mostFixed = (times, seconds) => Math.max(0, ...countsOf(times, seconds).values());

/**
 * Jain's index of the calls of each process: 1 where all have the same.
 * @param {readonly Call[]} calls
 * @param {number} processes
 */
export function jain(calls, processes) {
  const counts = Array.from(
    { length: processes },
    (_, place) => calls.filter(({ from }) => from === String(place)).length,
  );
  const sum = counts.reduce((total, count) => total + count, 0);
  const squares = counts.reduce((total, count) => total + count * count, 0);
  return squares === 0 ? 0 : (sum * sum) / (processes * squares);
}

/**
 * The value that so much of all are at most.
 * @param {readonly number[]} values
 * @param {number} share
 */
export function percentile(values, share) {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/**
 * A row of a table: what was measured, the figure, the bar, and whether it is kept; without a bar, a figure to compare.
 * @typedef {{ what: string, figure: string, bar?: string, isKept?: boolean }} Row
 */

/** Prints rows in columns. @param {string} title @param {Row[]} rows */
export function printTable(title, rows) {
  console.log(`\n${title}`);
  const widths = /** @type {const} */ (["what", "figure"]).map((name) =>
    Math.max(...rows.map((row) => row[name].length)),
  );
  for (const { what, figure, bar, isKept } of rows) {
    const mark = isKept === undefined ? "·" : isKept ? "✔" : "✘";
    console.log(`  ${mark} ${what.padEnd(widths[0])}  ${figure.padEnd(widths[1])}  ${bar ?? ""}`.trimEnd());
  }
}
