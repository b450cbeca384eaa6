// JSON as people read it, two blanks a level, with the integers that numbers cannot hold.

/**
 * Writes a value. What JSON has no word for is written as `other` says, or left out where that says nothing, as
 * `JSON.stringify` does.
 */
export function writeJson(
  value: unknown,
  other: (value: object) => unknown = (it) => it,
  indent = "",
): string | undefined {
  if (typeof value === "bigint") return String(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const shown = other(value);
  if (typeof shown !== "object" || shown === null) return JSON.stringify(shown);
  const inner = `${indent}  `;
  if (Array.isArray(shown)) {
    return between(
      "[",
      shown.map((item) => writeJson(item, other, inner) ?? "null"),
      "]",
      indent,
    );
  }
  const members = Object.entries(shown).flatMap(([name, member]) => {
    const text = writeJson(member, other, inner);
    return text === undefined ? [] : [`${JSON.stringify(name)}: ${text}`];
  });
  return between("{", members, "}", indent);
}

function between(begin: string, parts: string[], end: string, indent: string): string {
  if (parts.length === 0) return begin + end;
  return `${begin}\n${parts.map((part) => `${indent}  ${part}`).join(",\n")}\n${indent}${end}`;
}
