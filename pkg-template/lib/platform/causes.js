// What was thrown, as what may be told of it.

/** How deep a chain of causes is followed. It may be a circle. */
const deepest = 5;

/**
 * What was thrown, as `[name, message, code]`: the messages of its chain of causes, and the innermost code. What Node says
 * of a refused connection ("fetch failed") is only said further down the chain. Anything can be thrown.
 */
export function causeOf(thrown) {
  try {
    const chain = [];
    for (let link = thrown; link && chain.length < deepest; link = link.cause ?? link.errors?.[0]) chain.push(link);
    const messages = chain.map((link) => (typeof link === "string" ? link : link.message));
    const codes = chain.map((link) => link.code).filter((code) => typeof code === "string");
    return [
      String(thrown?.name ?? ""),
      messages.filter((text) => typeof text === "string" && text).join(": "),
      codes.pop(),
    ];
  } catch {
    return ["", "", undefined];
  }
}
