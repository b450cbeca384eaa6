// A text as the value that the contract wants: what is typed on a command line, or stands in a cell. What does not fit
// its type stays a text, so that the contract tells what is wrong with it.

/**
 * A text as what the schema says, if it can be that.
 * @param {string} text
 * @param {{ type?: string, items?: object }} [schema]
 * @returns {unknown}
 */
export function typed(text, { type, items } = {}) {
  switch (type) {
    case "integer":
      return /^[+-]?\d+$/.test(text) ? wholeNumber(text) : text;
    case "number":
      if (/^[+-]?\d+$/.test(text)) return wholeNumber(text);
      return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : text;
    case "boolean":
      return { true: true, false: false }[text] ?? text;
    case "array":
      return [typed(text, items)];
    default:
      return text;
  }
}

/**
 * Beyond 2^53, numbers are not exact, and a BigInt is.
 * @param {string} text
 */
function wholeNumber(text) {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : BigInt(text.replace("+", ""));
}
