// Whether types compile: many files in one run of the compiler, since most of its time is its own beginning.

import { compile } from "../consumers/support/tsc.mjs";

/** Files of one run. */
const MOST = 150;
const OPTIONS = { module: "nodenext", moduleResolution: "nodenext" };

/**
 * Compiles files of a folder below this project; resolves to what the compiler has against each, by name. A run that
 * fails as a whole is made again with halves of its files, until the one is found that brings it down.
 * @param {string} folder
 * @param {string[]} files
 * @returns {Promise<Map<string, string>>}
 */
export async function complaintsOf(folder, files) {
  /** @type {Map<string, string>} */
  const complaints = new Map();
  const waiting = [];
  for (let start = 0; start < files.length; start += MOST) waiting.push(files.slice(start, start + MOST));
  for (let some = waiting.pop(); some !== undefined; some = waiting.pop()) {
    try {
      for (const { file = "", line, code, message } of await compile(folder, {
        options: OPTIONS,
        files: some,
        lib: ["ES2022"],
      })) {
        const name = file.replace(/^.*[\\/]/, "");
        if (!complaints.has(name)) complaints.set(name, `${code} (line ${line}): ${message}`);
      }
    } catch (error) {
      const half = some.length >> 1;
      if (half === 0)
        complaints.set(some[0], `the compiler fails: ${/** @type {Error} */ (error).message.slice(0, 500)}`);
      else waiting.push(some.slice(0, half), some.slice(half));
    }
  }
  return complaints;
}
