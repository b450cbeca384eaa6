// What callers get.

/**
 * What the caller gets for an answer.
 * @param {number} status
 * @param {Headers} headers
 * @param {unknown} data
 */
export function answerOf(status, headers, data) {
  return { status, headers, data };
}

/**
 * What the caller gets for a token: the answer of a token endpoint.
 * @param {string} token
 * @param {number} seconds
 */
export function tokenOf(token, seconds) {
  return { access_token: token, token_type: "Bearer", expires_in: Math.floor(seconds) };
}
