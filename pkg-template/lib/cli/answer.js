// What `call` and `request` print of an answer: its data, and with --include or --json its status and headers as well.

import { constants } from "node:fs";
import { access, appendFile, stat, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { reasonOf } from "./input.js";
import { laidOut } from "../rows/exact-json.js";
import { countOf } from "./numbers.js";
import { Failure, misuse } from "./problems.js";
import { shown } from "./terminal.js";

/**
 * @import { Answer } from "../../types/index.d.ts"
 * @import { Context, OptionConfigs, Values } from "./command.ts"
 */

/** Of every command that calls the API. @type {OptionConfigs} */
export const ERROR_BODY = { "show-error-body": { type: "boolean" } };

/** Options of every command that prints an answer. @type {OptionConfigs} */
export const ANSWER = {
  include: { type: "boolean", short: "i" },
  output: { type: "string", short: "o" },
  "max-bytes": { type: "string" },
  ...ERROR_BODY,
};

/**
 * What `create` is to know of them.
 * @param {Context} context
 * @returns {{ maxResponseBytes?: number, errorBody?: boolean }}
 */
export function answerOptions(context) {
  const maxResponseBytes = countOf("max-bytes", "answer.badBytes", context);
  return { ...errorBodyOption(context), ...(maxResponseBytes !== undefined && { maxResponseBytes }) };
}

/**
 * What `create` is to know of `--show-error-body`.
 * @param {Context} context
 */
export function errorBodyOption({ values }) {
  return values["show-error-body"] ? { errorBody: true } : {};
}

/**
 * Looks whether the file of --output can be written, before anything is sent whose answer would then be lost.
 * @param {Pick<Context, "t" | "command"> & { values: Pick<Values, "output"> }} context
 */
export async function checkOutput(context) {
  const output = fileOf(context.values);
  if (output === undefined) return;
  try {
    const known = await stat(output).catch(ifAbsent);
    if (known?.isDirectory()) throw Object.assign(new Error(), { code: "EISDIR" });
    await access(known === undefined ? dirname(output) : output, constants.W_OK);
  } catch (error) {
    throw misuse(context, "answer.unwritable", { file: output, reason: reasonOf(error, context.t) });
  }
}

/**
 * Nothing, where there is no such file.
 * @param {NodeJS.ErrnoException} error
 */
function ifAbsent(error) {
  if (error.code !== "ENOENT") throw error;
}

/** By which names the standard output is a file. As such, it cannot be opened where it is a socket. */
const STANDARD_OUTPUT = ["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"];

/**
 * The file of --output; nothing where that is standard output.
 * @param {Pick<Values, "output">} values
 */
const fileOf = ({ output }) => (STANDARD_OUTPUT.includes(output ?? "-") ? undefined : output);

/**
 * Prints an answer of the client as the options say. A page behind the first is added to the file of --output.
 * @param {Answer} answer
 * @param {Context} context
 * @param {{ isFirst?: boolean }} [place]
 */
export async function printAnswer(answer, context, { isFirst = true } = {}) {
  const { values, print, note, t } = context;
  const { status, headers, data } = answer;
  const content = contentOf(answer);
  const file = fileOf(values);
  if (file !== undefined) await save(isFirst ? writeFile : appendFile, file, content, context);
  /** @type {Record<string, string>} */
  const fields = {};
  headers.forEach((value, name) => {
    fields[name] = value;
  });
  if (values.json) {
    const told = file === undefined ? shownOf(answer) : `,"output":${JSON.stringify(file)},"bytes":${content.length}`;
    return print(`{"status":${status},"headers":${JSON.stringify(fields)}${told}}`);
  }
  const lines = Object.entries(fields).map((field) => field.join(": "));
  if (values.include) print([`HTTP ${status}`, ...lines, ""].join("\n"));
  if (file !== undefined) note(t(isFirst ? "answer.saved" : "answer.added", { file, bytes: content.length }));
  else write(content, data, context);
  return 0;
}

/**
 * The bytes to show or to save. JSON is laid out for people; `--json` has it on one line for programs.
 * @param {Answer} answer
 */
function contentOf(answer) {
  const { data } = answer;
  if (data === undefined) return Buffer.alloc(0);
  if (data instanceof Uint8Array) return data;
  return Buffer.from(isText(answer) ? String(data) : `${laidOut(jsonOf(answer), 2)}\n`);
}

/**
 * The data of an answer as a field of JSON. Bytes have no form in it: they are told in base64.
 * @param {Answer} answer
 */
function shownOf(answer) {
  const { data } = answer;
  if (data === undefined) return "";
  if (data instanceof Uint8Array) return `,"base64":"${Buffer.from(data).toString("base64")}"`;
  return `,"data":${isText(answer) ? JSON.stringify(data) : laidOut(jsonOf(answer))}`;
}

/**
 * Whether the data are a text, and no JSON.
 * @param {Answer} answer
 */
const isText = ({ data, headers }) =>
  typeof data === "string" && !/[/+]json\b/i.test(headers.get("content-type") ?? "");

/**
 * JSON as it came, with all digits of its numbers.
 * @param {Answer} answer
 */
const jsonOf = ({ data, text }) => text ?? JSON.stringify(data);

/**
 * @param {Uint8Array} content
 * @param {unknown} data
 * @param {Context} context
 */
function write(content, data, { values, t }) {
  if (data instanceof Uint8Array && process.stdout.isTTY && values.output === undefined) {
    throw new Failure(t("answer.bytes", { bytes: content.length }));
  }
  process.stdout.write(data instanceof Uint8Array ? content : shown(content.toString(), process.stdout));
  if (typeof data === "string" && content.at(-1) !== 0x0a) process.stdout.write("\n");
}

/**
 * An answer may be personal data: a file that was not there before is its owner's alone.
 * @param {(file: string, content: Uint8Array, options: { mode: number }) => Promise<void>} write
 * @param {string} file
 * @param {Uint8Array} content
 * @param {Context} context
 */
async function save(write, file, content, { t }) {
  try {
    await write(file, content, { mode: 0o600 });
  } catch (error) {
    throw new Failure(t("answer.unwritable", { file, reason: reasonOf(error, t) }));
  }
}
