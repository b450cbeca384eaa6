// What was thrown, as what may be told of it.

/** How deep a chain of causes is followed. It may be a circle. */
const deepest = 5;

/** @typedef {{ name?: unknown, message?: unknown, code?: unknown, cause?: Link, errors?: Link[] }} Link */

/**
 * What was thrown, as `[name, message, code]`: the messages of its chain of causes, and the innermost code. What Node
 * says of a refused connection ("fetch failed") is only said further down the chain. Anything can be thrown.
 * @param {unknown} thrown
 * @returns {[name: string, message: string, code: string | undefined]}
 */
export function causeOf(thrown) {
  try {
    /** @type {Link[]} */
    const chain = [];
    for (
      let link = /** @type {Link | undefined} */ (thrown);
      link && chain.length < deepest;
      link = link.cause ?? link.errors?.[0]
    )
      chain.push(link);
    const messages = chain.map((link) => (typeof link === "string" ? link : link.message));
    const codes = chain.map((link) => link.code).filter((code) => typeof code === "string");
    return [
      String(/** @type {Link | undefined} */ (thrown)?.name ?? ""),
      messages.filter((text) => typeof text === "string" && text).join(": "),
      codes.pop(),
    ];
  } catch {
    return ["", "", undefined];
  }
}
