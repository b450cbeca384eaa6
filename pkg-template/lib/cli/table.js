// Columns that stand under each other, and lines that are not too long.

const GAP = 2;
/** The widest left column of a glossary; what is longer has a line of its own. */
const WIDEST = 24;

/** @param {string[][]} rows @returns {string[]} one line for each row, two spaces between columns, none at the end */
export function align(rows) {
  const count = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: count }, (_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? "").length)),
  );
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]))
      .join(" ".repeat(GAP))
      .trimEnd(),
  );
}

/**
 * A text in lines of at most so many characters. Line ends in it stay, as does the indentation of each; a longer word
 * has a line of its own.
 * @param {string} text
 * @param {number} width
 */
export function wrap(text, width) {
  return together(text)
    .split("\n")
    .flatMap((paragraph) => {
      const [indentation] = /^ */.exec(paragraph) ?? [""];
      const lines = linesOf(paragraph.slice(indentation.length), width - indentation.length);
      return lines.map((line) => indentation + line);
    });
}

/**
 * @param {string} paragraph
 * @param {number} width
 */
function linesOf(paragraph, width) {
  const lines = [""];
  for (const word of paragraph.split(" ")) {
    const last = lines.at(-1);
    const longer = last === "" ? word : `${last} ${word}`;
    if (longer.length <= width || last === "") lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines.map((line) => line.replaceAll("\u00a0", " "));
}

/**
 * No line of French begins with a colon or the like, and none ends with an opening quotation mark.
 * @param {string} text
 */
function together(text) {
  return text.replace(/ (?=[:;?!»…])/g, "\u00a0").replaceAll("« ", "«\u00a0");
}

/**
 * Words and what they mean, in two columns of which the right one is wrapped.
 * @param {string[][]} rows
 * @param {number} width
 */
export function glossary(rows, width) {
  const fitting = rows.map(([word]) => word.length).filter((length) => length <= WIDEST);
  const left = Math.max(0, ...fitting) + GAP;
  return rows.flatMap(([word, meaning]) => {
    const lines = wrap(meaning, width - left).map((line) => " ".repeat(left) + line);
    if (word.length > WIDEST) return [word, ...lines];
    const [first, ...others] = lines;
    return [(word.padEnd(left) + first.slice(left)).trimEnd(), ...others];
  });
}
