// What callers get.

/** What the caller gets for an answer. */
export function answerOf(status, headers, data) {
  return { status, headers, data };
}

/** What the caller gets for a token: the answer of a token endpoint. */
export function tokenOf(token, seconds) {
  return { access_token: token, token_type: "Bearer", expires_in: Math.floor(seconds) };
}
