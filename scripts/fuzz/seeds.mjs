// The seeds of a target: fuzz/seeds/<target>.txt. A seed is what stands between a line `=== its-name` and the next, or
// the end of the file. One with bytes that no text has, or with ends of lines of its own, is `=== its-name (escaped)`:
// `\xff` is a byte there and `\\` a backslash, as in fuzz/dictionary.txt. tests/fuzz_seeds/seeds.rs reads the same.

import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { write } from "../support/files.mjs";
import { inRoot, output } from "../support/paths.mjs";
import { problem } from "../support/problem.mjs";

const HEAD = /^=== ([\w-]+)( \(escaped\))?$/;

/** @typedef {{ name: string, bytes: Buffer }} Seed */

/** @param {string} target */
const fileOf = (target) => inRoot("fuzz", "seeds", `${target}.txt`);

/**
 * Writes the seeds into files, as libFuzzer wants them; gives the folder.
 * @param {string} target
 */
export function unpackSeeds(target) {
  const folder = output("fuzz-seeds", target);
  rmSync(folder, { recursive: true, force: true });
  for (const { name, bytes } of seedsOf(readFileSync(fileOf(target), "latin1"))) {
    write(output("fuzz-seeds", target, name), bytes);
  }
  return folder;
}

/**
 * Adds a seed at the end of the file.
 * @param {string} target
 * @param {string} name
 * @param {Buffer} bytes
 */
export function keepSeed(target, name, bytes) {
  const file = readFileSync(fileOf(target), "latin1");
  const isName = /^[\w-]+$/.test(name) && seedsOf(file).every((seed) => seed.name !== name);
  if (!isName)
    throw problem(`--keep needs a new name: letters and hyphens`, `--keep demande un nom nouveau : lettres et tirets`);
  writeFileSync(fileOf(target), file + seedText(name, bytes), "latin1");
}

/**
 * The seeds in a file, of which there is a character a byte.
 * @param {string} file
 * @returns {Seed[]}
 */
export function seedsOf(file) {
  /** @type {{ name: string, isEscaped: boolean, lines: string[] }[]} */
  const seeds = [];
  for (const line of file.replace(/\n$/, "").split("\n")) {
    const [, name, isEscaped] = HEAD.exec(line) ?? [];
    if (name !== undefined) seeds.push({ name, isEscaped: isEscaped !== undefined, lines: [] });
    else seeds.at(-1)?.lines.push(line);
  }
  return seeds.map(({ name, isEscaped, lines }) => {
    const text = lines.join("\n");
    return { name, bytes: Buffer.from(isEscaped ? unescaped(text) : text, "latin1") };
  });
}

/**
 * A seed as it stands in the file.
 * @param {string} name
 * @param {Buffer} bytes
 */
export function seedText(name, bytes) {
  const text = bytes.toString("latin1");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what an editor would not show
  const isControlled = /[\0-\x08\x0b-\x1f\x7f]/.test(text);
  const isText = bytes.equals(Buffer.from(bytes.toString("utf8"))) && !isControlled;
  if (isText && !/^=== /m.test(text)) return `=== ${name}\n${text}\n`;
  /** @param {string} character */
  const escaped = (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, "0")}`;
  return `=== ${name} (escaped)\n${text.replaceAll("\\", "\\\\").replace(/[^\n -~]|^=/gm, escaped)}\n`;
}

/** @param {string} text */
const unescaped = (text) =>
  text.replace(/\\(?:x([0-9a-f]{2})|(.))/g, (_whole, digits, other) =>
    digits === undefined ? other : String.fromCharCode(Number.parseInt(digits, 16)),
  );
