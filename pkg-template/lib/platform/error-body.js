// The body of an answer that failed, for who asked for it (`errorBody`).

/** Characters of the longest body that is kept. */
const longest = 65_536;

/**
 * A body as it came: the value of its JSON, else its text, or the beginning of that.
 * @param {string} text
 * @param {string} secrets what is replaced where it is repeated: tokens and the client secret, a line each
 * @returns {unknown}
 */
export function errorBodyOf(text, secrets) {
  const hidden = secrets.split("\n").filter(Boolean);
  const kept = hidden.reduce((shown, secret) => shown.replaceAll(secret, "…"), text.slice(0, longest));
  try {
    return JSON.parse(kept);
  } catch {
    return kept;
  }
}
