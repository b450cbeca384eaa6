// What the checks of documents look at: all documents for users, their headings and their links.

import { LANGUAGES, pagesOf } from "../support/documents.mjs";

/** The documents that have their counterpart in the other language: English, then French. */
export const PAIRS = [
  ["README.md", "LISEZMOI.md"],
  ...pagesOf("en").map((name) => LANGUAGES.map((language) => `docs/${language}/${name}`)),
];

/** A document without its blocks of code. @param {string} document */
export const proseOf = (document) => document.replace(/^( *)```.*?^\1```$/gms, "```");

/** @param {string} document */
const headingsOf = (document) => [...proseOf(document).matchAll(/^#+ (.*)$/gm)].map(([, text]) => text);

/** The anchors of a document, as GitHub and npm make them of its headings. @param {string} document */
export function anchorsOf(document) {
  /** @type {Map<string, number>} */
  const seen = new Map();
  return headingsOf(document).map((heading) => {
    const words = heading.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, "");
    const anchor = words.trim().replaceAll(/\s/g, "-");
    const count = seen.get(anchor) ?? 0;
    seen.set(anchor, count + 1);
    return count === 0 ? anchor : `${anchor}-${count}`;
  });
}

/** What a document links to, images too. @param {string} document */
export const linksOf = (document) =>
  [
    ...proseOf(document)
      .replace(/`[^`\n]*`/g, "`")
      .matchAll(/\]\(([^)\s]+)\)/g),
  ].map(([, target]) => target);
