// Options of a call or of a list of pages, as they are now. Looking at them may throw (a getter, a proxy that was
// revoked).

/**
 * `{ copy }` of an object; of anything else, what is `given` instead, as messages say it. What a getter throws is not
 * told.
 * @param {object} options
 * @returns {{ copy: Record<string, unknown>, given?: undefined } | { copy?: undefined, given: string }}
 */
export function lookAt(options) {
  try {
    const given = Array.isArray(options) ? "array" : typeof options;
    return given === "object" ? { copy: { ...options } } : { given };
  } catch {
    return { given: "?" };
  }
}
