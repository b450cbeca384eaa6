// The blocks of docs/runtimes.md and docs/relay.md that say which file they are (`<!-- file: name -->`).

import { readFileSync } from "node:fs";

const read = (name) => readFileSync(new URL(`../../../docs/${name}`, import.meta.url), "utf8").replaceAll("\r\n", "\n");

const snippetsOf = (document) =>
  new Map(
    [...document.matchAll(/<!-- file: ([\w.-]+) -->\n```\w+\n(.*?)```\n/gs)].map(([, name, code]) => [name, code]),
  );

/** docs/runtimes.md. */
export const DOCUMENT = read("runtimes.md");
export const SNIPPETS = snippetsOf(DOCUMENT);
export const RELAY_SNIPPETS = snippetsOf(read("relay.md"));

/** How many blocks of code docs/runtimes.md has, whether they say so or not. */
export const BLOCKS = DOCUMENT.split(/^```\w+$/m).length - 1;
