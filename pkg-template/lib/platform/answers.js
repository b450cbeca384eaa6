// What callers get.

/**
 * What the caller gets for an answer; with its text as it came, where that is wanted.
 * @param {number} status
 * @param {Headers} headers
 * @param {unknown} data
 * @param {string} [text]
 */
export function answerOf(status, headers, data, text) {
  return text === undefined ? { status, headers, data } : { status, headers, data, text };
}

/**
 * What the caller gets for a token: the answer of a token endpoint.
 * @param {string} token
 * @param {number} seconds
 */
export function tokenOf(token, seconds) {
  return { access_token: token, token_type: "Bearer", expires_in: Math.floor(seconds) };
}
