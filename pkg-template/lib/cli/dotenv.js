// The file of --dotenv, by Node's own parser; what that would take for something else than what is meant is told.

import { readFileSync } from "node:fs";
import * as util from "node:util";
import { reasonOf } from "./input.js";
import { Failure, misuse } from "./problems.js";

/** @import { Context, Variables } from "./command.ts" */

/** A variable of ours whose value has neither quotes around it nor a blank before its first "#". */
const CUT = /^\s*(?:export\s+)?(SNE_\w+)\s*=\s*(?!["'`])[^\s#]+#/;

/**
 * The variables of a file.
 * @param {string} file
 * @param {Pick<Context, "command" | "t">} context
 * @returns {Variables}
 */
export function readDotenv(file, context) {
  const { t } = context;
  if (util.parseEnv === undefined) throw new Failure(t("connection.oldNode", { version: process.version }));
  const text = textOf(bytesOf(file, context), file, context);
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
    const [, name] = CUT.exec(line) ?? [];
    if (name !== undefined) throw misuse(context, "dotenv.cut", { file, line: index + 1, name });
  }
  return util.parseEnv(text);
}

/**
 * @param {string} file
 * @param {Pick<Context, "command" | "t">} context
 */
function bytesOf(file, context) {
  try {
    return readFileSync(file);
  } catch (error) {
    throw misuse(context, "input.unreadable", { file, reason: reasonOf(error, context.t) });
  }
}

/**
 * The bytes as UTF-8. What Windows calls "Unicode" is UTF-16, and half of its bytes are 0; what is neither is most
 * often Latin-1, in which letters with accents would become other letters.
 * @param {Buffer} bytes
 * @param {string} file
 * @param {Pick<Context, "command" | "t">} context
 */
function textOf(bytes, file, context) {
  if (bytes.includes(0)) throw misuse(context, "dotenv.utf16", { file });
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw misuse(context, "dotenv.latin1", { file });
  }
}
