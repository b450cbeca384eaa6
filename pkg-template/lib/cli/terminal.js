// What a terminal would obey instead of showing it: control characters, and those that turn the direction of writing.
// They come with the data of an API, with a contract, with headers; in a pipe or a file they are left as they are.

/** Control characters but tabs and line ends; marks, embeddings, overrides and isolates of direction. */
const OBEYED = /\r(?!\n)|(?![\t\n\r])\p{Cc}|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/**
 * A text as a stream is to show it.
 * @param {string} text
 * @param {{ isTTY?: boolean }} stream
 */
export function shown(text, { isTTY }) {
  return isTTY === true ? text.replace(OBEYED, escaped) : text;
}

/**
 * As JSON has it, so that what was JSON stays JSON.
 * @param {string} character
 */
function escaped(character) {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
