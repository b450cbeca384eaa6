// The documents of the repository, which lie beside the folder of the tests: here, and where the tests of the package
// run. A block of code says in the comment before it what the tests do with it: CONTRIBUTING.md lists the ways.

import { readdirSync, readFileSync } from "node:fs";

export const LANGUAGES = /** @type {const} */ (["en", "fr"]);

const ROOT = new URL("../../", import.meta.url);

/** @param {string} name such as "README.md" or "docs/fr/relay.md" */
export const readDocument = (name) => readFileSync(new URL(name, ROOT), "utf8").replaceAll("\r\n", "\n");

/** The names of the pages in a language. @param {string} language */
export const pagesOf = (language) =>
  readdirSync(new URL(`docs/${language}`, ROOT))
    .filter((name) => name.endsWith(".md"))
    .sort();

/**
 * A block of code.
 * @typedef {object} Block
 * @property {string} way what is done with it: "run", "after", "file", "shell" …; empty where nothing says so
 * @property {string} name
 * @property {string} detail what the way says besides: after what, or how it ends
 * @property {string} language
 * @property {string} code
 * @property {string} [prints] what the block behind it says that it prints
 */

const BLOCK = /(?:^<!-- ([^\n]+) -->\n)?^( *)```(\w*)\n(.*?)^\2```$/gms;
const MARK = /^(\w+)(?: ([\w-]+))?(?:: ([\w./-]+)(?:, (.+))?)?$/;

/**
 * The blocks of code of a document.
 * @param {string} document
 * @returns {Block[]}
 */
export function blocksOf(document) {
  /** @type {Block[]} */
  const blocks = [];
  for (const [, mark = "", , language, code] of document.matchAll(BLOCK)) {
    const [, way = "", before = "", name = "", end = ""] = MARK.exec(mark) ?? [];
    const last = blocks.at(-1);
    if (way === "prints" && last !== undefined) last.prints = code;
    else blocks.push({ way, name, detail: before || end, language, code });
  }
  return blocks;
}

/**
 * The code of a block, by what is done with it and its name.
 * @param {string} document
 * @param {string} way
 * @param {string} name
 */
export function codeOf(document, way, name) {
  const block = blocksOf(document).find((one) => one.way === way && one.name === name);
  if (block === undefined) throw new Error(`no document has a block "${way}: ${name}"`);
  return block.code;
}
