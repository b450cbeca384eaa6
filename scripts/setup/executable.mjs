// Whether a path leads to a program, and what version it says it has.

import { accessSync, constants } from "node:fs";
import { capture } from "../support/run.mjs";

/** @param {string} path */
export function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * What a browser says its version is, for the log of a test run.
 * @param {string} path
 * @param {string[]} [options]
 */
export async function versionOf(path, options = []) {
  const { output } = await capture(path, ["--version", ...options]);
  return output.trim().split("\n").at(-1) ?? "";
}
