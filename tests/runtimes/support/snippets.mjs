// The blocks of docs/runtimes.md that say which file they are (`<!-- file: name -->`).

import { readFileSync } from "node:fs";

const DOCUMENT = readFileSync(new URL("../../../docs/runtimes.md", import.meta.url), "utf8").replaceAll("\r\n", "\n");

export const SNIPPETS = new Map(
  [...DOCUMENT.matchAll(/<!-- file: ([\w.-]+) -->\n```\w+\n(.*?)```\n/gs)].map(([, name, code]) => [name, code]),
);

/** How many blocks of code the document has, whether they say so or not. */
export const BLOCKS = DOCUMENT.split(/^```\w+$/m).length - 1;
