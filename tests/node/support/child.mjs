// A script in a Node process of its own: for what only the end of a process shows.

import { spawn } from "node:child_process";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

const FOLDER = dirname(fileURLToPath(import.meta.url));
const LONGEST = 8000;

/**
 * Runs the text of an ES module beside the tests, so that it finds the package, until it ends by itself; kills it when
 * it does not. Resolves to `{ code, stdout, stderr }`; `code` is null when it was killed. `values` is what the script
 * finds as `values`.
 * @param {string} text
 * @param {Record<string, unknown>} [values]
 * @returns {Promise<{ code: number | null, stdout: string, stderr: string }>}
 */
export function runModule(text, values = {}) {
  const source = `const values = ${JSON.stringify(values)};\n${text}`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", source], { cwd: FOLDER });
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", (piece) => {
    output.stdout += piece;
  });
  child.stderr.on("data", (piece) => {
    output.stderr += piece;
  });
  const timer = setTimeout(() => child.kill("SIGKILL"), LONGEST);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      clearTimeout(timer);
      resolve({ code, ...output });
    });
  });
}
