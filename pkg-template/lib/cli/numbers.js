// Options that are numbers.

import { misuse } from "./problems.js";

/** @import { Context } from "./command.ts" */

/**
 * A whole number, from 1 to 999,999,999; nothing where the option is not given. `key` is what to say of anything else.
 * @param {"max-bytes" | "max-pages"} option
 * @param {string} key
 * @param {Context} context
 */
export function countOf(option, key, context) {
  const text = context.values[option];
  if (text === undefined) return undefined;
  if (/^\d{1,9}$/.test(text) && Number(text) >= 1) return Number(text);
  throw misuse(context, key, { name: `--${option}` });
}
