// The parameters of `sne-cotation call`, from the words after the operation. A word is one of
//
//   name=value     the value, as the type that the contract gives the parameter: page=2 is a number for an integer
//   name:=json     the value that the JSON has; name:=@file that of the JSON in a file, or on standard input ("@-")
//   name@file      the content of a file, or of standard input ("-")
//
// A name that is repeated is a list. What does not fit its type stays a text, so that the contract tells what is wrong
// with it, together with everything else.

import { basename } from "node:path";
import { readBytes, readJson, readText } from "./input.js";
import { parseExactly } from "../rows/exact-json.js";
import { typed } from "../rows/typed.js";
import { misuse } from "./problems.js";
import { refuseRewritten } from "./rewritten.js";

/**
 * @import { Operation, OperationParameter } from "../../types/index.d.ts"
 * @import { Reading } from "./command.ts"
 */

/** @typedef {{ sign: string, text: string }} Written a value as it was typed: its sign, and what is behind it */

/**
 * @param {string[]} words
 * @param {Operation} operation what the contract says of it
 * @param {Reading} context
 * @returns {Promise<Record<string, unknown>>} what `sne.call` takes
 */
export async function parametersOf(words, operation, context) {
  /** @type {Map<string, { sign: string, value: unknown }[]>} */
  const given = new Map();
  for (const word of words) {
    const { name, sign, text } = split(word, context);
    const parameter = operation.parameters.find(({ key }) => key === name);
    const value = await valueFrom({ sign, text }, parameter, operation, context);
    given.set(name, [...(given.get(name) ?? []), { sign, value }]);
  }
  /** @type {Record<string, unknown>} */
  const parameters = {};
  for (const [name, values] of given) {
    const parameter = operation.parameters.find(({ key }) => key === name);
    // Not by assignment: a name such as "__proto__" is a name like another.
    Object.defineProperty(parameters, name, { value: together(values, parameter), enumerable: true });
  }
  return parameters;
}

/**
 * A body from a file: the value of its JSON where the operation takes JSON, else its bytes.
 * @param {string} path
 * @param {Operation} operation
 * @param {Reading} context
 */
export async function bodyFrom(path, { consumes }, context) {
  const takesJson = consumes.length === 0 || consumes.some((type) => /[/+]json\b/i.test(type));
  return takesJson ? readJson(path, context) : readBytes(path, context);
}

/**
 * The first of the signs tells the name from the value, whatever is in the value.
 * @param {string} word
 * @param {Reading} context
 * @returns {{ name: string } & Written}
 */
function split(word, context) {
  const [, name, sign, text] = /^([^=@]+?)(:=|=|@)(.*)$/s.exec(word) ?? [];
  if (name !== undefined) return { name, sign, text };
  // The word may be a value whose name was forgotten: it is not repeated.
  throw misuse(context, "call.noSign");
}

/**
 * @param {Written} written
 * @param {OperationParameter | undefined} parameter
 * @param {Operation} operation
 * @param {Reading} context
 */
async function valueFrom({ sign, text }, parameter, operation, context) {
  if (sign === ":=") return text.startsWith("@") ? readJson(text.slice(1), context) : jsonOf(text, parameter, context);
  if (sign === "@") return fileOf(text, parameter, operation, context);
  refuseRewritten(text, "call.rewritten", { name: parameter?.key ?? "…" }, context);
  const { type, items } = parameter?.schema ?? {};
  return typed(text, type === "array" ? items : { type });
}

/**
 * @param {string} text
 * @param {OperationParameter | undefined} parameter
 * @param {Reading} context
 */
function jsonOf(text, parameter, context) {
  try {
    return parseExactly(text);
  } catch {
    throw misuse(context, "call.notJson", { name: parameter?.key ?? "…" });
  }
}

/**
 * @param {string} path
 * @param {OperationParameter | undefined} parameter
 * @param {Operation} operation
 * @param {Reading} context
 */
async function fileOf(path, parameter, operation, context) {
  if (parameter?.in === "body") return bodyFrom(path, operation, context);
  if (!takesFile(parameter)) return (await readText(path, context)).replace(/\r?\n$/, "");
  const bytes = await readBytes(path, context);
  return path === "-" ? bytes : new File([bytes], basename(path));
}

/**
 * Whether a parameter is a file of a form, or a list of such.
 * @param {OperationParameter | undefined} parameter
 */
export function takesFile(parameter) {
  const { type, format } =
    parameter?.schema.type === "array" ? (parameter.schema.items ?? {}) : (parameter?.schema ?? {});
  return type === "file" || (parameter?.in === "formData" && type === "string" && format === "binary");
}

/**
 * The values of one name: a list where there are several, or where the contract wants one.
 * @param {{ sign: string, value: unknown }[]} values
 * @param {OperationParameter | undefined} parameter
 */
function together(values, parameter) {
  if (values.length > 1) return values.map(({ value }) => value);
  const [{ sign, value }] = values;
  const isOne = sign === "=" || (sign === "@" && parameter?.in !== "body");
  return parameter?.schema.type === "array" && isOne ? [value] : value;
}
