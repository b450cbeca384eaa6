// Places in parameters and answers, each given as the names on the way to it, and what crosses into Rust of a value
// there.

/** Characters of a text that cross: more than any number has. */
const longestText = 100;

/**
 * The names on the way that a JSON Pointer is; a name alone is that of a field.
 * @param {string} pointer
 */
export function partsOf(pointer) {
  if (pointer === "") return [];
  if (!pointer.startsWith("/")) return [pointer];
  const parts = pointer.slice(1).split("/");
  return parts.map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/**
 * What is there, if something is.
 * @param {unknown} value
 * @param {string[]} way
 */
export function valueAt(value, way) {
  for (const part of way) {
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
 * @returns {object}
 */
export function withValueAt(value, [part, ...rest], other) {
  const copy = /** @type {Record<string, unknown>} */ (
    Array.isArray(value) ? [...value] : { .../** @type {object | null | undefined} */ (value) }
  );
  const inside = rest.length === 0 ? other : withValueAt(copy[part], rest, other);
  Object.defineProperty(copy, part, { value: inside, enumerable: true, configurable: true, writable: true });
  return copy;
}

/**
 * The outline of a value, as crates/contract/src/pages/page.rs has it: of a list its length, in a list of its own; of
 * an object those of its fields that are lists, no more than tell whether there is just one; of a text its beginning.
 * @param {unknown} value
 */
export function outlineOf(value) {
  if (typeof value === "string") return value.slice(0, longestText);
  if (Array.isArray(value)) return [value.length];
  if (typeof value !== "object" || value === null) return value;
  const isBytes = ArrayBuffer.isView(value);
  const lists = isBytes ? [] : Object.entries(value).filter(([, field]) => Array.isArray(field));
  return Object.fromEntries(lists.slice(0, 2).map(([name, list]) => [name, [list.length]]));
}
