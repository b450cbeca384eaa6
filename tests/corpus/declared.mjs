// What a document declares, counted by itself and not by the package, so that the package can be held to it.

const METHODS = ["get", "put", "post", "delete", "options", "head", "patch"];

/** @typedef {Record<string, unknown>} Fields */

/**
 * The object that a value is, if it is one.
 * @param {unknown} value
 */
const fields = (value) =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? /** @type {Fields} */ (value) : undefined;

/**
 * Whether a document is one that must load, and how many operations it has: a method on a path is one.
 * @param {unknown} document
 */
export function declared(document) {
  const root = fields(document);
  const paths = fields(root?.paths);
  const isContract = (root?.swagger === "2.0" || root?.swagger === 2) && paths !== undefined;
  if (!isContract) return { isContract, operations: 0 };
  const items = Object.entries(paths).filter(([path]) => !path.startsWith("x-"));
  const counts = items.map(([, item]) => {
    const found = fields(followed(root, item));
    return METHODS.filter((method) => fields(found?.[method]) !== undefined).length;
  });
  return { isContract, operations: counts.reduce((sum, count) => sum + count, 0) };
}

/**
 * What a path item is, or refers to within the document.
 * @param {Fields} root
 * @param {unknown} value
 */
function followed(root, value) {
  let found = value;
  for (let step = 0; step < 50; step += 1) {
    const reference = fields(found)?.$ref;
    if (typeof reference !== "string" || !reference.startsWith("#/")) return found;
    const parts = reference.slice(2).split("/");
    found = parts.reduce((/** @type {unknown} */ whole, part) => fields(whole)?.[unescaped(part)], root);
  }
  return found;
}

/** @param {string} part of a JSON Pointer in an address */
function unescaped(part) {
  try {
    part = decodeURIComponent(part);
  } catch {
    // It is taken as it stands.
  }
  return part.replaceAll("~1", "/").replaceAll("~0", "~");
}
