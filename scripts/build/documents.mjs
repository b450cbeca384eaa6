// The documents in the package: where their links lead. What the tarball has is linked as it lies there; all else, and
// everything in the README, which npm shows on a page of its own, leads to the repository once a release says where
// that is. It says, too, to whom weaknesses are reported.

import { readFileSync } from "node:fs";
import { posix } from "node:path";
import { filesUnder } from "../support/files.mjs";
import { inRoot } from "../support/paths.mjs";

/** What is shipped beside the README: the pages, what has changed, and who helps. */
const TOP = ["CHANGELOG.md", "SECURITY.md", "SUPPORT.md"];
export const SHIPPED = ["docs/en", "docs/fr", ...TOP];

/** Whom to write to, as the repository has it, which does not know any address. */
const CONTACT = /<!-- contact -->.*?<!-- \/contact -->/gs;

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
 * A document that names whom to write to.
 * @param {string} text
 * @param {string} contact a mail address, or a page
 */
export function withContact(text, contact) {
  const link = contact.includes("@") ? `[${contact}](mailto:${contact})` : `[${contact}](${contact})`;
  return text.replace(CONTACT, () => link);
}

/**
 * The documents of the package, by their paths in it: `{ "README.md": text, … }`.
 * @param {{ base: string, contact: string }} [addresses] those of a release: `base` as for `withAddresses`; without
 *   them, the documents are as they are in the repository
 * @returns {Record<string, string>}
 */
export function packagedDocuments(addresses) {
  const pages = ["docs/en", "docs/fr"].flatMap((folder) =>
    filesUnder(inRoot(folder)).map((file) => `${folder}/${posix.basename(file.replaceAll("\\", "/"))}`),
  );
  const sources = Object.fromEntries([...TOP, ...pages].map((path) => [path, path]));
  const all = { "README.md": "pkg-template/README.md", ...sources };
  return Object.fromEntries(
    Object.entries(all).map(([path, source]) => {
      const text = readFileSync(inRoot(source), "utf8");
      if (addresses === undefined) return [path, text];
      return [path, withAddresses(withContact(text, addresses.contact), path, addresses.base)];
    }),
  );
}
