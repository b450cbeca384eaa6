// Small helpers over node:fs that several scripts share.

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { root } from "./paths.mjs";

/**
 * Every file under a directory (or the file itself), sorted, so that what is made from them is always the same.
 * @param {string} path
 * @param {(path: string) => boolean} [isWanted] of a file or a folder
 * @returns {string[]}
 */
export function filesUnder(path, isWanted = () => true) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  const found = readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
    const inner = join(path, entry.name);
    if (!isWanted(inner)) return [];
    return entry.isDirectory() ? filesUnder(inner, isWanted) : [inner];
  });
  return found.sort();
}

/**
 * One hash over files (names and contents) and texts: equal when nothing that matters has changed.
 * @param {string[]} paths
 * @param {string[]} [texts]
 * @param {(path: string) => boolean} [isWanted]
 */
export function fingerprint(paths, texts = [], isWanted) {
  const hash = createHash("sha256");
  for (const text of texts) hash.update(`${text}\0`);
  for (const file of paths.flatMap((path) => filesUnder(path, isWanted))) {
    hash
      .update(`${slashed(relative(root, file))}\0`)
      .update(readFileSync(file))
      .update("\0");
  }
  return hash.digest("hex");
}

/**
 * Writes a file and the directories above it.
 * @param {string} path
 * @param {string | Uint8Array} content
 */
export function write(path, content) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

/** @param {string} path */
export const readJson = (path) => JSON.parse(readFileSync(path, "utf8"));

/**
 * The text of a file, or undefined when there is none.
 * @param {string} path
 */
export const readIfThere = (path) => (existsSync(path) ? readFileSync(path, "utf8") : undefined);

/**
 * A path with forward slashes, whatever the system.
 * @param {string} path
 */
export const slashed = (path) => path.split(sep).join("/");
