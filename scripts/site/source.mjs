// What VitePress makes the site of: the documents at the places that they have in the repository, so that their links
// hold; a page for each example, which shows its files; and the reference beside them.

import { cpSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join, posix } from "node:path";
import { filesUnder, write } from "../support/files.mjs";
import { inRoot } from "../support/paths.mjs";
import { anchorOf } from "./config.mjs";

/** Documents at the top that pages lead to. */
const TOP = ["CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "SUPPORT.md", "docs/RELEASING.md"];

/** What is a folder in the repository, and a page of that folder here. */
const FOLDERS = /^(docs\/decisions|examples(?:\/[\w-]+)?)$/;

/** Where one chooses a language: it is nobody else's to guess. */
const START = `# sne-cotation

- [Documentation en français](docs/fr/index.md)
- [Documentation in English](docs/en/index.md)
- <a href="./demo/index.html" target="_self">La console, sans rien installer · The console, without installing</a>
- <a href="./reference/index.html" target="_self">Reference (English)</a>
`;

/** A link of Markdown that is neither an address nor an anchor of the same document. */
const LINK = /(\]\()(?!https:|mailto:|#)([^)\s#]+)/g;

/**
 * Lays out the sources in a folder, anew.
 * @param {string} folder
 * @param {string} reference the folder of its pages
 */
export function layOutSource(folder, reference) {
  rmSync(folder, { recursive: true, force: true });
  const pages = ["docs/en", "docs/fr", "docs/decisions"].flatMap((name) =>
    readdirSync(inRoot(name)).map((file) => `${name}/${file}`),
  );
  for (const path of [...TOP, ...pages, "examples/README.md"]) {
    write(join(folder, placeOf(path)), pageOf(path, readFileSync(inRoot(path), "utf8")));
  }
  for (const images of ["docs/images", "benches/results/plots"]) {
    cpSync(inRoot(images), join(folder, images), { recursive: true });
  }
  for (const name of readdirSync(inRoot("examples")).filter((one) => !one.endsWith(".md"))) {
    write(join(folder, "examples", name, "index.md"), exampleOf(name));
  }
  const decisions = readdirSync(inRoot("docs", "decisions"));
  write(join(folder, "docs", "decisions", "index.md"), listOf(decisions));
  cpSync(reference, join(folder, "public", "reference"), { recursive: true });
  cpSync(inRoot("www", "public", "icon.svg"), join(folder, "public", "icon.svg"));
  cpSync(inRoot("scripts", "site", "theme"), join(folder, ".vitepress", "theme"), { recursive: true });
  write(join(folder, "index.md"), START);
}

/** A file of an example, which is a part of the page of that. */
const EXAMPLE_FILE = /^(examples\/[\w-]+)\/(.+)$/;

/**
 * Where a document of the repository is on the site.
 * @param {string} path
 */
function placeOf(path) {
  const [, example, file] = EXAMPLE_FILE.exec(path) ?? [];
  if (example !== undefined) return `${example}/index.md#${anchorOf(file)}`;
  if (FOLDERS.test(path)) return `${path}/index.md`;
  return path.replace(/(^|\/)README\.md$/, "$1index.md");
}

/**
 * A document as the site has it: without what tests do with its blocks, which is nothing to readers, and with links to
 * the places that things have here.
 * @param {string} path
 * @param {string} text
 */
function pageOf(path, text) {
  const here = posix.dirname(placeOf(path));
  return text.replace(/^<!-- .+ -->\n/gm, "").replace(LINK, (_link, before, target) => {
    const place = placeOf(posix.join(posix.dirname(path), target));
    return `${before}${posix.relative(here, place)}`;
  });
}

/**
 * An example: its files, one after the other.
 * @param {string} name
 */
function exampleOf(name) {
  const root = inRoot("examples", name);
  const files = filesUnder(root, (path) => !/(?:node_modules|dist)$/.test(path));
  const blocks = files.map((path) => {
    const file = path.slice(root.length + 1).replaceAll("\\", "/");
    // Four signs, since a README has blocks of its own.
    return `## ${file}\n\n\`\`\`\`${file.split(".").at(-1)}\n${readFileSync(path, "utf8")}\`\`\`\`\n`;
  });
  return `# examples/${name}\n\n${blocks.join("\n")}`;
}

/**
 * The decisions, by their titles.
 * @param {string[]} names
 */
function listOf(names) {
  const lines = names.map((name) => {
    const [, title] = /^# (.*)$/m.exec(readFileSync(inRoot("docs", "decisions", name), "utf8")) ?? [];
    return `- [${title}](${name})`;
  });
  return `# Decisions\n\n${lines.join("\n")}\n`;
}
