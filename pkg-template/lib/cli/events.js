// A step of the client on one line, for --verbose. Its words are those of docs/observing.md, in either language.

/** @param {number} begun when the command began, in milliseconds since 1970 */
export function eventLine({ type, time, call, duration, ...facts }, begun) {
  const parts = Object.entries(facts).map(([name, value]) => {
    return `${name}=${typeof value === "object" ? JSON.stringify(value) : value}`;
  });
  if (duration !== undefined) parts.push(`${Math.round(duration)} ms`);
  const seconds = ((time - begun) / 1000).toFixed(3);
  return [`+${seconds} s`, type, ...parts].join("  ");
}
