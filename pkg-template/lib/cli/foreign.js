// Texts that somebody else wrote (an API, a contract from wherever), made fit for a terminal: without the characters by
// which they could steer it.

/**
 * A foreign text, made safe and put on one line.
 * @param {unknown} text
 */
export function oneLine(text) {
  return String(text)
    .replaceAll(/[\p{Cc}\s]+/gu, " ")
    .trim();
}

/**
 * A foreign text, made safe; its line breaks stay.
 * @param {unknown} text
 */
export function manyLines(text) {
  return String(text).split(/\r?\n/).map(oneLine).join("\n").trim();
}
