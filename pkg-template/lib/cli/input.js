// Files that are named on the command line, and standard input, which is named "-".

import { access, readFile } from "node:fs/promises";
import { textOfBytes } from "../platform/marked.js";
import { parseExactly } from "../rows/exact-json.js";
import { misuse } from "./problems.js";

/** @import { Reading, Translate } from "./command.ts" */

/**
 * The bytes of a file or of standard input. What cannot be read is wrong usage: nothing has been done yet.
 * @param {string} path
 * @param {Reading} context
 */
export async function readBytes(path, context) {
  const { signal, t } = context;
  if (path === "") throw misuse(context, "input.noName");
  try {
    return path === "-" ? await standardInput(signal) : await readFile(await nameOf(path), { signal });
  } catch (error) {
    signal?.throwIfAborted();
    // The content in place of its file's name may be anybody's, and is not repeated.
    if (/^[\s'"`\\]*[{["]|^\s*['`]/.test(path)) throw misuse(context, "input.isJson");
    throw misuse(context, "input.unreadable", { file: path, reason: reasonOf(error, t) });
  }
}

/**
 * The name of a file, which may be written as curl has it: `@file`.
 * @param {string} path
 */
async function nameOf(path) {
  if (!path.startsWith("@") || path.length === 1) return path;
  return access(path).then(
    () => path,
    () => path.slice(1),
  );
}

/**
 * The same as text. Some editors put a byte order mark at the beginning.
 * @param {string} path
 * @param {Reading} context
 */
export async function readText(path, context) {
  const bytes = await readBytes(path, context);
  try {
    return textOfBytes(bytes, true);
  } catch {
    throw misuse(context, "input.notText", { file: shownName(path, context) });
  }
}

/**
 * The same, if it is JSON. The parser's own words are not repeated: they quote what is in the file.
 * @param {string} path
 * @param {Reading} context
 */
export async function readJsonText(path, context) {
  const text = await readText(path, context);
  try {
    JSON.parse(text);
    return text;
  } catch {
    const isEmpty = text.trim() === "";
    throw misuse(context, isEmpty ? "input.empty" : "input.notJson", { file: shownName(path, context) });
  }
}

/**
 * A file as people are told of it.
 * @param {string} path
 * @param {Reading} context
 */
function shownName(path, { t }) {
  return path === "-" ? t("input.standard") : path;
}

/**
 * The value of the JSON of a file, its integers beyond 2^53 as BigInt.
 * @param {string} path
 * @param {Reading} context
 */
export async function readJson(path, context) {
  return parseExactly(await readJsonText(path, context));
}

/**
 * Why a file cannot be read or written, for people.
 * @param {unknown} error
 * @param {Translate} t
 */
export function reasonOf(error, t) {
  const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
  const known = ["ENOENT", "EACCES", "EISDIR", "ENOTDIR", "ENOSPC", "TWICE"];
  return known.includes(code ?? "") ? t(`input.${code}`) : (code ?? message);
}

let isUsed = false;

/** @param {AbortSignal} [signal] */
async function standardInput(signal) {
  const { stdin } = process;
  if (isUsed) throw Object.assign(new Error(), { code: "TWICE" });
  isUsed = true;
  const stop = () => void stdin.destroy(signal?.reason);
  signal?.addEventListener("abort", stop, { once: true });
  try {
    return Buffer.concat(await stdin.toArray());
  } finally {
    signal?.removeEventListener("abort", stop);
  }
}
