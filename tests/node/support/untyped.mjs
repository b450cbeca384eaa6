// Deliberate mistakes: what a program without types can do, and must be told of.

/**
 * A value where its type does not allow it, as a program without types would put it there.
 * @template T what the place wants, which TypeScript finds by itself
 * @param {unknown} value
 * @returns {T}
 */
export const untyped = (value) => /** @type {T} */ (value);
