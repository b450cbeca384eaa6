// "Did you mean": the known name that is nearest to what was typed.

/**
 * The nearest of the names, or nothing when none is near enough to be meant.
 * @param {string} typed
 * @param {string[]} names
 */
export function nearest(typed, names) {
  const most = Math.max(1, Math.floor(typed.length / 3));
  const ranked = names.map((name) => ({ name, distance: distance(typed.toLowerCase(), name.toLowerCase()) }));
  const [best] = ranked.sort((one, other) => one.distance - other.distance);
  return best !== undefined && best.distance <= most ? best.name : undefined;
}

/**
 * How many letters must be put in, taken out, replaced or swapped with their neighbour.
 * @param {string} one
 * @param {string} other
 * @returns {number}
 */
function distance(one, other) {
  /** @type {number[]} */
  let before = [];
  let row = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let line = 1; line <= one.length; line += 1) {
    const next = [line];
    for (let column = 1; column <= other.length; column += 1) {
      const isSame = one[line - 1] === other[column - 1];
      const isSwap = one[line - 1] === other[column - 2] && one[line - 2] === other[column - 1];
      const ways = [row[column] + 1, next[column - 1] + 1, row[column - 1] + (isSame ? 0 : 1)];
      if (isSwap) ways.push(before[column - 2] + 1);
      next.push(Math.min(...ways));
    }
    [before, row] = [row, next];
  }
  return row[other.length];
}
