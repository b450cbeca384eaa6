// Texts as words, by which it is told whether one echoes another (src/core/echo.rs).

/**
 * The words of a text, in lower case and without accents, a space between two: runs of letters and digits.
 * @param {string} text
 */
export function wordsOf(text) {
  const plain = text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).join(" ");
}

/** Characters: a longer body takes too long to be looked through, each time that an attempt fails. */
const longest = 262_144;

/**
 * The words of each value that a body holds, a line for each: of a JSON text, the texts and numbers in it, without the
 * names of its fields; any other text is one value. Nothing for what is no text, or too long.
 * @param {unknown} body
 */
export function valuesOf(body) {
  if (typeof body !== "string" || body.length > longest) return undefined;
  return valuesIn(body).map(wordsOf).join("\n");
}

/** @param {string} body */
function valuesIn(body) {
  /** @type {string[]} */
  const values = [];
  try {
    JSON.parse(body, (_, value) => {
      if (typeof value === "string" || typeof value === "number") values.push(String(value));
      return value;
    });
    return values;
  } catch {
    return [body];
  }
}

/** @type {(text: string, part: string) => boolean} */
export const hasPart = (text, part) => text.includes(part);
