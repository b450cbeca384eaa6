// A text that fits a pattern, for the patterns that contracts have for references and codes: classes of characters and
// characters as they are, one after the other, each so many times. For any other there is none.

/** A class, an escape, any character, or one that means itself; and how often. */
const UNITS = [/\[(?<set>[^\]\\^]+)\]/, /\\(?<kind>[dw])/, /\\(?<literal>\W)/, /(?<plain>[^\\[\](){}|?*+^$])/];
const TIMES = /(?<times>\{\d+(?:,\d*)?\}|[?*+])?/;
const ATOM = new RegExp(`(?:${UNITS.map(({ source }) => source).join("|")})${TIMES.source}`, "y");
const OF_KINDS: Readonly<Record<string, string>> = { d: "1", w: "a" };
/** As many as one can read. */
const MOST = 100;

export function textFor(pattern: string): string | undefined {
  const inner = pattern.replace(/^\^/, "").replace(/\$$/, "");
  let text = "";
  for (ATOM.lastIndex = 0; ATOM.lastIndex < inner.length; ) {
    const { set, kind = "", literal, plain, times } = ATOM.exec(inner)?.groups ?? {};
    const unit = set?.[0] ?? OF_KINDS[kind] ?? literal ?? (plain === "." ? "a" : plain);
    if (unit === undefined) return undefined;
    text += unit.repeat(Math.min(MOST, timesOf(times)));
  }
  return fits(text, pattern) ? text : undefined;
}

/** As few as may be. */
function timesOf(times = ""): number {
  if (times === "?" || times === "*") return 0;
  return Number(/\d+/.exec(times)?.[0] ?? 1);
}

function fits(text: string, pattern: string): boolean {
  try {
    return new RegExp(pattern, "u").test(text);
  } catch {
    return false;
  }
}
