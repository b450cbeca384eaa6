// What a test looks for in a text, and which must be there for the test to mean anything.

import assert from "node:assert/strict";

/**
 * What a pattern finds in a text, its groups after it; the test fails when it finds nothing.
 * @param {RegExp} pattern
 * @param {string} text
 */
export function found(pattern, text) {
  const match = pattern.exec(text);
  assert.ok(match, `${pattern} finds nothing in: ${text}`);
  return match;
}
