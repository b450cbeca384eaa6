// JSON Pointers into answers and bodies.

/** The names on the way; a name alone is that of a field. */
export function partsOf(pointer) {
  if (!pointer.startsWith("/")) return [pointer];
  return pointer
    .slice(1)
    .split("/")
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** What is there, if something is. */
export function valueAt(value, parts) {
  for (const part of parts) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, part)) return undefined;
    value = value[part];
  }
  return value;
}

/** The value with something else there: a copy as far as it is another. */
export function withValueAt(value, [part, ...rest], other) {
  const copy = Array.isArray(value) ? [...value] : { ...value };
  const inside = rest.length === 0 ? other : withValueAt(copy[part], rest, other);
  Object.defineProperty(copy, part, { value: inside, enumerable: true, configurable: true, writable: true });
  return copy;
}
