// The fields of an object as what a request is made of: texts, numbers and truth values; what is absent is left out.
// Nothing when anything else is among them, or when one cannot be looked at: a request without it would be another one.

/** Characters that cross, as `LONGEST_PART` in src/core/option_reader.rs has them, and one by which more are known. */
const most = 2 ** 20 + 1;

/**
 * As a query, arrays as repeated names.
 * @param {object} object
 */
export function queryOf(object) {
  const pairs = pairsOf(object, (value) => (Array.isArray(value) ? value : [value]));
  return pairs
    ?.map((pair) => pair.map(encode).join("="))
    .join("&")
    .slice(0, most);
}

/**
 * Percent-encoded, as an address has it (RFC 3986): a space is no `+`, which only forms read as one. A comma, which
 * separates the items of a list, stays one: a server may look for it before it decodes.
 * @param {string} text
 */
function encode(text) {
  // Half of a character cannot be written.
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, "\uFFFD"))
    .replaceAll("%2C", ",")
    .replaceAll("'", "%27");
}

/**
 * As headers: a line for each name and one for each value. A line end in them becomes another thing that no header may
 * hold.
 * @param {object} object
 */
export function headerLinesOf(object) {
  const pairs = pairsOf(object, (value) => [value]);
  return pairs
    ?.map((pair) => pair.map((text) => `${text.replaceAll("\n", "\r")}\n`).join(""))
    .join("")
    .slice(0, most);
}

/**
 * @param {object} object
 * @param {(value: unknown) => unknown[]} itemsOf
 * @returns {[name: string, value: string][] | undefined}
 */
function pairsOf(object, itemsOf) {
  /** @type {[name: string, value: string][]} */
  const pairs = [];
  try {
    for (const [name, value] of Object.entries(object)) {
      for (const item of itemsOf(value)) {
        if (item === undefined || item === null) continue;
        const text = scalar(item);
        if (text === undefined) return undefined;
        pairs.push([name, text]);
      }
    }
  } catch {
    return undefined;
  }
  return pairs;
}

/**
 * A string, number or truth value as text. A number that is none is no text either.
 * @param {unknown} value
 */
function scalar(value) {
  const isScalar = typeof value === "string" || typeof value === "boolean" || Number.isFinite(value);
  return isScalar ? String(value) : undefined;
}
