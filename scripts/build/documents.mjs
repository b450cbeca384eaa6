// The documents in the package: where their links lead. What the tarball has is linked as it lies there; all else, and
// everything in the README, which npm shows on a page of its own, leads to the repository once a release says where
// that is.

import { readFileSync } from "node:fs";
import { posix } from "node:path";
import { filesUnder } from "../support/files.mjs";
import { inRoot } from "../support/paths.mjs";

/** What is shipped: the pages, and what has changed. */
export const SHIPPED = ["docs/en", "docs/fr", "CHANGELOG.md"];

/** A link of Markdown that is neither an address nor an anchor of the same document. */
const LINK = /(\]\()(?!https:|mailto:|#)([^)\s#]*)(#[^)\s]*)?\)/g;

/**
 * A document of the package, its links absolute where they must be.
 * @param {string} text
 * @param {string} path where it is, from the root: "docs/en/relay.md"
 * @param {string} base where the repository shows its files, such as "https://…/blob/v1.0.0"
 */
export function withAddresses(text, path, base) {
  const isReadme = path === "README.md";
  return text.replace(LINK, (link, before, target, anchor = "") => {
    const file = posix.join(posix.dirname(path), target);
    const isShipped = SHIPPED.some((one) => file === one || file.startsWith(`${one}/`));
    return isShipped && !isReadme ? link : `${before}${base}/${file}${anchor})`;
  });
}

/**
 * The documents of the package, by their paths in it: `{ "README.md": text, … }`.
 * @param {string} [base] as for `withAddresses`; without it links stay as they are
 * @returns {Record<string, string>}
 */
export function packagedDocuments(base) {
  const pages = ["docs/en", "docs/fr"].flatMap((folder) =>
    filesUnder(inRoot(folder)).map((file) => `${folder}/${posix.basename(file.replaceAll("\\", "/"))}`),
  );
  const sources = Object.fromEntries(["CHANGELOG.md", ...pages].map((path) => [path, path]));
  const all = { "README.md": "pkg-template/README.md", ...sources };
  return Object.fromEntries(
    Object.entries(all).map(([path, source]) => {
      const text = readFileSync(inRoot(source), "utf8");
      return [path, base === undefined ? text : withAddresses(text, path, base)];
    }),
  );
}
