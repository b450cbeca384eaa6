// Whether a text repeats what was sent, which may be personal data.

/** The shortest piece of what was sent that is looked for; shorter ones are in every sentence. */
const shortestPiece = 4;

/**
 * Whether a text repeats a piece of what a body holds, in any case and with any accents. What bytes hold is not known.
 * @param {string} text
 * @param {unknown} body
 */
export function echoesRequest(text, body) {
  if (typeof body !== "string") return true;
  const plain = plainOf(text);
  const words = new Set(wordsOf(plain));
  return valuesOf(body).some((value) => {
    const pieces = wordsOf(plainOf(value));
    // A value that is a short word, such as a name, is looked for among the words; in a longer one short words are
    // common.
    if (pieces.length === 1 && pieces[0].length > 1 && words.has(pieces[0])) return true;
    return pieces.some((piece) => piece.length >= shortestPiece && plain.includes(piece));
  });
}

/** @param {string} plain */
const wordsOf = (plain) => plain.match(/[\p{L}\p{N}]+/gu) ?? [];

/** @param {string} text */
const plainOf = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/**
 * The values of a JSON text, its field names left out, since a useful message names fields; any other text as it is.
 * @param {string} body
 */
function valuesOf(body) {
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
