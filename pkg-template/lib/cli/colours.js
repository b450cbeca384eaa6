// Colours: on a terminal that has them, and never where NO_COLOR is set. FORCE_COLOR gives them to a pipe as well.
//
// What is painted is marked, and the marks become the codes of the terminal only when a line is written: by then all
// other codes, which are not ours, have been made harmless (terminal.js).

/** @import { Paint, Variables } from "./command.ts" */

/** @type {Record<keyof Paint, [on: number, off: number]>} */
const CODES = { bold: [1, 22], red: [31, 39], green: [32, 39], yellow: [33, 39], cyan: [36, 39], dim: [2, 22] };

/**
 * `paint.red(text)` and so on, for one stream: with the codes of the terminal around the text, or as it is.
 * @param {{ isTTY?: boolean }} stream
 * @param {Variables} environment
 * @returns {Paint}
 */
export function paintFor(stream, environment) {
  const coloured = hasColours(stream, environment);
  /**
   * @param {[on: number, off: number]} codes
   * @returns {(text: string) => string}
   */
  const brush =
    ([on, off]) =>
    (text) =>
      coloured ? `${markOf(on)}${text}${markOf(off)}` : String(text);
  const brushes = Object.fromEntries(Object.entries(CODES).map(([name, codes]) => [name, brush(codes)]));
  return /** @type {Paint} */ (brushes);
}

/**
 * @param {{ isTTY?: boolean }} stream
 * @param {Variables} environment
 */
function hasColours(stream, { NO_COLOR, FORCE_COLOR, TERM }) {
  if (NO_COLOR) return false;
  if (FORCE_COLOR) return !["0", "false"].includes(FORCE_COLOR);
  return stream.isTTY === true && TERM !== "dumb";
}

/** Noncharacters, which no text of anybody's has: one for each code. */
const FIRST_MARK = 0xfdd0;
const NUMBERS = [...new Set(Object.values(CODES).flat())];
const MARKS = /[\ufdd0-\ufdef]/g;

/** @param {number} code */
const markOf = (code) => String.fromCharCode(FIRST_MARK + NUMBERS.indexOf(code));

/**
 * A text with the codes of the terminal in place of the marks.
 * @param {string} text
 */
export function painted(text) {
  return text.replace(MARKS, (mark) => {
    const code = NUMBERS[mark.charCodeAt(0) - FIRST_MARK];
    return code === undefined ? mark : `\u001b[${code}m`;
  });
}
