// The blocks of docs/runtimes.md and docs/relay.md that say which file they are (`<!-- file: name -->`).

import { readFileSync } from "node:fs";

/** @param {string} name */
const read = (name) => readFileSync(new URL(`../../../docs/${name}`, import.meta.url), "utf8").replaceAll("\r\n", "\n");

/** @param {string} document */
const snippetsOf = (document) =>
  new Map(
    [...document.matchAll(/<!-- file: ([\w.-]+) -->\n```\w+\n(.*?)```\n/gs)].map(([, name, code]) => [name, code]),
  );

/** docs/runtimes.md. */
export const DOCUMENT = read("runtimes.md");
export const SNIPPETS = snippetsOf(DOCUMENT);
const RELAY_SNIPPETS = snippetsOf(read("relay.md"));

/**
 * A block of docs/runtimes.md.
 * @param {string} name
 */
export const snippet = (name) => textOf(SNIPPETS, name);

/**
 * A block of docs/relay.md.
 * @param {string} name
 */
export const relaySnippet = (name) => textOf(RELAY_SNIPPETS, name);

/**
 * @param {Map<string, string>} snippets
 * @param {string} name
 */
function textOf(snippets, name) {
  const text = snippets.get(name);
  if (text === undefined) throw new Error(`no document has a block named ${name}`);
  return text;
}

/** How many blocks of code docs/runtimes.md has, whether they say so or not. */
export const BLOCKS = DOCUMENT.split(/^```\w+$/m).length - 1;
