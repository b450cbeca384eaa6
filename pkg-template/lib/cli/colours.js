// Colours: on a terminal that has them, and never where NO_COLOR is set. FORCE_COLOR gives them to a pipe as well.

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
      coloured ? `\u001b[${on}m${text}\u001b[${off}m` : String(text);
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
