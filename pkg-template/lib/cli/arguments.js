// The words behind a command as its options and operands, or what is wrong with them in the person's language.

import { parseArgs } from "node:util";
import { nearest } from "./nearest.js";
import { UsageError } from "./problems.js";

/** @import { Command, OptionConfigs, Operands, Translate, Values } from "./command.ts" */

/** What every command has. @type {OptionConfigs} */
const COMMON = {
  json: { type: "boolean" },
  language: { type: "string" },
  help: { type: "boolean", short: "h" },
};

/** @typedef {(message: string) => never} Fail */

/** Names under which people may try to give what must not be seen in a list of processes. */
const SECRET = /^(client)?(id|secret)$|secret|password|passwd|token$/;

/**
 * The options of a command: its own, and those that every command has.
 * @param {Command} command
 * @returns {OptionConfigs}
 */
export function optionsOf(command) {
  return { ...command.options, ...COMMON };
}

/**
 * What is needed to tell people anything, mistakes included: their language, and whether they want JSON. Looked for in
 * whatever was typed, as is the topic of `help`.
 * @param {string[]} words
 */
export function wishesOf(words) {
  const { values, positionals } = parseArgs({ args: words, options: COMMON, strict: false, allowPositionals: true });
  const language = typeof values.language === "string" ? values.language : undefined;
  return { json: values.json === true, language, topic: positionals[1] };
}

/**
 * @param {Command} command
 * @param {string[]} words
 * @param {Translate} t
 * @returns {{ values: Values, operands: Operands }} the options by name, and the operands by theirs: a text, a list for
 *   the one that may be repeated
 */
export function parse(command, words, t) {
  /** @type {Fail} */
  const fail = (message) => {
    throw new UsageError(message, { command: command.name });
  };
  const options = optionsOf(command);
  const { tokens } = parseArgs({ args: words, options, strict: false, allowPositionals: true, tokens: true });
  for (const token of tokens) {
    if (token.kind !== "option" || Object.hasOwn(options, token.name)) continue;
    fail(unknownOption(token.name, token.rawName, Object.keys(options), t));
  }
  const { values, positionals } = strictly(words, options, fail, t);
  if (values.language !== undefined && !["fr", "en"].includes(String(values.language))) {
    fail(t("usage.choice", { name: "--language", allowed: "fr, en" }));
  }
  const operands = values.help ? {} : operandsOf(command, positionals, fail, t);
  return { values, operands: /** @type {Operands} */ (/** @type {unknown} */ (operands)) };
}

/**
 * What to say of an option that does not exist. Its value is never repeated.
 * @param {string} name
 * @param {string} rawName
 * @param {string[]} known
 * @param {Translate} t
 */
export function unknownOption(name, rawName, known, t) {
  if (SECRET.test(name.toLowerCase().replaceAll(/[-_]/g, ""))) return t("usage.secret", { name: rawName });
  // Node takes this one for itself, wherever it stands, and ends the process when there is no such file.
  if (name === "env-file") return t("usage.envFile");
  const near = nearest(name, known);
  return near === undefined
    ? t("usage.unknownOption", { name: rawName })
    : t("usage.unknownOptionNear", { name: rawName, near: `--${near}` });
}

/**
 * Node's reasons, in the person's language. The first quoted word of Node's message is what was wrong.
 * @param {string[]} args
 * @param {OptionConfigs} options
 * @param {Fail} fail
 * @param {Translate} t
 */
function strictly(args, options, fail, t) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (thrown) {
    const error = /** @type {NodeJS.ErrnoException} */ (thrown);
    if (error.code !== "ERR_PARSE_ARGS_INVALID_OPTION_VALUE") throw error;
    const [, name = ""] = /'([^' ]*)/.exec(error.message) ?? [];
    return fail(t("usage.badValue", { name: name.replace(/,$/, "") }));
  }
}

/**
 * @param {Command} command
 * @param {string[]} positionals
 * @param {Fail} fail
 * @param {Translate} t
 */
function operandsOf({ name: command, operands = [] }, positionals, fail, t) {
  const left = [...positionals];
  /** @type {Record<string, unknown>} */
  const found = {};
  for (const { name, required, many } of operands) {
    if (required && left.length === 0) fail(t("usage.missingOperand", { name: `<${t(`${command}.value.${name}`)}>` }));
    found[name] = many ? left.splice(0) : left.shift();
  }
  if (left.length > 0) fail(t("usage.unexpected", { name: left[0] }));
  return found;
}
