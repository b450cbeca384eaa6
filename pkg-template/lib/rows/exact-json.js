// JSON as it is written: laid out without being parsed, so that numbers are printed with the digits that came, and read
// with all the digits of its integers.

/** The most levels that are indented; deeper ones stay at that margin, or depth would be paid for with its square. */
const DEEPEST = 100;

/**
 * A text of JSON laid out as JSON.stringify does it, by so many spaces a level; without them, on one line. Numbers stay
 * as they are written. The text is known to be JSON.
 * @param {string} json
 * @param {number} [spaces]
 */
export function laidOut(json, spaces = 0) {
  let laid = "";
  let depth = 0;
  let before = "";
  const line = () => (spaces === 0 ? "" : `\n${" ".repeat(spaces * Math.min(depth, DEEPEST))}`);
  eachToken(json, (token) => {
    const isEnd = token === "}" || token === "]";
    const isBegun = before === "{" || before === "[";
    if (isEnd) depth -= 1;
    // Nothing is between the signs of what is empty.
    if (isEnd ? !isBegun : isBegun || before === ",") laid += line();
    laid += token === ":" && spaces > 0 ? ": " : token;
    if (token === "{" || token === "[") depth += 1;
    before = token;
  });
  return laid;
}

/**
 * The value of a text of JSON, its integers beyond 2^53 as BigInt. Throws for what is no JSON.
 * @param {string} json
 * @returns {unknown}
 */
export function parseExactly(json) {
  const value = JSON.parse(json);
  if (!hasInexact(json)) return value;
  // A mark that is in no string of the text.
  let mark = "n";
  while (json.includes(mark)) mark += "n";
  let marked = "";
  eachToken(json, (token) => {
    marked += isInexact(token) ? `"${mark}${token}"` : token;
  });
  return JSON.parse(marked, (_name, item) =>
    typeof item === "string" && item.startsWith(mark) ? BigInt(item.slice(mark.length)) : item,
  );
}

/**
 * Whether there is an integer in a text of JSON that JavaScript would round.
 * @param {string} json
 */
function hasInexact(json) {
  let isFound = false;
  eachToken(json, (token) => {
    isFound ||= isInexact(token);
  });
  return isFound;
}

/**
 * Whether a token is an integer that JavaScript would round.
 * @param {string} token
 */
const isInexact = (token) => token.length > 15 && /^-?\d+$/.test(token) && !Number.isSafeInteger(Number(token));

/**
 * Goes through the tokens of a text of JSON. Strings come as people read them, with no escape that need not be.
 * @param {string} json
 * @param {(token: string) => void} visit
 */
function eachToken(json, visit) {
  const others = /[{}[\],:]|[^\s{}[\],:"]+/y;
  for (let at = 0; at < json.length; ) {
    const start = at;
    if (json[at] === '"') {
      at = endOf(json, at);
      const string = json.slice(start, at);
      visit(string.includes("\\") ? JSON.stringify(JSON.parse(string)) : string);
      continue;
    }
    others.lastIndex = at;
    if (others.test(json)) visit(json.slice(at, others.lastIndex));
    // White space is not followed by where the test left off.
    at = Math.max(others.lastIndex, at + 1);
  }
}

/**
 * Where a string ends that begins there.
 * @param {string} json
 * @param {number} start
 */
function endOf(json, start) {
  let end = json.indexOf('"', start + 1);
  while (isEscaped(json, end)) end = json.indexOf('"', end + 1);
  return end === -1 ? json.length : end + 1;
}

/**
 * Whether an odd number of backslashes is before a place.
 * @param {string} json
 * @param {number} place
 */
function isEscaped(json, place) {
  let count = 0;
  while (json[place - 1 - count] === "\\") count += 1;
  return count % 2 === 1;
}
