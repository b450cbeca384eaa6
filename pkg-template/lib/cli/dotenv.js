// The file of --dotenv, by Node's own parser; what that would take for something else than what is meant is told.

import { readFileSync } from "node:fs";
import * as util from "node:util";
import { reasonOf } from "./input.js";
import { Failure, misuse } from "./problems.js";

/** @import { Context, Variables } from "./command.ts" */

/** A variable of ours whose value has neither quotes around it nor a blank before its first "#". */
const CUT = /^\s*(?:export\s+)?(SNE_\w+)\s*=\s*(?!["'`])[^\s#]+#/;

/** One whose value begins with a quote and has that quote within it, behind a backslash, where it ends for Node. */
const INNER_QUOTE = /^\s*(?:export\s+)?(SNE_\w+)\s*=\s*(["'`])(?:(?!\2).)*\\\2/;

/** One whose value goes on behind the quote that ends it: a shell joins the two, and Node leaves the second out. */
const BEHIND_QUOTE = /^\s*(?:export\s+)?SNE_\w+\s*=\s*(["'`])(?:(?!\1).)*\1\s*[^\s#]/;

/** A line that names a variable of ours, however it is written: as in YAML, in cmd, in PowerShell, in small letters. */
const NAMED = /^\s*(?:export\s+|set\s+"?|\$env:)?(SNE_\w+)\s*[=:]/i;

/** Another line with a name of ours in it that is no comment: as in fish, in a Dockerfile, in a unit of systemd. */
const MENTIONED = /^(?!\s*#).*?\b(SNE_[A-Z_]+)\b/;

/** What other readers put another variable's value, or what a command prints, in the place of. */
const REFERENCE = /^\$(\{\w+\}|\(.*\)|[A-Z][A-Z0-9]*_[A-Z0-9_]*)$/s;

/**
 * The variables of a file.
 * @param {string} file
 * @param {readonly string[]} known the names that are read
 * @param {Pick<Context, "command" | "t">} context
 * @returns {Variables}
 */
export function readDotenv(file, known, context) {
  const { t } = context;
  if (util.parseEnv === undefined) throw new Failure(t("connection.oldNode", { version: process.version }));
  const text = textOf(bytesOf(file, context), file, context);
  const variables = util.parseEnv(text);
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
    const [problem, name] = problemOf(line, variables, known) ?? [];
    if (problem !== undefined) throw misuse(context, `dotenv.${problem}`, { file, line: index + 1, name });
  }
  return variables;
}

/**
 * What is wrong with a line, and of which variable.
 * @param {string} line
 * @param {Variables} variables what Node's parser has made of all of them
 * @param {readonly string[]} known
 * @returns {[problem: string, name: string | undefined] | undefined}
 */
function problemOf(line, variables, known) {
  const [, cut] = CUT.exec(line) ?? [];
  if (cut !== undefined) return ["cut", cut];
  const [, named] = NAMED.exec(line) ?? [];
  if (named === undefined) return mentioned(line, variables, known);
  const name = named.toUpperCase();
  const value = variables[name];
  if (value === undefined) return ["unread", name];
  // A quote that nothing closes is taken for a part of the value.
  const isOpen = /^(["'`])(?!.*\1$)/s.test(value) && line.includes(value);
  if (isOpen || INNER_QUOTE.test(line) || BEHIND_QUOTE.test(line)) return ["quote", name];
  return REFERENCE.test(value) ? ["reference", name] : undefined;
}

/**
 * A line that Node's parser leaves out although it has one of our names in it, which is nowhere else.
 * @param {string} line
 * @param {Variables} variables
 * @param {readonly string[]} known
 * @returns {[problem: string, name: string] | undefined}
 */
function mentioned(line, variables, known) {
  // What is not seen is no part of a name.
  const [, name = ""] = MENTIONED.exec(line.replace(/\p{Cf}/gu, "")) ?? [];
  return known.includes(name) && variables[name] === undefined ? ["unread", name] : undefined;
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
