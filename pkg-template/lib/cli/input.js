// Files that are named on the command line, and standard input, which is named "-".

import { readFile } from "node:fs/promises";
import { UsageError } from "./problems.js";

/** The bytes of a file or of standard input. What cannot be read is wrong usage: nothing has been done yet. */
export async function readBytes(path, { t, command, signal }) {
  try {
    return path === "-" ? await standardInput(signal) : await readFile(path, { signal });
  } catch (error) {
    signal?.throwIfAborted();
    throw new UsageError(t("input.unreadable", { file: path, reason: reasonOf(error, t) }), { command: command?.name });
  }
}

/** The same as text. Some editors put a byte order mark at the beginning. */
export async function readText(path, context) {
  const bytes = await readBytes(path, context);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    const { t, command } = context;
    throw new UsageError(t("input.notText", { file: path }), { command: command?.name });
  }
}

/** The same as the value of its JSON. The parser's own words are not repeated: they quote what is in the file. */
export async function readJson(path, context) {
  const text = await readText(path, context);
  try {
    return JSON.parse(text);
  } catch {
    const { t, command } = context;
    throw new UsageError(t("input.notJson", { file: path }), { command: command?.name });
  }
}

/** Why a file cannot be read or written, for people. */
export function reasonOf({ code, message }, t) {
  const known = ["ENOENT", "EACCES", "EISDIR", "ENOTDIR", "ENOSPC"];
  return known.includes(code) ? t(`input.${code}`) : (code ?? message);
}

async function standardInput(signal) {
  const { stdin } = process;
  const stop = () => stdin.destroy(signal.reason);
  signal?.addEventListener("abort", stop, { once: true });
  try {
    return Buffer.concat(await stdin.toArray());
  } finally {
    signal?.removeEventListener("abort", stop);
  }
}
