// What JavaScript's own RegExp says of random patterns and texts, for `crates/contract/tests/pattern.rs`: one JSON
// array a line, of a pattern and of its texts with what is found in them; or with `null` when the pattern is refused.
//   node oracle.mjs <seed> <patterns>

const [seed, count] = process.argv.slice(2).map(Number);

/** Numbers below a limit, the same ones for each seed (mulberry32). */
let state = seed;
/** @param {number} limit */
function below(limit) {
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * limit);
}

/**
 * @template Item
 * @param {Item[]} all
 */
const oneOf = (all) => all[below(all.length)];
/**
 * @param {number} most
 * @param {() => string} make
 */
const many = (most, make) => Array.from({ length: below(most + 1) }, make).join("");

const LETTERS = ["a", "b", "c", "A", "_", "0", "1", "9", " ", "-", ",", "é", "\n", "\u2028", "\u00a0", "/"];
const SYMBOLS = ["😀", "𝒜", "\u{10ffff}"];
const ESCAPES = [
  "d",
  "D",
  "w",
  "W",
  "s",
  "S",
  "t",
  "n",
  "v",
  "f",
  "r",
  "0",
  "cJ",
  "c",
  "x61",
  "x6",
  "u0061",
  "u00e9",
  "u{61}",
];
const MORE_ESCAPES = [
  "u{1F600}",
  "uD83D\\uDE00",
  "uD83D",
  "u006",
  ".",
  "\\",
  "-",
  "/",
  "_",
  "é",
  "]",
  "{",
  "}",
  "^",
  "$",
  "a",
  "B",
  "b",
];
const QUANTIFIERS = ["*", "+", "?", "{2}", "{1,}", "{0,2}", "{1,3}", "{0}", "{,2}", "{", "{2,1}", "{x}"];
const NOISE = [
  "(",
  ")",
  "[",
  "]",
  "{",
  "}",
  "*",
  "+",
  "?",
  "|",
  "\\",
  "^",
  "$",
  "-",
  "a",
  "1",
  ",",
  "(?",
  "(?<n>",
  ":",
  "=",
  "!",
  "\\x",
  "\\u",
];

const letter = () => (below(12) === 0 ? oneOf(SYMBOLS) : oneOf(LETTERS));
const escaped = () => `\\${below(3) === 0 ? oneOf(MORE_ESCAPES) : oneOf(ESCAPES)}`;
const member = () => (below(4) === 0 ? escaped() : letter());
const item = () => (below(4) === 0 ? `${member()}-${member()}` : member());
const charClass = () => `[${below(4) === 0 ? "^" : ""}${many(4, item)}${below(6) === 0 ? "-" : ""}]`;
/** @param {number} depth */
const group = (depth) => `(${oneOf(["", "", "?:", "?:", "?=", "?!", `?<g${below(1e6)}>`])}${alternatives(depth)})`;

/** @param {number} depth */
function atom(depth) {
  switch (below(depth > 0 ? 12 : 9)) {
    case 0:
      return ".";
    case 1:
      return escaped();
    case 2:
      return charClass();
    case 3:
      return oneOf(["^", "$", "\\b", "\\B"]);
    case 9:
    case 10:
    case 11:
      return group(depth - 1);
    default:
      return letter();
  }
}

/** @param {number} depth */
const quantified = (depth) => atom(depth) + (below(3) === 0 ? oneOf(QUANTIFIERS) + (below(5) === 0 ? "?" : "") : "");
/** @param {number} depth */
const sequence = (depth) => many(4, () => quantified(depth));
/**
 * @param {number} depth
 * @returns {string}
 */
const alternatives = (depth) => sequence(depth) + (below(3) === 0 ? `|${alternatives(depth)}` : "");

function pattern() {
  const whole = alternatives(3);
  if (below(4) > 0) return whole;
  const at = below(whole.length + 1);
  return whole.slice(0, at) + oneOf(NOISE) + whole.slice(at + below(3));
}

/**
 * With the flag `u`, or as older scripts may write it.
 * @param {string} source
 */
function compile(source) {
  try {
    return new RegExp(source, "uy");
  } catch {
    return new RegExp(source, "y");
  }
}

/**
 * At each place on its own: V8 also looks in the midst of a symbol, where `\B` and `(?!…)` find what no specification
 * says.
 * @param {RegExp} expression
 * @param {string} text
 */
function isFound(expression, text) {
  const places = [0];
  for (const symbol of text) places.push(places[places.length - 1] + symbol.length);
  return places.some((place) => {
    expression.lastIndex = place;
    return expression.test(text);
  });
}

/**
 * What is known to be taken otherwise: `\c1` in a class, `\u{…}` and surrogates without the flag, names, later
 * additions.
 * @param {string} source
 * @param {RegExp | null} expression
 */
function isApart(source, expression) {
  if (/\(\?[ims-]|\\c[\d_]|\(\?<[^>]*\\/.test(source)) return true;
  return expression?.unicode !== true && /\\u(?:\{|d[89a-f])|[\ud800-\udfff]/i.test(source);
}

/**
 * @param {string} source
 * @returns {[source: string, found: [text: string, isFound: boolean][] | null] | undefined} undefined where it is left
 *   out
 */
function answer(source) {
  /** @type {RegExp | null} */
  let expression = null;
  try {
    expression = compile(source);
  } catch (error) {
    if (/group name/.test(String(error))) return undefined;
  }
  if (isApart(source, expression)) return undefined;
  if (expression === null) return [source, null];
  const sign = expression.unicode ? letter : () => oneOf(LETTERS);
  const texts = ["", ...Array.from({ length: 8 }, () => many(8, sign))];
  return [source, texts.map((text) => [text, isFound(expression, text)])];
}

const lines = [];
while (lines.length < count) {
  // Texts with half a symbol cannot be written, and those of JSON are none of the engine's business.
  const line = answer(pattern());
  if (line?.[0].isWellFormed()) lines.push(JSON.stringify(line));
}
process.stdout.write(`${lines.join("\n")}\n`);
