// JSON Pointers into answers and bodies.

/**
 * The names on the way; a name alone is that of a field.
 * @param {string} pointer
 */
export function partsOf(pointer) {
  if (!pointer.startsWith("/")) return [pointer];
  return pointer
    .slice(1)
    .split("/")
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/**
 * What is there, if something is.
 * @param {unknown} value
 * @param {string[]} parts
 */
export function valueAt(value, parts) {
  for (const part of parts) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, part)) return undefined;
    value = /** @type {Record<string, unknown>} */ (value)[part];
  }
  return value;
}

/**
 * The value with something else there: a copy as far as it is another.
 * @param {unknown} value
 * @param {string[]} way
 * @param {unknown} other
 * @returns {unknown}
 */
export function withValueAt(value, [part, ...rest], other) {
  const from = /** @type {Record<string, unknown>} */ (value);
  const copy = Array.isArray(value) ? /** @type {typeof from} */ (/** @type {unknown} */ ([...value])) : { ...from };
  const inside = rest.length === 0 ? other : withValueAt(copy[part], rest, other);
  Object.defineProperty(copy, part, { value: inside, enumerable: true, configurable: true, writable: true });
  return copy;
}
