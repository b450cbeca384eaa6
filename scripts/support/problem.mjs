// A failure that the person at the keyboard can do something about: printed as a message, without a stack.

import { realpathSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { say } from "./language.mjs";

export class Problem extends Error {
  name = "Problem";
}

/** A problem in the person's language. */
export function problem(english, french) {
  return new Problem(say(english, french));
}

/** Runs a script's main function; whatever ends it badly is printed, and the process exits with 1. */
export async function main(body) {
  try {
    await body();
  } catch (error) {
    const text = error instanceof Problem ? error.message : (error?.stack ?? String(error));
    process.stderr.write(`\n✘ ${text}\n`);
    process.exitCode = 1;
  }
}

/** Whether the module at `url` is the one that Node was asked to run. */
export function isMain(url) {
  return process.argv[1] !== undefined && url === pathToFileURL(realpathSync(process.argv[1])).href;
}
