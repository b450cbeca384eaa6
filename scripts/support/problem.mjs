// A failure that the person at the keyboard can do something about: printed as a message, without a stack.

import { realpathSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { say } from "./language.mjs";

export class Problem extends Error {
  /** @override */
  name = "Problem";
}

/**
 * A problem in the person's language.
 * @param {string} english
 * @param {string} french
 */
export function problem(english, french) {
  return new Problem(say(english, french));
}

/**
 * A failure as it is printed: with its stack, unless it is a problem.
 * @param {unknown} error
 */
export function textOf(error) {
  if (error instanceof Problem) return error.message;
  return error instanceof Error ? (error.stack ?? String(error)) : String(error);
}

/**
 * Runs a script's main function; whatever ends it badly is printed, and the process exits with 1.
 * @param {() => unknown} body
 */
export async function main(body) {
  try {
    await body();
  } catch (error) {
    process.stderr.write(`\n✘ ${textOf(error)}\n`);
    process.exitCode = 1;
  }
}

/**
 * Whether the module at `url` is the one that Node was asked to run.
 * @param {string} url
 */
export function isMain(url) {
  return process.argv[1] !== undefined && url === pathToFileURL(realpathSync(process.argv[1])).href;
}
