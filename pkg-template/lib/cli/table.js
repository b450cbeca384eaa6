// Columns that stand under each other.

/** @param {string[][]} rows @returns {string[]} one line for each row, two spaces between columns, none at the end */
export function align(rows) {
  const count = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: count }, (_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column])).join("  ").trimEnd());
}
