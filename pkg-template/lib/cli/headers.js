// `--header` and `--accept`: what a call says besides its parameters.

import { readText } from "./input.js";
import { misuse } from "./problems.js";

/** @import { Context, OptionConfigs } from "./command.ts" */

/** @type {OptionConfigs} */
export const HEADER = { header: { type: "string", short: "H", multiple: true } };

/**
 * The headers that were typed: `Name: value`, as curl has it, or `Name=value`; `Name@file` takes the value from a file
 * or from standard input, since other users of the machine see arguments. No name has one of these signs.
 * @param {Context} context
 * @returns {Promise<Record<string, string>>}
 */
export async function headersOf(context) {
  /** @type {[name: string, value: string][]} */
  const headers = [];
  for (const word of context.values.header ?? []) {
    const [, name, sign, text] = /^([^:=@]+)([:=@])(.*)$/s.exec(word) ?? [];
    if (name === undefined) throw misuse(context, "headers.noSign", { name: "--header" });
    const value = sign === "@" ? (await readText(text, context)).replace(/\r?\n$/, "") : text;
    headers.push([name.trim(), sign === ":" ? value.trim() : value]);
  }
  return Object.fromEntries(headers);
}
