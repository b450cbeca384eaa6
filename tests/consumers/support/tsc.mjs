// TypeScript's compiler on a few files of a project.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/**
 * What the compiler has against a place; the message alone, where it names none.
 * @typedef {{ message: string, file?: string, line?: number, code?: string }} Complaint
 */

const execute = promisify(execFile);
const TSC = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin", "tsc");

const STRICT = {
  strict: true,
  skipLibCheck: false,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noEmit: true,
  target: "es2022",
  types: [],
};

/**
 * A folder beside this one.
 * @param {string} name
 */
export const folder = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url));

/**
 * Compiles files of a folder; resolves to what is wrong with them, first lines first: `{ file, line, code, message }`.
 * @param {string} project
 * @param {{ options: object, files: string[], lib: string[] }} what
 */
export async function compile(project, { options, files, lib }) {
  const place = await mkdtemp(join(project, "tsc-"));
  try {
    const config = join(place, "tsconfig.json");
    await writeFile(
      config,
      JSON.stringify({ compilerOptions: { ...STRICT, ...options, lib }, files: files.map((file) => `../${file}`) }),
    );
    const {
      code = 0,
      stdout,
      stderr,
    } = await execute(process.execPath, [TSC, "--pretty", "false", "-p", config]).catch((error) => error);
    const found = complaints(stdout);
    assert.equal(code === 0, found.length === 0, `${code} ${stdout} ${stderr}`);
    return found;
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

/**
 * Lines that begin with white space go on with the one before.
 * @param {string} output
 * @returns {Complaint[]}
 */
function complaints(output) {
  const whole = output
    .trim()
    .split(/\r?\n(?!\s)/)
    .filter((text) => text !== "");
  return whole.map((text) => {
    const [, file, line, code, message] = /^(.*?)\((\d+),\d+\): error (TS\d+): ([\s\S]*)$/.exec(text) ?? [];
    return file === undefined ? { message: text } : { file, line: Number(line), code, message };
  });
}
