// Values, made short enough to keep one for each page: their length and two hashes of their JSON. Nothing hangs on
// nobody being able to make two that are alike: who could, could also answer the same page twice.

/**
 * A fingerprint; values with the same JSON have the same.
 * @param {unknown} value
 */
export function fingerprint(value) {
  const text = JSON.stringify(value, readable) ?? "";
  let one = 0x811c9dc5;
  let other = 0x9e3779b9;
  for (let place = 0; place < text.length; place += 1) {
    const code = text.charCodeAt(place);
    one = Math.imul(one ^ code, 0x01000193);
    other = Math.imul(other ^ code, 0x85ebca6b);
    other ^= other >>> 13;
  }
  return `${text.length} ${one >>> 0} ${other >>> 0}`;
}

/**
 * What JSON has not: integers beyond 2^53.
 * @param {string} _name
 * @param {unknown} value
 */
function readable(_name, value) {
  return typeof value === "bigint" ? `${value}n` : value;
}
