// Each page in English and in French: the same headings, blocks of code, lists and tables, and every block says what
// the tests do with it.

import assert from "node:assert/strict";
import { describe, it, test } from "node:test";
import { blocksOf, pagesOf, readDocument } from "../support/documents.mjs";
import { PAIRS, proseOf } from "./support.mjs";

/** What can be done with a block; `tests/node/documents.test.mjs` and those of single pages do it. */
const WAYS = ["run", "after", "file", "types", "shell", "serves", "workshop", "style", "data", "diagram"];
/** Blocks that are for reading. */
const READ = ["text", "letter"];

test("both languages have the same pages", () => assert.deepEqual(pagesOf("fr"), pagesOf("en")));

describe("the two languages of each page", () => {
  for (const [english, french] of PAIRS) {
    const [one, other] = [english, french].map(readDocument);
    it(`${english}: headings, lists, tables`, () => assert.deepEqual(outlineOf(other), outlineOf(one)));
    it(`${english}: blocks of code, but for comments and sentences`, () => {
      assert.deepEqual(blocksOf(other).map(withoutWords), blocksOf(one).map(withoutWords));
    });
    it(`${english}: every block says what is done with it`, () => {
      const unknown = blocksOf(one).filter(({ way }) => ![...WAYS, ...READ].includes(way));
      assert.deepEqual(unknown, []);
    });
    it(`${english}: each leads to the other`, () => {
      assert.match(one, /^\[Français\]\(.+\)$/m);
      assert.match(other, /^\[English\]\(.+\)$/m);
    });
  }
});

/**
 * The skeleton of a document, with the words left out.
 * @param {string} document
 */
function outlineOf(document) {
  /** @type {[line: RegExp, tell: (match: RegExpExecArray) => string][]} */
  const kinds = [
    [/^(#+) /, ([, marks]) => marks],
    [/^\| (`[^`]+`)/, ([, name]) => `row ${name.replace(/[<[].*/, "")}`],
    [/^\|/, ({ input }) => `row of ${input.replaceAll("\\|", "").split("|").length}`],
    [/^ *- /, () => "item"],
    [/^ *\d+\. /, () => "number"],
    [/^ *```/, () => "block"],
    [/^!\[/, () => "image"],
    [/^<!-- (.*) -->/, ([, words]) => words],
  ];
  return proseOf(document)
    .split("\n")
    .flatMap((line) => {
      for (const [pattern, tell] of kinds) {
        const match = pattern.exec(line);
        if (match) return [tell(match)];
      }
      return [];
    });
}

/**
 * A block without what is said to people: comments, sentences, the language of messages. What is for reading has
 * nothing else.
 * @param {import("../support/documents.mjs").Block} block
 */
function withoutWords({ code, prints, ...block }) {
  const isRead = READ.includes(block.way) || block.way === "diagram";
  const said = code
    .replace(/(^|\s)(\/\/|#) .*$/gm, "")
    .replace(/\/\*.*?\*\//gs, "")
    .replace(/(language: "|--language )(?:en|fr)/g, "$1")
    .replace(/(?<=^\w+=).* .*$/gm, "")
    .replace(/"[^"\n]*"|'[^'\n]*'|`[^`]*`/g, (text) => (text.includes(" ") ? "" : text));
  return { ...block, code: isRead ? "" : said, isPrinted: prints !== undefined };
}
