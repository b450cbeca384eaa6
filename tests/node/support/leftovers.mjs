// What no text of the package may hold: a value that was not there, or that nobody turned into words. All that the
// tests see of the command, of errors and of events passes here.

import assert from "node:assert/strict";

const LEFTOVER = /\bundefined\b|\[object \w+\]|\bNaN\b|\[Function\b|\bSymbol\(/;

/**
 * Fails when a text holds something that no sentence says.
 * @param {string} text
 */
export function assertWorded(text) {
  // What `sne-cotation types` writes is TypeScript, which has such a word.
  if (text.includes("`sne-cotation types`")) return;
  const found = LEFTOVER.exec(text);
  assert.equal(found, null, `“${found?.[0]}” in: ${text}`);
}

/**
 * The option `onEvent`, where it is given, as one that looks at each event before it hands it on.
 * @template Event
 * @param {((event: Event) => void) | undefined} onEvent
 */
export function observed(onEvent) {
  if (typeof onEvent !== "function") return onEvent === undefined ? {} : { onEvent };
  /** @param {Event} event */
  const looked = (event) => {
    assertWorded(JSON.stringify(event));
    onEvent(event);
  };
  return { onEvent: looked };
}
