// The blocks of docs/en/runtimes.md and docs/en/relay.md that say which file they are (`<!-- file: name -->`).

import { readDocument } from "../../support/documents.mjs";

/** @param {string} document */
const snippetsOf = (document) =>
  new Map(
    [...document.matchAll(/<!-- file: ([\w.-]+) -->\n```\w+\n(.*?)```\n/gs)].map(([, name, code]) => [name, code]),
  );

/** docs/en/runtimes.md. */
export const DOCUMENT = readDocument("docs/en/runtimes.md");
export const SNIPPETS = snippetsOf(DOCUMENT);
const RELAY_SNIPPETS = snippetsOf(readDocument("docs/en/relay.md"));
const FRAMEWORK_SNIPPETS = snippetsOf(readDocument("docs/en/frameworks.md"));
const WORKERS_SNIPPETS = snippetsOf(readDocument("docs/en/workers.md"));

/**
 * A block of docs/en/runtimes.md.
 * @param {string} name
 */
export const snippet = (name) => textOf(SNIPPETS, name);

/**
 * A block of docs/en/relay.md.
 * @param {string} name
 */
export const relaySnippet = (name) => textOf(RELAY_SNIPPETS, name);

/**
 * A block of docs/en/frameworks.md.
 * @param {string} name
 */
export const frameworkSnippet = (name) => textOf(FRAMEWORK_SNIPPETS, name);

/**
 * A block of docs/en/workers.md.
 * @param {string} name
 */
export const workersSnippet = (name) => textOf(WORKERS_SNIPPETS, name);

/**
 * @param {Map<string, string>} snippets
 * @param {string} name
 */
function textOf(snippets, name) {
  const text = snippets.get(name);
  if (text === undefined) throw new Error(`no document has a block named ${name}`);
  return text;
}

/** How many blocks of code docs/en/runtimes.md has, whether they say so or not. */
export const BLOCKS = DOCUMENT.split(/^```\w+$/m).length - 1;
